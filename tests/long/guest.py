"""A small virtual machine with device nodes of its own kernel: cameras, USB serial ports and USB printers to unplug.

Its root is this machine's, read-only, with a scratch layer above: what is installed here is there, and what it writes
is gone. It is emulated in software: for how devices behave, not for speed. Needs the Debian packages
qemu-system-x86, linux-image-amd64 and busybox-static.
"""

import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

BOOT = (
    "virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev virtio_pci 9pnet 9pnet_virtio netfs fscache 9p "
    "overlay"
)
DEVICES = "vivid cdc_acm dummy_hcd usblp libcomposite usb_f_acm usb_f_printer"
END = "guest ended with"
MEMORY_MB = 2500

INIT = """#!/bin/busybox sh
b=/bin/busybox
$b mount -t proc proc /proc; $b mount -t sysfs sys /sys; $b mount -t devtmpfs dev /dev
for m in {boot}; do $b insmod /modules/$m.ko 2>/dev/null; done
$b mount -t 9p -o trans=virtio,version=9p2000.L,ro,msize=262144 root /below || $b poweroff -f
$b mount -t tmpfs scratch /scratch; $b mkdir /scratch/up /scratch/work /scratch/root
$b mount -t overlay -o lowerdir=/below,upperdir=/scratch/up,workdir=/scratch/work over /scratch/root
cd /scratch/root
$b mount -t proc proc proc; $b mount -t sysfs sys sys; $b mount -t devtmpfs dev dev
$b mkdir -p dev/pts dev/shm; $b mount -t devpts pts dev/pts; $b mount -t tmpfs shm dev/shm; $b mount -t tmpfs run run
$b chroot . /bin/bash {inside}
$b poweroff -f
"""
INSIDE = """export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
for m in {devices}; do modprobe $m || echo "no module $m"; done
mount -t configfs none /sys/kernel/config
ip link set lo up 2>/dev/null || busybox ip link set lo up
cd {folder}
{command}
echo "{end} $?"
"""


def run(command: list[str], folder: Path, seconds: float) -> tuple[int, str]:
    """Run a command there, in a folder of this machine. Its exit status (124: not within `seconds`), and what it said.

    Raises FileNotFoundError naming what is not installed.
    """
    kernel = _kernel()
    work = Path(tempfile.mkdtemp(prefix="guest.", dir="/var/tmp"))
    try:
        inside = work / "inside"
        words = {"devices": DEVICES, "folder": folder, "command": shlex.join(command), "end": END}
        inside.write_text(INSIDE.format(**words))
        said = _boot(kernel, _first_root(work, kernel, inside), seconds)
    finally:
        shutil.rmtree(work)
    before, found, status = said.rpartition(END)
    return (int(status.split()[0]), before) if found else (124, said)


def _kernel() -> Path:
    kernels = sorted(Path("/boot").glob("vmlinuz-*-amd64"))
    missing = [
        name
        for name, there in {
            "linux-image-amd64": kernels,
            "qemu-system-x86": shutil.which("qemu-system-x86_64"),
            "busybox-static": Path("/bin/busybox").exists(),
        }.items()
        if not there
    ]
    if missing:
        raise FileNotFoundError(f"install {' '.join(missing)}")
    return kernels[-1]


def _first_root(work: Path, kernel: Path, inside: Path) -> Path:
    """The archive the kernel starts from: busybox, the modules that reach this machine's root, and what to do."""
    tree = work / "tree"
    for name in ("bin", "below", "scratch", "proc", "sys", "dev", "modules"):
        (tree / name).mkdir(parents=True)
    shutil.copy("/bin/busybox", tree / "bin")
    modules = Path("/lib/modules") / kernel.name.removeprefix("vmlinuz-")
    for name in BOOT.split():
        for file in modules.rglob(f"{name}.ko"):
            shutil.copy(file, tree / "modules")
    init = tree / "init"
    init.write_text(INIT.format(boot=BOOT, inside=inside))
    init.chmod(0o755)
    names = "\n".join(str(path.relative_to(tree)) for path in tree.rglob("*"))
    archive = subprocess.run(
        ["/bin/busybox", "cpio", "-o", "-H", "newc"], cwd=tree, input=names.encode(), capture_output=True, check=True
    )
    packed = work / "first-root"
    packed.write_bytes(archive.stdout)
    return packed


def _boot(kernel: Path, first_root: Path, seconds: float) -> str:
    machine = ["qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-m", str(MEMORY_MB), "-smp", "1"]
    machine += ["-nographic", "-no-reboot", "-net", "none", "-kernel", str(kernel), "-initrd", str(first_root)]
    machine += ["-append", "console=ttyS0 quiet panic=1"]
    machine += ["-fsdev", "local,id=r,path=/,security_model=none,readonly=on,multidevs=remap"]
    machine += ["-device", "virtio-9p-pci,fsdev=r,mount_tag=root"]
    try:
        ended = subprocess.run(machine, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode(errors="replace")
    return ended.stdout.decode(errors="replace").replace("\r", "")

"""Starts the installed program under a virtual screen, hears it say that it is ready and alive, and ends it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENCE = 120.0  # seconds


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(Path(folder) / "notify"))
        line.settimeout(PATIENCE)
        environment = os.environ | {"NOTIFY_SOCKET": str(Path(folder) / "notify"), "WATCHDOG_USEC": "30000000"}
        read, write = os.pipe()
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1080x1920x24", "-nolisten", "tcp"], pass_fds=[write]
        )
        number = os.read(read, 10).decode().strip()  # told when the screen is there
        environment |= {"DISPLAY": f":{number}", "LIBGL_ALWAYS_SOFTWARE": "1", "HOME": folder}
        program = subprocess.Popen(["hall-kiosk", "run"], env=environment)
        try:
            begun, heard = time.monotonic(), []
            while "WATCHDOG=1" not in heard:
                heard.append(line.recv(200).decode())
            print(f"heard {heard} after {time.monotonic() - begun:.1f} s")
            program.terminate()
            return program.wait(30)
        except TimeoutError:
            print("it did not say that it is ready", file=sys.stderr)
            return 1
        finally:
            program.kill()
            screen.terminate()


if __name__ == "__main__":
    sys.exit(main())

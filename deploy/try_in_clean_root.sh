#!/bin/bash
# try_in_clean_root.sh PACKAGE [FOLDER]: a Debian that has nothing, the package in it, and the program started there
# under a virtual screen until it tells that it is ready. Needs root and debootstrap; takes minutes and 3 GB.
set -eu
package=$(realpath "${1:?usage: try_in_clean_root.sh PACKAGE [FOLDER]}")
root=${2:-$(mktemp -d)}
here=$(dirname "$(realpath "$0")")
release=${RELEASE:-bookworm}
mirror=${MIRROR:-$(sed -n 's/^URIs: *//p; s/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/*.sources /etc/apt/sources.list.d/*.list 2>/dev/null | head -1)}
[ -e "$root/etc/debian_version" ] || debootstrap --variant=minbase "$release" "$root" "$mirror"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d" && chmod 0755 "$root/usr/sbin/policy-rc.d"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
trap 'umount "$root/proc" "$root/dev" 2>/dev/null || true' EXIT
cp "$package" "$root/tmp/hall-kiosk.deb"
chroot "$root" apt-get update -q
chroot "$root" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends /tmp/hall-kiosk.deb xvfb
chroot "$root" su -s /bin/sh hall-kiosk -c "hall-kiosk check-config"
cp "$here/hear_ready.py" "$root/tmp/hear_ready.py"
chroot "$root" su -s /bin/sh hall-kiosk -c "cd /var/lib/hall-kiosk && python3 /tmp/hear_ready.py"

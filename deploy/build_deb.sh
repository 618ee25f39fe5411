#!/bin/bash
# Builds build/hall-kiosk_VERSION_ARCH.deb. Called by `make deb`, which gives what the package depends on.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:?} depends=${DEPENDS:?}
version=$("$python" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])')
minor=$("$python" -c 'import sys; print(f"{sys.version_info.major}.{sys.version_info.minor}")')
next=$("$python" -c 'import sys; print(f"{sys.version_info.major}.{sys.version_info.minor + 1}")')
arch=$(dpkg --print-architecture)
root=build/deb
package=build/hall-kiosk_${version}_${arch}.deb
rm -rf "$root"
program=$root/usr/lib/hall-kiosk
mkdir -p "$program" "$root"/{DEBIAN,usr/bin,usr/sbin,lib/systemd/system,lib/udev/rules.d,usr/share/{hall-kiosk,X11/xorg.conf.d,polkit-1/rules.d,doc/hall-kiosk}}

cp -r kiosk drivers screens assets run_kiosk.py pyproject.toml "$program"
mkdir "$program/config"
cp config/*.toml config/*.yaml "$program/config"
find "$program" -name __pycache__ -prune -exec rm -rf {} +
ln -sf /etc/hall-kiosk/kiosk.toml "$program/config/kiosk.toml"
"$python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile \
    --target "$program/packages" -r requirements-run.lock
find "$program/packages" \( -name tests -o -name __pycache__ \) -type d -prune -exec rm -rf {} +

sed 's|^folder = "state" .*|folder = "/var/lib/hall-kiosk"|' config/kiosk.toml > "$root/usr/share/hall-kiosk/kiosk.toml"
cp README.md README.zh-CN.md docs/deployment*.md "$root/usr/share/doc/hall-kiosk"
install -m 0755 deploy/hall-kiosk "$root/usr/bin/hall-kiosk"
install -m 0755 deploy/update.sh "$root/usr/sbin/hall-kiosk-update"
install -m 0755 deploy/session "$program/session"
install -m 0644 deploy/hall-kiosk.service "$root/lib/systemd/system"
install -m 0644 deploy/70-hall-kiosk.rules "$root/lib/udev/rules.d"
install -m 0644 deploy/50-hall-kiosk-polkit.rules "$root/usr/share/polkit-1/rules.d/50-hall-kiosk.rules"
install -m 0644 deploy/90-hall-kiosk.conf "$root/usr/share/X11/xorg.conf.d"
install -m 0755 deploy/debian/* "$root/DEBIAN"

cat > "$root/DEBIAN/control" <<END
Package: hall-kiosk
Version: $version
Architecture: $arch
Maintainer: Hall Kiosk <hall-kiosk@example.org>
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: python3 (>= $minor), python3 (<< $next), $(echo $depends | sed 's/ /, /g')
Section: misc
Priority: optional
Description: self-service terminal of a public service hall (政务服务自助终端)
 A full-screen touch program that reads cards and codes, takes queue numbers,
 books times and prints slips, with its drivers, its own Python packages and a
 systemd service that keeps it up.
END
chmod -R u=rwX,go=rX "$root"
chmod 0755 "$root"/DEBIAN/{postinst,prerm,postrm}
dpkg-deb --root-owner-group -Zxz -z1 --build "$root" "$package" >/dev/null
echo "$package: $(du -h "$package" | cut -f1)"

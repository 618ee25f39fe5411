#!/bin/bash
# Without a package: from a checkout, as root, on a system with systemd whose packages stand in for Debian's.
# Needs Python 3.11 or later with venv, an X server with xinit, and the libraries that the Makefile names.
set -eu
[ "$(id -u)" = 0 ] || { echo "install.sh: must be run by root" >&2; exit 1; }
cd "$(dirname "$0")/.."
python=${PYTHON:-python3} to=/usr/lib/hall-kiosk
id hall-kiosk >/dev/null 2>&1 || useradd --system --user-group --home-dir /var/lib/hall-kiosk hall-kiosk
for group in dialout video render lp input audio tty plugdev; do
    getent group "$group" >/dev/null && usermod -aG "$group" hall-kiosk
done
mkdir -p "$to/config"
cp -r kiosk drivers screens assets run_kiosk.py pyproject.toml "$to"
cp config/*.toml config/*.yaml "$to/config"
"$python" -m pip install --quiet --require-hashes --no-deps --upgrade --target "$to/packages" -r requirements-run.lock
install -d -o hall-kiosk -g hall-kiosk -m 0750 /var/lib/hall-kiosk /etc/hall-kiosk
if [ ! -e /etc/hall-kiosk/kiosk.toml ]; then
    sed 's|^folder = "state" .*|folder = "/var/lib/hall-kiosk"|' config/kiosk.toml > /etc/hall-kiosk/kiosk.toml
    chown hall-kiosk: /etc/hall-kiosk/kiosk.toml
fi
ln -sf /etc/hall-kiosk/kiosk.toml "$to/config/kiosk.toml"
install -m 0755 deploy/hall-kiosk /usr/bin/hall-kiosk
install -m 0755 deploy/session "$to/session"
install -m 0644 deploy/hall-kiosk.service /etc/systemd/system/hall-kiosk.service
install -m 0644 deploy/70-hall-kiosk.rules /etc/udev/rules.d/70-hall-kiosk.rules
mkdir -p /etc/polkit-1/rules.d
install -m 0644 deploy/50-hall-kiosk-polkit.rules /etc/polkit-1/rules.d/50-hall-kiosk.rules
mkdir -p /etc/X11/xorg.conf.d
install -m 0644 deploy/90-hall-kiosk.conf /etc/X11/xorg.conf.d/90-hall-kiosk.conf
systemctl daemon-reload
systemctl enable --now hall-kiosk.service

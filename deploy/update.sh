#!/bin/sh
# hall-kiosk-update NEW.deb: installs it; when the terminal does not stay up, the version before comes back.
set -eu
new=${1:?usage: hall-kiosk-update NEW.deb}
kept=/var/lib/hall-kiosk-packages
patience=${HALL_KIOSK_PATIENCE:-90}
[ "$(id -u)" = 0 ] || { echo "hall-kiosk-update: must be run by root" >&2; exit 1; }
mkdir -p "$kept"

install_package() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --allow-downgrades --reinstall "$1"
}

stays_up() {
    # Ready, and not started again since, for a minute and a half.
    systemctl is-active --quiet hall-kiosk || return 1
    before=$(systemctl show -p NRestarts --value hall-kiosk)
    sleep "$patience"
    systemctl is-active --quiet hall-kiosk && [ "$(systemctl show -p NRestarts --value hall-kiosk)" = "$before" ]
}

cp "$new" "$kept/new.deb"
if install_package "$kept/new.deb" && stays_up; then
    mv "$kept/new.deb" "$kept/current.deb"
    echo "hall-kiosk: updated and up"
    exit 0
fi
rm -f "$kept/new.deb"
if [ ! -e "$kept/current.deb" ]; then
    echo "hall-kiosk: the new version does not stay up, and no older package is kept in $kept" >&2
    exit 1
fi
install_package "$kept/current.deb"
echo "hall-kiosk: the new version did not stay up; the one before is back" >&2
exit 1

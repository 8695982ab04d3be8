# shellcheck shell=bash
# Debian's packages: libraries and infrastructure are installed, the services' own packages only unpacked, as these
# would ask debconf questions, make databases and start daemons. What they are needed for is their start scripts.
INSTALLED=(python3-keystone python3-glance python3-placement python3-nova python3-neutron python3-cinder
    python3-openstackclient python3-cinderclient python3-novaclient python3-pymysql python3-requests gunicorn
    rabbitmq-server mariadb-server memcached qemu-utils openssh-client openipmi ipmitool snmpd snmp curl procps iproute2)
UNPACKED_PACKAGES=(nova-common nova-api nova-compute nova-conductor nova-scheduler neutron-common neutron-server
    cinder-common cinder-api cinder-scheduler cinder-volume glance-common glance-api)

install_packages() {
    [ "$(id -u)" = 0 ] || die "install needs root"
    grep -qs '^VERSION_CODENAME=bookworm' /etc/os-release || say "not Debian 12: OpenStack Zed is only sure to be there"
    mkdir -p "$STATE"
    local log=$STATE/install.log
    export DEBIAN_FRONTEND=noninteractive
    if ! dpkg-query -W "${INSTALLED[@]}" > /dev/null 2>&1; then
        refuse_daemons
        say "apt-get install (output in $log)"
        {
            apt -qq update && apt -y -qq install "${INSTALLED[@]}"
        } > "$log" 2>&1 || { tail -n 30 "$log" >&2; die "apt-get failed"; }
    fi
    if [ ! -e "$UNPACKED/complete" ]; then
        say "unpack the services"
        unpack_services >> "$log" 2>&1 || { tail -n 30 "$log" >&2; die "the services cannot be unpacked"; }
    fi
    say "installed"
}

apt() {
    apt-get -o DPkg::Lock::Timeout=900 -o APT::Install-Recommends=0 -o Dpkg::Options::=--force-unsafe-io \
        -o Dpkg::Options::=--force-confold "$@"
}

# The clouds run their own MariaDB, RabbitMQ and memcached: the packages must not start theirs.
refuse_daemons() {
    local policy=/usr/sbin/policy-rc.d
    [ -e $policy ] && return 0
    printf '#!/bin/sh\nexit 101\n' > $policy
    chmod +x $policy
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
}

unpack_services() {
    local downloads file
    downloads=$(mktemp -d)
    chmod 755 "$downloads"   # apt downloads as a user of its own
    (cd "$downloads" && { apt -qq download "${UNPACKED_PACKAGES[@]}" || { apt -qq update && apt -qq download "${UNPACKED_PACKAGES[@]}"; }; }) || return 1
    rm -rf "$UNPACKED"
    mkdir -p "$UNPACKED"
    for file in "$downloads"/*.deb; do dpkg-deb -x "$file" "$UNPACKED" || return 1; done
    rm -rf "$downloads"
    touch "$UNPACKED/complete"
}

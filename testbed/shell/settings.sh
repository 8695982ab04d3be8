# shellcheck shell=bash disable=SC2034  # sourced: the other parts use what is set here
# Where everything lies and listens.
STATE=${TESTBED_STATE:-$TESTBED/.state}   # all that is generated; nothing outside of it is written
UNPACKED=$STATE/unpacked                  # files of Debian packages that are unpacked, not installed
SHARED=$STATE/run                         # MariaDB, RabbitMQ, memcached of both clouds
SNAPSHOTS=$STATE/snapshots
BOTH=$STATE/shared                       # the backend of volumes that both clouds have
SERVICE_BIN=$UNPACKED/usr/bin

CLOUDS="source target"
REGION=RegionOne
# The first digit of all ports: the source's (and the shared services') is this one, the target's the next.
FIRST_DIGIT=${TESTBED_PORTS:-1}
SERVICES="keystone placement glance-api neutron-server cinder-api cinder-scheduler cinder-volume
 nova-conductor nova-scheduler nova-api nova-compute1 nova-compute2"
DATABASES="keystone glance placement nova_api nova nova_cell0 neutron cinder"

cloud_digit() {
    case $1 in
        source) echo "$FIRST_DIGIT" ;;
        target) echo $((FIRST_DIGIT + 1)) ;;
        *) die "no such cloud: '$1'; there are: $CLOUDS" ;;
    esac
}
cloud_url() { echo "http://127.0.0.1:$(cloud_digit "$1")$2"; }   # CLOUD PORT-WITHOUT-ITS-DIGIT
keystone_url() { cloud_url "$1" 5000/v3; }

check_settings() {
    case $FIRST_DIGIT in [1-4]) ;; *) die "TESTBED_PORTS is '$FIRST_DIGIT'; it is the first digit of the ports, 1 to 4" ;; esac
    # a Unix socket's path has 107 characters at most
    [ ${#SHARED} -le 90 ] || die "the path $STATE is too long for MariaDB's socket; set TESTBED_STATE to a shorter one"
}

# shellcheck shell=bash
# One cloud's services: how each is started, and how a new cloud gets its users, catalog and first content.

start_service() { # CLOUD SERVICE
    local home=$STATE/$1 etc=$STATE/$1/etc digit
    digit=$(cloud_digit "$1")
    case $2 in
        keystone) spawn "$home" "$2" env OS_KEYSTONE_CONFIG_DIR="$etc/keystone" "${GUNICORN[@]}" --bind "127.0.0.1:${digit}5000" 'testbed_wsgi:keystone()' ;;
        placement) spawn "$home" "$2" env OS_PLACEMENT_CONFIG_DIR="$etc/placement" "${GUNICORN[@]}" --bind "127.0.0.1:${digit}8778" 'testbed_wsgi:placement()' ;;
        glance-api) spawn "$home" "$2" "$SERVICE_BIN/glance-api" --config-file "$etc/glance.conf" ;;
        neutron-server) spawn "$home" "$2" "$SERVICE_BIN/neutron-server" --config-file "$etc/neutron.conf" ;;
        cinder-api | cinder-scheduler | cinder-volume) spawn "$home" "$2" "$SERVICE_BIN/$2" --config-file "$etc/cinder.conf" ;;
        nova-compute[12]) start_compute "$1" "$2" "$etc/${2#nova-}.conf" ;;
        nova-compute@*)
            host_configuration "${2#*@}" > "$etc/${2#nova-}.conf"
            start_compute "$1" "$2" "$etc/${2#nova-}.conf"
            ;;
        nova-conductor | nova-scheduler | nova-api) spawn "$home" "$2" "$SERVICE_BIN/$2" --config-file "$etc/nova.conf" ;;
        *) no_such_service "$2" ;;
    esac
}
start_compute() { # CLOUD SERVICE FILE-THAT-NAMES-ITS-HOST
    spawn "$STATE/$1" "$2" "$TESTBED/service/nova-compute" --config-file "$STATE/$1/etc/nova.conf" --config-file "$3"
}
# not uwsgi: its http-socket closes kept-alive connections under its clients
GUNICORN=(/usr/bin/gunicorn --workers 1 --threads 8 --keep-alive 75 --timeout 120 --graceful-timeout 2 --worker-tmp-dir /dev/shm)

no_such_service() { die "no such service: '$1'; there are: $(echo "$SERVICES" | xargs), and nova-compute@HOST"; }
check_service() {
    cloud_digit "$1" > /dev/null
    case $2 in
        nova-compute@*[!a-z0-9.-]* | nova-compute@) die "a hypervisor's name is of a-z, 0-9, . and -, not '${2#*@}'" ;;
        nova-compute@*) return 0 ;;
    esac
    case " $(echo "$SERVICES" | xargs) " in *" $2 "*) ;; *) no_such_service "$2" ;; esac
}

stop_service() { halt "$STATE/$1" "$2"; }
kill_service() {
    local pid_file=$STATE/$1/pid/$2
    alive "$pid_file" || die "$2 of $1 does not run"
    kill -KILL -- "-$(cat "$pid_file")"
    rm -f "$pid_file"
}

start_services() { local service; for service in $2; do start_service "$1" "$service"; done; } # CLOUD "SERVICE..."
# shellcheck disable=SC2046,SC2086
stop_services() { halt "$STATE/$1" $SERVICES $(further_computes "$1"); }

# The hypervisors that somebody has started beside the usual two.
further_computes() { # CLOUD
    local pid_file
    for pid_file in "$STATE/$1"/pid/nova-compute@*; do
        [ ! -e "$pid_file" ] || echo "${pid_file##*/}"
    done
}

wait_for_apis() { # CLOUD PORT...
    local cloud=$1 port
    shift
    for port in "$@"; do wait_until 180 "$(cloud_url "$cloud" "$port")" answering "$(cloud_url "$cloud" "$port")"; done
}

# A new cloud's administrator and cells, in tables that are empty yet.
bootstrap() { # CLOUD
    local cloud=$1 home=$STATE/$1 url
    url=$(keystone_url "$cloud")
    drop_databases "$cloud"   # of an attempt that was interrupted
    create_databases "$cloud"
    load_databases "$cloud" "$(schema_file)"
    cleanly python3 -m bootstrap.keys "$home/etc/keystone"
    cleanly keystone-manage --config-file "$home/etc/keystone/keystone.conf" bootstrap \
        --bootstrap-username admin --bootstrap-password admin --bootstrap-project-name admin --bootstrap-role-name admin \
        --bootstrap-service-name keystone --bootstrap-region-id "$REGION" \
        --bootstrap-admin-url "$url" --bootstrap-public-url "$url" --bootstrap-internal-url "$url" > "$home/log/bootstrap.log" 2>&1
    sql "${cloud}_nova_api" << SQL
insert into cell_mappings (created_at, uuid, name, transport_url, database_connection, disabled) values
 (now(), '00000000-0000-0000-0000-000000000000', 'cell0', 'none:///', '$(database_url "$cloud")_nova_cell0?charset=utf8', 0),
 (now(), '$(cat /proc/sys/kernel/random/uuid)', 'cell1', 'rabbit://testbed:testbed@127.0.0.1:${FIRST_DIGIT}3672/$cloud',
  '$(database_url "$cloud")_nova?charset=utf8', 0)
SQL
}

discover_hosts() { # CLOUD
    cleanly "$SERVICE_BIN/nova-manage" --config-file "$STATE/$1/etc/nova.conf" cell_v2 discover_hosts > "$STATE/$1/log/discover.log" 2>&1
}

# shellcheck shell=bash
# Both clouds as a whole: up and down.

up() {
    [ -e "$UNPACKED/complete" ] || die "run '$0 install' first"
    if all_run; then
        say "both clouds are up"
        return 0
    fi
    refuse_foreign_ports
    shared_up
    say "MariaDB up"
    local cloud new=""
    for cloud in $CLOUDS; do
        configure "$cloud"
        [ -e "$STATE/$cloud/ready" ] || new="$new $cloud"
    done
    if [ -n "$new" ]; then
        make_schema
        # shellcheck disable=SC2086
        in_parallel bootstrap -- $new || die "a cloud cannot be set up, see $STATE/*/log/bootstrap.log"
        say "databases loaded"
    fi
    # shellcheck disable=SC2086
    in_parallel bring_up -- $CLOUDS || die "a cloud did not become ready"
    for cloud in $CLOUDS; do touch "$STATE/$cloud/ready"; done
    [ -z "$new" ] || save fresh
    say "ready"
    for cloud in $CLOUDS; do
        echo "$cloud: $(keystone_url "$cloud")  admin/admin, project admin, domain default, $REGION   (. $STATE/$cloud/openrc)"
    done
}

bring_up() { # CLOUD
    local cloud=$1 new=""
    [ -e "$STATE/$cloud/ready" ] || new=yes
    start_services "$cloud" "keystone placement"
    wait_for_apis "$cloud" 5000/v3
    [ -z "$new" ] || cleanly python3 -m bootstrap.catalog "$cloud"
    wait_until 90 "RabbitMQ" listening "${FIRST_DIGIT}3672"
    start_services "$cloud" "nova-conductor nova-api neutron-server glance-api cinder-api cinder-scheduler cinder-volume nova-scheduler"
    # a nova-compute that starts before its conductor waits 10 s for each try
    wait_for_apis "$cloud" 8774/
    start_services "$cloud" "nova-compute1 nova-compute2"
    wait_for_apis "$cloud" 8778/ 9292/ 9696/ 8776/
    cleanly python3 -m bootstrap.ready "$cloud" services
    [ -z "$new" ] || discover_hosts "$cloud"
    cleanly python3 -m bootstrap.ready "$cloud" hypervisors
    [ -z "$new" ] || cleanly python3 -m bootstrap.content "$cloud"
}

shared_runs() {
    local service
    for service in mariadb rabbitmq memcached; do alive "$SHARED/pid/$service" || return 1; done
}
all_run() {
    local cloud service
    shared_runs || return 1
    for cloud in $CLOUDS; do
        [ -e "$STATE/$cloud/ready" ] || return 1
        for service in $SERVICES; do alive "$STATE/$cloud/pid/$service" || return 1; done
    done
}

# Ports of ours that others hold: another testbed, most likely.
refuse_foreign_ports() {
    alive "$SHARED/pid/mariadb" && return 0
    local port
    for port in "${FIRST_DIGIT}3306" "${FIRST_DIGIT}5000" "$((FIRST_DIGIT + 1))5000"; do
        ! listening "$port" || die "port $port is taken, by another testbed? Take its state with TESTBED_STATE, or other ports with TESTBED_PORTS"
    done
}

down() {
    # shellcheck disable=SC2086
    in_parallel stop_services -- $CLOUDS
    shared_down
    say "down"
}

clean() {
    down
    rm -rf "$STATE/source" "$STATE/target" "$BOTH" "$SHARED" "$SNAPSHOTS"
}

# shellcheck shell=bash
# Both clouds' content set aside and put back, without a restart of everything: tests begin from the same state.
CONTENT="images instances volumes"   # the folders of a cloud that hold bytes; all else is in its databases
# What keeps content in memory: Keystone caches what it has read, a nova-compute knows the servers that it runs.
FORGETFUL="keystone nova-compute1 nova-compute2"

save() { # NAME
    check_snapshot_name "$1"
    rm -rf "${SNAPSHOTS:?}/$1.part"
    mkdir -p "$SNAPSHOTS/$1.part"
    # shellcheck disable=SC2086
    in_parallel save_cloud "$1.part" -- $CLOUDS || die "the clouds' state cannot be saved"
    copy_shared "$STATE" "$SNAPSHOTS/$1.part"
    rm -rf "${SNAPSHOTS:?}/$1"
    mv "$SNAPSHOTS/$1.part" "$SNAPSHOTS/$1"
    say "saved as '$1'"
}

save_cloud() { # NAME CLOUD
    local kept=$SNAPSHOTS/$1/$2
    mkdir -p "$kept"
    dump_databases "$2" > "$kept/databases.sql.gz"
    copy_content "$STATE/$2" "$kept"
}

reset() { # NAME
    check_snapshot_name "$1"
    [ -d "$SNAPSHOTS/$1" ] || die "no state '$1' is saved; there are: $(cd "$SNAPSHOTS" 2> /dev/null && echo *)"
    shared_runs || die "the clouds do not run: run '$0 up' first"
    copy_shared "$SNAPSHOTS/$1" "$STATE"
    # shellcheck disable=SC2086
    in_parallel reset_cloud "$1" -- $CLOUDS || die "a cloud did not come back; '$0 clean' and '$0 up' make new ones"
    say "both clouds are as saved in '$1'"
}

reset_cloud() { # NAME CLOUD
    local kept=$SNAPSHOTS/$1/$2 cloud=$2
    # a further hypervisor would register anew in a cloud that was saved without it
    # shellcheck disable=SC2046,SC2086
    halt "$STATE/$cloud" $FORGETFUL $(further_computes "$cloud")
    replace_databases "$cloud" "$kept/databases.sql.gz"
    copy_content "$kept" "$STATE/$cloud"
    forget_tokens
    start_services "$cloud" "$SERVICES"   # and what a test may have killed
    wait_for_apis "$cloud" 5000/v3 8778/ 8774/ 9292/ 9696/ 8776/
    cleanly python3 -m bootstrap.ready "$cloud" hypervisors
}

replace_databases() { # CLOUD FILE
    # an open transaction of a service holds its tables: cut the connections, the services make new ones
    sql -N -e "select concat('kill ', id, ';') from information_schema.processlist where db like '$1\\_%'" | sql --force 2> /dev/null || true
    load_databases "$1" "$2"
}

copy_content() { # FROM TO
    local folder
    for folder in $CONTENT; do
        mkdir -p "$1/$folder"
        rm -rf "${2:?}/$folder"
        cp -a --sparse=always "$1/$folder" "$2/$folder"
    done
}

# The backend that both clouds have.
copy_shared() { # FROM TO
    local folder=${BOTH##*/}
    mkdir -p "$1/$folder"
    rm -rf "${2:?}/$folder"
    cp -a --sparse=always "$1/$folder" "$2/$folder"
}

# memcached holds tokens that were found valid, with their users and roles
forget_tokens() {
    exec 3<> "/dev/tcp/127.0.0.1/${FIRST_DIGIT}3211"
    printf 'flush_all\r\nquit\r\n' >&3
    cat <&3 > /dev/null
    exec 3>&-
}

check_snapshot_name() { case $1 in '' | *[!a-z0-9-]*) die "a state's name is of a-z, 0-9 and -, not '$1'" ;; esac; }

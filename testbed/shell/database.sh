# shellcheck shell=bash
# The services' tables. Their migrations take 20 s, and both clouds need the same: they run once, and are dumped.

schema_file() { # named by what made it, so that other versions of the packages make another
    local versions
    versions=$(dpkg-query -W -f '${Version}\n' python3-keystone python3-glance python3-placement python3-nova \
        python3-neutron python3-cinder | md5sum | cut -c1-12)
    echo "$STATE/schema-$versions.sql.gz"
}

make_schema() {
    local file
    file=$(schema_file)
    [ -s "$file" ] && return 0
    say "schema migrations"
    create_databases source
    in_parallel migrate_schema -- neutron nova others || die "a schema migration failed, see $STATE/source/log/schema-*.log"
    dump_databases source > "$file.part"
    drop_databases source
    mv "$file.part" "$file"
}

migrate_schema() {
    local etc=$STATE/source/etc
    case $1 in
        neutron) cleanly "$SERVICE_BIN/neutron-db-manage" --config-file "$etc/neutron.conf" upgrade heads ;;
        nova)
            # cell0, where servers go that find no host, has the tables of the cell itself
            cleanly "$SERVICE_BIN/nova-manage" --config-file "$etc/nova.conf" api_db sync &&
                cleanly "$SERVICE_BIN/nova-manage" --config-file "$etc/nova.conf" db sync --local_cell &&
                mariadb_dump source_nova | sql source_nova_cell0
            ;;
        others)
            cleanly keystone-manage --config-file "$etc/keystone/keystone.conf" db_sync &&
                cleanly "$SERVICE_BIN/glance-manage" --config-file "$etc/glance.conf" db_sync &&
                cleanly placement-manage --config-file "$etc/placement/placement.conf" db sync &&
                cleanly "$SERVICE_BIN/cinder-manage" --config-file "$etc/cinder.conf" db sync
            ;;
    esac > "$STATE/source/log/schema-$1.log" 2>&1
}

create_databases() { for_databases "$1" 'create database'; }
drop_databases() { for_databases "$1" 'drop database if exists'; }
for_databases() {
    local database
    for database in $DATABASES; do echo "$2 $1_$database;"; done | sql
}

mariadb_dump() { mariadb-dump --no-defaults --socket="$SHARED/mariadb.sock" -uroot --skip-comments --single-transaction "$@"; }

# A cloud's databases as a script that names no cloud.
dump_databases() {
    local database
    for database in $DATABASES; do
        echo "-- DATABASE $database"
        mariadb_dump "$1_$database"
    done | gzip -1
}

load_databases() { # CLOUD FILE
    { echo 'set foreign_key_checks = 0, unique_checks = 0;'
        zcat "$2" | sed -E "s/^-- DATABASE (.*)\$/use $1_\1;/"; } | sql
}

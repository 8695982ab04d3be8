# shellcheck shell=bash
# What both clouds share: MariaDB (a database per service and cloud), RabbitMQ (a virtual host per cloud), memcached.

sql() { mariadb --no-defaults --socket="$SHARED/mariadb.sock" -uroot "$@"; }

shared_up() {
    mkdir -p "$SHARED"/{pid,log,tmp}
    rabbitmq_start
    mariadb_start
    spawn "$SHARED" memcached memcached -u root -l 127.0.0.1 -p "${FIRST_DIGIT}3211" -m 32 -t 1
    wait_until 60 "MariaDB" sql -e 'select 1'
    sql -e "create user if not exists testbed@'127.0.0.1' identified by 'testbed'; grant all on *.* to testbed@'127.0.0.1' with grant option"
}

mariadb_start() {
    if [ ! -d "$SHARED/mysql/mysql" ]; then
        cleanly mariadb-install-db --no-defaults --user=root --datadir="$SHARED/mysql" --skip-test-db \
            --auth-root-authentication-method=normal > "$SHARED/log/mariadb-install.log" 2>&1
    fi
    # made for speed: a testbed's data need not survive the machine
    spawn "$SHARED" mariadb mariadbd --no-defaults --user=root --datadir="$SHARED/mysql" --socket="$SHARED/mariadb.sock" \
        --pid-file="$SHARED/mariadb.pid" --tmpdir="$SHARED/tmp" --bind-address=127.0.0.1 --port="${FIRST_DIGIT}3306" \
        --skip-name-resolve --max-connections=1000 --skip-log-bin --performance-schema=OFF \
        --innodb-flush-log-at-trx-commit=0 --innodb-flush-method=nosync --skip-innodb-doublewrite --sync-binlog=0 \
        --innodb-buffer-pool-size=256M --innodb-log-file-size=64M --innodb-file-per-table=0 \
        --character-set-server=utf8mb3 --collation-server=utf8mb3_general_ci
}

rabbitmq_start() {
    cat > "$SHARED/definitions.json" << JSON
{"users": [{"name": "testbed", "password": "testbed", "tags": "administrator", "limits": {}}],
 "vhosts": [{"name": "/"}, {"name": "source"}, {"name": "target"}],
 "permissions": [{"user": "testbed", "vhost": "source", "configure": ".*", "write": ".*", "read": ".*"},
                 {"user": "testbed", "vhost": "target", "configure": ".*", "write": ".*", "read": ".*"}]}
JSON
    cat > "$SHARED/rabbitmq.conf" << CONF
listeners.tcp.default = 127.0.0.1:${FIRST_DIGIT}3672
load_definitions = $SHARED/definitions.json
log.console = false
log.file.level = warning
vm_memory_high_watermark.absolute = 1GB
disk_free_limit.absolute = 50MB
CONF
    echo '[].' > "$SHARED/enabled_plugins"
    spawn "$SHARED" rabbitmq env RABBITMQ_NODENAME="testbed$FIRST_DIGIT@localhost" \
        RABBITMQ_CONFIG_FILE="$SHARED/rabbitmq.conf" RABBITMQ_ENABLED_PLUGINS_FILE="$SHARED/enabled_plugins" \
        RABBITMQ_MNESIA_BASE="$SHARED/mnesia" RABBITMQ_LOG_BASE="$SHARED/log" RABBITMQ_CONF_ENV_FILE=/dev/null \
        ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="${FIRST_DIGIT}4369" RABBITMQ_DIST_PORT="${FIRST_DIGIT}3673" \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none" \
        /usr/lib/rabbitmq/bin/rabbitmq-server
}

shared_down() {
    halt "$SHARED" rabbitmq memcached mariadb
    # Erlang's port mapper makes itself a daemon: only its environment tells whose it is
    local pid
    for pid in $(pgrep -x epmd || true); do
        if tr '\0' '\n' < "/proc/$pid/environ" 2> /dev/null | grep -qx "ERL_EPMD_PORT=${FIRST_DIGIT}4369"; then kill "$pid" || true; fi
    done
}

# shellcheck shell=bash
# Processes that outlive this script: each is a session of its own, known by a pid file.

say() { printf '%s [%4ds] %s\n' "$(date +%T)" "$SECONDS" "$*"; }
die() { echo "testbed: $*" >&2; exit 1; }

# A service's environment: no proxies, no pyenv, no name look-ups of eventlet's own.
CLEAN=(env -i "HOME=$SHARED" PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
    "PYTHONPATH=$TESTBED/service:$TESTBED/python" PYTHONDONTWRITEBYTECODE=1 EVENTLET_NO_GREENDNS=yes
    "OSLO_LOCK_PATH=$SHARED" MALLOC_ARENA_MAX=2 "TESTBED_STATE=$STATE" "TESTBED_PORTS=$FIRST_DIGIT")
cleanly() { "${CLEAN[@]}" "$@"; }

# After a restart of the machine the number may be another process's, which hardly leads a session as ours do.
alive() { # FILE
    local pid
    [ -s "$1" ] && pid=$(cat "$1") && [ "$(ps -o sid= -p "$pid" | xargs)" = "$pid" ]
}

# spawn DIR NAME COMMAND...: unless it runs; its pid in DIR/pid/NAME, its output in DIR/log/NAME.log
spawn() {
    local dir=$1 name=$2
    shift 2
    mkdir -p "$dir/pid" "$dir/log"
    alive "$dir/pid/$name" && return 0
    # from a subshell it is no job of this script, and setsid need not fork, so that $! is the process itself
    (
        setsid "${CLEAN[@]}" "$@" >> "$dir/log/$name.log" 2>&1 < /dev/null &
        echo $! > "$dir/pid/$name"
    )
}

# halt DIR NAME...: asks all of them to end, then ends what is left of each session
halt() {
    local dir=$1 name pid
    shift
    for name in "$@"; do
        if alive "$dir/pid/$name"; then kill -TERM "$(cat "$dir/pid/$name")" 2> /dev/null || true; fi
    done
    for name in "$@"; do
        [ -s "$dir/pid/$name" ] || continue
        pid=$(cat "$dir/pid/$name")
        for _ in $(seq 60); do
            kill -0 "$pid" 2> /dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$pid" 2> /dev/null || true
        rm -f "$dir/pid/$name"
    done
}

# in_parallel COMMAND... -- ARGUMENT...: COMMAND ARGUMENT for each at the same time; fails if one does
in_parallel() {
    local command=() pids=() pid failed=0
    while [ "$1" != -- ]; do
        command+=("$1")
        shift
    done
    shift
    local argument
    for argument in "$@"; do
        "${command[@]}" "$argument" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
    return $failed
}

# wait_until SECONDS WHAT COMMAND...
wait_until() {
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" > /dev/null 2>&1; do
        [ $SECONDS -lt "$end" ] || die "timed out: $what; see the logs in $STATE/*/log"
        sleep 0.2
    done
}

listening() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
answering() { # URL: 300 is a list of versions, 401 a service that wants a token
    case $(curl -s -o /dev/null -m 5 --noproxy '*' -w '%{http_code}' "$1") in 200 | 300 | 401) ;; *) return 1 ;; esac
}

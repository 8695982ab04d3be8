# shellcheck shell=bash
# What runs, and what it costs.

status() {
    local part pid_file pid memory total=0 dead=0
    for part in run $CLOUDS; do
        for pid_file in "$STATE/$part"/pid/*; do
            [ -e "$pid_file" ] || continue
            pid=$(cat "$pid_file")
            if alive "$pid_file"; then
                memory=$(session_memory "$pid")
                total=$((total + memory))
                printf '%-8s %-18s pid %-7s %5d MiB %5d s CPU\n' "$part" "${pid_file##*/}" "$pid" "$memory" "$(session_cpu "$pid")"
            else
                printf '%-8s %-18s DEAD\n' "$part" "${pid_file##*/}"
                dead=1
            fi
        done
    done
    echo "total $total MiB"
    all_run || { [ $dead = 1 ] || echo "not everything runs"; return 1; }
}

# Of all processes of a session: proportional set size in MiB, and CPU seconds (of 100 ticks)
# shellcheck disable=SC2016  # awk's fields
session_memory() { session_sum "$1" smaps_rollup '/^Pss:/ { print int($2 / 1024) }'; }
# shellcheck disable=SC2016
session_cpu() { session_sum "$1" stat '{ print int(($14 + $15) / 100) }'; }
session_sum() {
    local pid value sum=0
    for pid in $(pgrep -g "$1" || true); do
        value=$(awk "$3" "/proc/$pid/$2" 2> /dev/null || true)
        sum=$((sum + ${value:-0}))
    done
    echo $sum
}

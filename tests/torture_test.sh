#!/bin/sh
# Random keys, pastes, sizes, stops and dropped lines: no crash, no hang, nothing lost, the terminal given back. TAP; tests/torture/README.
# torture_test.sh [SEED[/SESSION] [SECONDS]]: without a seed a new one, which is printed.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
[ -r /proc/self/stat ] || skip "there is no /proc here, by which a hang is known"
"$python" "$srcdir/tests/torture/torture.py" "${LECTERN_PROGRAM:-./lectern}" "$srcdir" "$folder" "${2:-6}" "${1:-$(date +%s)}"

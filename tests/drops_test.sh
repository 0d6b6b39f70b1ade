#!/bin/sh
# The line drops at random moments: it ends within a second, nothing confirmed is lost. TAP; tests/torture/README.
# drops_test.sh [COUNT [SEED]]: without a seed a new one, which is printed.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
[ -r /proc/self/stat ] || skip "there is no /proc here, by which a hang is known"
"$python" "$srcdir/tests/torture/drops.py" "${LECTERN_PROGRAM:-./lectern}" "$srcdir" "$folder" "${1:-15}" "${2:-$(date +%s)}"

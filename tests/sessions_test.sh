#!/bin/sh
# Many sessions write one state file at once, and some are killed: each bookmark that was confirmed is there once. TAP; tests/faults/README.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
! grep -q __asan_init "$lectern" && build slow && LECTERN_SLOW=$folder/slow.so && export LECTERN_SLOW
[ $# -gt 0 ] || set -- 6 30 4 2
"$python" "$srcdir/tests/faults/sessions.py" "$lectern" "$srcdir/tests/reports/one.yaml" "$folder" "$@"

#!/bin/sh
# The disk that keeps bookmarks hangs: the reader waits for a while, says so, goes on and can be ended. TAP; tests/faults/README.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
build shim
[ $# -gt 0 ] || set -- 41
"$python" "$srcdir/tests/faults/hang.py" "$lectern" "$folder/shim.so" "$srcdir/tests/reports/one.yaml" "$folder/runs" "$@"

#!/bin/sh
# Each call that touches state fails, or the process dies there; allocations fail. Nothing confirmed is lost, nothing is silent. TAP; tests/faults/README.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
build shim
[ $# -gt 0 ] || set -- 23 601
if grep -q __gcov_init "$lectern"; then set -- 7; fi # what counts there dies itself where memory is out
"$python" "$srcdir/tests/faults/loop.py" "$lectern" "$folder/shim.so" "$srcdir/tests/reports/one.yaml" "$folder/runs" "$@"

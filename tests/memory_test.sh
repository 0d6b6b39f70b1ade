#!/bin/sh
# Each allocation of a session on the screen fails: a sentence and status 4, the terminal given back, nothing lost. TAP; tests/faults/README.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
build shim
mkdir "$folder/runs"
[ $# -gt 0 ] || set -- 601
"$python" "$srcdir/tests/faults/memory.py" "$lectern" "$folder/shim.so" "$srcdir/tests/reports/one.yaml" "$folder/runs" "$@"

#!/bin/sh
# A disk without locks, a clock that goes back, files of other machines: nothing is lost, nothing is there twice. TAP; tests/faults/README.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
build shim
mkdir "$folder/runs"
"$python" "$srcdir/tests/faults/odd.py" "$lectern" "$folder/shim.so" "$srcdir/tests/reports/one.yaml" "$folder/runs"

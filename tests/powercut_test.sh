#!/bin/sh
# A power cut behind each call that changes the state: what was confirmed is there, whatever of the rest reached the disk. TAP; tests/faults/README.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
build log
[ $# -gt 0 ] || set -- 4
mkdir "$folder/runs"
"$python" "$srcdir/tests/faults/powercut.py" "$lectern" "$folder/log.so" "$srcdir/tests/reports/one.yaml" "$folder/runs" "$@"

#!/bin/sh
# The disk that holds a report of the shelf hangs while all are searched. With an argument also what takes half a minute. TAP; tests/faults/README.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
build shim
"$python" "$srcdir/tests/faults/hang_shelf.py" "$lectern" "$folder/shim.so" "$folder/runs" "$@"

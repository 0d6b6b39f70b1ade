#!/bin/sh
# The disk that holds a report or the settings hangs, or a report takes long to be loaded: told on the page, the rest is read, and all can be ended. TAP; tests/faults/README.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
build shim
build parse
"$python" "$srcdir/tests/faults/hang_report.py" "$lectern" "$folder/shim.so" "$folder/runs"

#!/bin/sh
# A state file with damaged lines: read, kept aside as it was before anything is written, told where. TAP; tests/faults/README.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
"$python" "$srcdir/tests/faults/damaged.py" "$lectern" "$srcdir/tests/reports/one.yaml" "$folder"

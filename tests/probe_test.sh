#!/bin/sh
# What the terminal is asked at the start. TAP; tests/torture/README.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
[ -r /proc/self/stat ] || skip "there is no /proc here, by which a hang is known"
"$python" "$srcdir/tests/torture/probe.py" "${LECTERN_PROGRAM:-./lectern}" "$srcdir" "$folder"

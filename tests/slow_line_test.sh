#!/bin/sh
# Keys typed ahead on a slow line, and terminals that do not say what they have shown. TAP; tests/bench/README.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
"$python" -c 'import curses' 2>/dev/null || skip "python3 with curses is not here (Debian: python3)"
[ -e /proc/self/io ] || skip "this system's /proc is not as Linux has it"
"$python" "$srcdir/tests/bench/slow_line.py" "${LECTERN_PROGRAM:-./lectern}" "$(cd "$srcdir" && pwd)" "$folder"

#!/bin/sh
# Bytes, writes and allocations of keys, and instructions to the first page: no more than tests/bench/ceilings has. TAP; tests/bench/README.
# In the build folder, srcdir=.. sh ../tests/bench_test.sh write: puts the figures of today into that file.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
"$python" -c 'import curses' 2>/dev/null || skip "python3 with curses is not here (Debian: python3)"
[ -e /proc/self/io ] || skip "this system's /proc is not as Linux has it"
if grep -q __gcov_init "$lectern"; then skip "a build for coverage counts itself"; fi
"$python" "$srcdir/tests/bench/exact.py" "$(cd "$(dirname "$lectern")" && pwd)/$(basename "$lectern")" "$(cd "$srcdir" && pwd)" "${CC:-cc}" "$folder" "$@"

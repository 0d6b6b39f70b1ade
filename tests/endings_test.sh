#!/bin/sh
# The terminal is given back as it was, whatever ends the reader: signals, stops, a paste without end, memory that is out. TAP; tests/torture/README.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
[ -r /proc/self/stat ] || skip "there is no /proc here, by which a hang is known"
shim=-
if ! grep -q -e __asan_init -e __gcov_init "$lectern"; then # what is preloaded does not go with these
    ${CC:-cc} -D_GNU_SOURCE -O1 -shared -fPIC -o "$folder/shim.so" "$srcdir/tests/faults/shim.c" -ldl 2>"$folder/words" && shim=$folder/shim.so
fi
"$python" "$srcdir/tests/torture/endings.py" "$lectern" "$srcdir" "$folder" "$shim" "${1:-151}"

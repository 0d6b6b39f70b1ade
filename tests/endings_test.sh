#!/bin/sh
# The terminal is given back as it was, whatever ends the reader: signals, stops, a paste without end, memory that is out. TAP; tests/torture/README.
srcdir=${srcdir:-.}
python=${PYTHON:-/usr/bin/python3}
lectern=${LECTERN_PROGRAM:-./lectern}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
    echo "1..0 # SKIP python3 (3.9 or newer) is not here (Debian: python3)"
    exit 0
fi
if ! [ -r /proc/self/stat ]; then
    echo "1..0 # SKIP there is no /proc here, by which a hang is known"
    exit 0
fi
LECTERN_DATA=$(cd "$srcdir" && pwd)
PYTHONDONTWRITEBYTECODE=1
export LECTERN_DATA PYTHONDONTWRITEBYTECODE
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
shim=-
if ! grep -q -e __asan_init -e __gcov_init "$lectern"; then # what is preloaded does not go with these
    ${CC:-cc} -D_GNU_SOURCE -O1 -shared -fPIC -o "$folder/shim.so" "$srcdir/tests/faults/shim.c" -ldl 2>"$folder/words" && shim=$folder/shim.so
fi
"$python" "$srcdir/tests/torture/endings.py" "$lectern" "$srcdir" "$folder" "$shim" "${1:-151}"

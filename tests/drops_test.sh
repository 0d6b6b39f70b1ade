#!/bin/sh
# The line drops at random moments: it ends within a second, nothing confirmed is lost. TAP; tests/torture/README.
# drops_test.sh [COUNT [SEED]]: without a seed a new one, which is printed.
srcdir=${srcdir:-.}
python=${PYTHON:-/usr/bin/python3}
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
"$python" "$srcdir/tests/torture/drops.py" "${LECTERN_PROGRAM:-./lectern}" "$srcdir" "$folder" "${1:-15}" "${2:-$(date +%s)}"

#!/bin/sh
# Random keys, pastes, sizes, stops and dropped lines: no crash, no hang, nothing lost, the terminal given back. TAP; tests/torture/README.
# torture_test.sh [SEED[/SESSION] [SECONDS]]: without a seed a new one, which is printed.
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
"$python" "$srcdir/tests/torture/torture.py" "${LECTERN_PROGRAM:-./lectern}" "$srcdir" "$folder" "${2:-6}" "${1:-$(date +%s)}"

#!/bin/sh
# Many sessions write one state file at once, and some are killed: each bookmark that was confirmed is there once. TAP; tests/faults/README.
srcdir=${srcdir:-.}
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
    echo "1..0 # SKIP python3 (3.9 or newer) is not here (Debian: python3)"
    exit 0
fi
LECTERN_DATA=$(cd "$srcdir" && pwd)
PYTHONDONTWRITEBYTECODE=1
export LECTERN_DATA PYTHONDONTWRITEBYTECODE
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
[ $# -gt 0 ] || set -- 6 30 4 2
"$python" "$srcdir/tests/faults/sessions.py" "${LECTERN_PROGRAM:-./lectern}" "$srcdir/tests/reports/one.yaml" "$folder" "$@"

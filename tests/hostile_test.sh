#!/bin/sh
# What hostile reports, states, keymaps, names and texts can do: nothing but be read, or refused. TAP; tests/hostile/README says how.
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
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
"$python" "$srcdir/tests/hostile/run.py" "${LECTERN_PROGRAM:-./lectern}" "$folder" "$@"

#!/bin/sh
# What bash, zsh and fish offer behind "lectern", and that a hostile name is a word to them. TAP; the shells that are not here are skipped.
srcdir=${srcdir:-.}
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
    echo "1..0 # SKIP python3 (3.9 or newer) is not here (Debian: python3)"
    exit 0
fi
folder=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
"$python" "$srcdir/tests/completion.py" "${LECTERN_PROGRAM:-./lectern}" "$srcdir" "$folder"

#!/bin/sh
# Citations and passages that are copied: tests/copying.py. TAP.
source=$(cd "${srcdir:-.}" && pwd)
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
    echo "1..0 # SKIP python3 (3.9 or newer) is not here (Debian: python3)"
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
exec "$python" "$source/tests/copying.py" "${LECTERN_PROGRAM:-$PWD/lectern}" "$source"

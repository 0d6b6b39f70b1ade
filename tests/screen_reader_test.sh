#!/bin/sh
# What a real screen reader speaks of page mode, after each key. TAP; what R1 to R21 are, tests/screen-readers/README says.
srcdir=${srcdir:-.}
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import pyte' 2>/dev/null || [ ! -x /usr/bin/yasr ]; then
    echo "1..0 # SKIP yasr and python3 with pyte are not here (Debian: yasr python3-pyte)"
    exit 0
fi
LECTERN_DATA=$(cd "$srcdir" && pwd)
PYTHONDONTWRITEBYTECODE=1
export LECTERN_DATA PYTHONDONTWRITEBYTECODE
exec "$python" "$srcdir/tests/screen-readers/session.py" "$PWD/lectern" "$LECTERN_DATA/content/human-trafficking-1"

#!/bin/sh
# Page mode sends nothing that a screen reader would speak by mistake. TAP.
srcdir=${srcdir:-.}
python=${PYTHON:-/usr/bin/python3}
if ! [ -x "$python" ]; then
    echo "1..0 # SKIP python3 is not here"
    exit 0
fi
exec "$python" "$srcdir/tests/screen-readers/sent.py" "$PWD/lectern" "$(cd "$srcdir" && pwd)"

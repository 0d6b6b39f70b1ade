#!/bin/sh
# The examples of doc/format.md and doc/lectern.5 are what lectern takes. TAP: tests/format.py
source=$(cd "${srcdir:-.}" && pwd)
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c '' 2>/dev/null; then
    echo "1..0 # SKIP python3 is not here"
    exit 0
fi
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
unset LECTERN LECTERN_WIDTH
LC_ALL=C.UTF-8 LECTERN_DATA=$source HOME=$folder XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder TERM=dumb PYTHONDONTWRITEBYTECODE=1
export LC_ALL LECTERN_DATA HOME XDG_STATE_HOME XDG_CONFIG_HOME TERM PYTHONDONTWRITEBYTECODE
mkdir -p -m 700 "$folder/state/lectern"
"$python" "$source/tests/format.py" "$PWD/lectern" "$source" "$folder"

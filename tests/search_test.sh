#!/bin/sh
# What --search takes for the same, and what not, on a report: tests/search.py has the table. TAP.
source=$(cd "${srcdir:-.}" && pwd)
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import json' 2>/dev/null; then
    echo "1..0 # SKIP python3 is not here"
    exit 0
fi
LC_ALL=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
export LC_ALL PYTHONDONTWRITEBYTECODE
unset LECTERN
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
HOME=$folder XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder
export HOME XDG_STATE_HOME XDG_CONFIG_HOME
"$python" "$source/tests/search.py" "$PWD/lectern" "$folder"

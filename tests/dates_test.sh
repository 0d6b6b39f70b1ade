#!/bin/sh
# Dates and numbers in the language of the messages. TAP.
srcdir=${srcdir:-.}
source=$(cd "$srcdir" && pwd)
PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
export PYTHONDONTWRITEBYTECODE LC_ALL
if ! command -v msgfmt >/dev/null || [ ! -f po/lectern.pot ]; then
    echo '1..0 # SKIP the tools of gettext are not here (Debian: gettext)'
    exit 0
fi
exec "${PYTHON:-/usr/bin/python3}" "$source/tests/languages/dates.py" "$PWD" "$source"

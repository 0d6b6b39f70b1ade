#!/bin/sh
# Every text that people see is translated: under a catalogue without ASCII letters none is left but what is typed. TAP.
srcdir=${srcdir:-.}
source=$(cd "$srcdir" && pwd)
build=$PWD
python=${PYTHON:-/usr/bin/python3}
PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
export PYTHONDONTWRITEBYTECODE LC_ALL
if ! command -v msgfmt >/dev/null || ! command -v xgettext >/dev/null || [ ! -f po/lectern.pot ]; then
    echo '1..0 # SKIP the tools of gettext are not here (Debian: gettext)'
    exit 0
fi
"$python" "$source/tests/languages/pseudo.py" po/lectern.pot po/qps.po &&
    mkdir -p po/locale/qps/LC_MESSAGES && msgfmt --check -o po/locale/qps/LC_MESSAGES/lectern.mo po/qps.po || exit 1
exec "$python" "$source/tests/languages/untranslated.py" "$build" "$source"

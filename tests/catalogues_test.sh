#!/bin/sh
# The catalogues of all languages: complete, well-formed, and nothing cut off on the screen. "all" looks at all screens: make check-long. TAP.
srcdir=${srcdir:-.}
source=$(cd "$srcdir" && pwd)
python=${PYTHON:-/usr/bin/python3}
PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
export PYTHONDONTWRITEBYTECODE LC_ALL
if ! command -v msgfmt >/dev/null || ! command -v xgettext >/dev/null || [ ! -f po/lectern.pot ] || [ ! -x tests/screens/run ]; then
    echo '1..0 # SKIP the tools of gettext, or libvterm, are not here (Debian: gettext, libvterm-dev)'
    exit 0
fi
# One that is made, qpm, shows that the test itself works where there are no languages yet.
"$python" "$source/tests/languages/pseudo.py" po/lectern.pot po/qpm.po || exit 1
languages=${LANGUAGES:-$(sed '/^#/d' "$source/po/LINGUAS") qpm}
# shellcheck disable=SC2086 # names are words
exec "$python" "$source/tests/languages/catalogues.py" "$PWD" "$source" "${1:-some}" $languages

#!/bin/sh
# Character sets other than UTF-8, on a screen: what they can't encode degrades and is told by "?", never by nothing. TAP. The locales are made here
# (localedef), since few machines still have them.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
[ -r /proc/self/stat ] || skip "there is no /proc here, by which a hang is known"
command -v localedef >/dev/null || skip "localedef is not here (glibc)"
"$python" -c 'import pyte' 2>/dev/null || skip "pyte is not here (Debian: python3-pyte)"
for made in fr_FR.ISO-8859-1 ru_RU.KOI8-R ja_JP.EUC-JP zh_TW.BIG5; do
    localedef -i "${made%%.*}" -f "${made#*.}" "$folder/$made" 2>/dev/null
    [ -d "$folder/$made" ] || skip "localedef could not make $made (Debian: locales)"
done
LOCPATH=$folder "$python" "$srcdir/tests/locales/locales.py" "$lectern" "$srcdir" "$folder" $@

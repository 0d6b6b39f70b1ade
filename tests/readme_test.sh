#!/bin/sh
# The pictures in README are screens of lectern: each stands in tests/screens/readme*.screen too, where make check compares it with the program. TAP.
source=$(cd "${srcdir:-.}" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/lectern-readme.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT

# pictures PREFIX FILE…: one file for each, PREFIX1 and so on; the same from README, where they are indented, as from a screen.
pictures()
{
    prefix=$1
    shift
    sed 's/^    \([+|]\)/\1/' "$@" | awk -v prefix="$prefix" '
        /^\+-+\+$/ { inside = !inside; if (inside) { count++; file = prefix count } print >file; next }
        inside { print >file }'
}

pictures "$work/readme" "$source/README"
pictures "$work/screen" "$source"/tests/screens/readme*.screen
set -- "$work"/readme*
echo 1..$((1 + $#))
[ $# -ge 4 ] && echo "ok 1 - README shows some screens" || echo "not ok 1 - README shows some screens"
number=1
for picture; do
    number=$((number + 1)) known=
    for screen in "$work"/screen*; do
        cmp -s "$picture" "$screen" && known=yes
    done
    [ "$known" ] || printf 'not '
    echo "ok $number - a picture in README is a screen"
    [ "$known" ] || sed 's/^/# /' "$picture"
done

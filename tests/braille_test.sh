#!/bin/sh
# --export=brf: braille through liblouis. TAP.
source=$(cd "${srcdir:-.}" && pwd)
program=${LECTERN_PROGRAM:-$PWD/lectern}
work=$(mktemp -d "${TMPDIR:-/tmp}/lectern-braille.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
number=0
echo 1..7

# check NAME STATUS [FILE]: one case; what the file holds explains why it failed
check() {
    number=$((number + 1))
    if [ "$2" -eq 0 ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        [ -z "$3" ] || sed 's/^/# /' "$3"
    fi
}

# lectern PATH ARGUMENT...
lectern() {
    path=$1
    shift
    env -i PATH="$path" LC_ALL=C.UTF-8 HOME="$work" LECTERN_DATA="$source" ASAN_OPTIONS="$ASAN_OPTIONS" "$program" "$@"
}

mkdir none
lectern "$work/none" --export=brf --output=x.brf "$source/content/human-trafficking-1" 2>errors
test $? -eq 2 && test ! -e x.brf && grep -q 'lou_translate of liblouis is not installed' errors
check "without liblouis that is told, and nothing is written" $? errors
printf '%s\n' 'lectern: 1' 'id: d' 'title: D' 'language: da' 'chapters: [{id: a, title: A, body: [x]}]' >danish.yaml
lectern "$PATH" --export=brf danish.yaml >out 2>errors
test $? -eq 2 && test ! -s out && grep -q 'no braille here of the language "da"' errors
check "a language without a table is told" $? errors

if ! command -v lou_translate >/dev/null; then
    for name in "words" "cells" "lines" "signs" "long"; do
        number=$((number + 1))
        echo "ok $number - $name # SKIP lou_translate is not here (Debian: liblouis-bin)"
    done
    exit
fi
lectern "$PATH" --export=brf "$source/content/human-trafficking-1" >out 2>errors
test $? -eq 0 && test "$(head -n 1 out | tr -d '\r')" = ',HUMAN ,TRA6ICK+ 9 ! ,3TEXT ( A ,GLOBAL'
check "English is contracted" $? errors
test "$(tr -d '\r\f' <out | awk 'length > 40' | wc -l)" -eq 0 && test "$(tr -d '\r\f' <out | awk 'length == 40' | wc -l)" -gt 20
check "no line has more than 40 cells, and some have so many" $?
test "$(tr '\f' '\001' <out | awk -v RS='\001' '{ lines = gsub("\n", "") } lines > 25 { many++ } lines == 25 { full++ } END { print many + 0, (full > 30) }')" = '0 1'
check "no page has more than 25 lines" $?
test "$(LC_ALL=C tr -d '\r\f\n -_' <out | wc -c)" -eq 0
check "nothing but the 64 signs of braille and line and page ends is in it" $?
{ printf '%s\n' 'lectern: 1' 'id: l' 'title: L' 'language: en' 'chapters:' '  - id: a' '    title: A' '    body:'; printf '      - '; yes 'lamp' | head -n 2000 | tr '\n' ' '; echo; } >long.yaml
lectern "$PATH" --export=brf long.yaml 2>errors | tr -d '\r\f' | tr ' \n' '\n\n' | grep -c '^LAMP$' >count
test "$(cat count)" -eq 2000
check "of a long paragraph every word comes" $? count

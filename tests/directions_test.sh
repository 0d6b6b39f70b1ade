#!/bin/sh
# What is printed, exported or told stays in the order in which it is stored, and never has presentation forms, whatever `bidi` says; the
# interface goes from the right where its language does. TAP.
srcdir=${srcdir:-.}
source=$(cd "$srcdir" && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
lectern=$PWD/lectern report=$source/tests/reports/directions
XDG_STATE_HOME=$folder XDG_CONFIG_HOME=$folder LECTERN_DATA=$source LC_ALL=C.UTF-8 LECTERN_BIDI=reader
export XDG_STATE_HOME XDG_CONFIG_HOME LECTERN_DATA LC_ALL LECTERN_BIDI
number=0
echo 1..14

result() # RESULT NAME
{
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
    fi
}

# U+FB1D..FDFF and U+FE70..FEFF: EF AC to EF B7, EF B9 B0 to EF BB.
is_logical() # FILE WORDS: it has these words, and no presentation form
{
    grep -q "$2" "$1" && ! LC_ALL=C grep -q "$(printf '\357[\254-\267\271-\273]')" "$1"
}

printed() # NAME WORDS ARGUMENT...
{
    name=$1 words=$2
    shift 2
    "$lectern" "$@" "$report" >"$folder/out" 2>"$folder/error" </dev/null
    is_logical "$folder/out" "$words"
    result $? "$name is as it is stored"
}

"$lectern" --dump "$report" >"$folder/reader"
"$lectern" --dump --bidi=off "$report" >"$folder/off"
cmp -s "$folder/reader" "$folder/off"
result $? "a dump is the same whatever bidi says"
printed "a dump" 'لا إله إلا الله' --dump
printed "a dump of 40 cells" 'الثاني مع تأكيد' --dump --width=40
printed "the contents" 'السلام عليكم' --contents
printed "the contents as JSON" 'שלום עולם' --contents --json
printed "what is found" 'السلام عليكم' --search سلام
printed "Markdown" 'لا إله إلا الله' --export=markdown
printed "HTML" 'لا إله إلا الله' --export=html
grep -q '^\.end { text-align: right; }' "$folder/out" && grep -q '<td class="end">345</td>' "$folder/out"
result $? "columns of numbers end at the right in HTML as they do on the screen"
printed "text" 'لا إله إلا الله' --export=text

printf 'q\n' | "$lectern" --line "$report" >"$folder/out" 2>&1
is_logical "$folder/out" 'هذه فقرة عربية'
result $? "line mode tells text as it is stored"

# Controls that would turn text round are no part of it.
printf 'lectern: 1\nid: turned\ntitle: T\nlanguage: en\nchapters:\n- {id: a, title: A, body: ["a\\u202eb", "\\u2067c", "d\\u2069"]}\n' >"$folder/turned.yaml"
"$lectern" --check "$folder/turned.yaml" >"$folder/out" 2>&1
grep -q 'turned.yaml:6:28: warning: 1 character in this text can.t be shown as written: a control, bidirectional override' "$folder/out"
result $? "an override is warned of where it stands"
sed 's/body:/dir: up, body:/' "$folder/turned.yaml" >"$folder/up.yaml"
"$lectern" --check "$folder/up.yaml" >"$folder/out" 2>&1
[ $? = 1 ] && grep -q 'up.yaml:6:26: error: `dir` is ltr, rtl or auto' "$folder/out"
result $? "a direction that there is not is refused where it stands"

name="an interface in Arabic goes from the right"
catalogue=po/ar.gmo
[ -f "$catalogue" ] || catalogue=$source/po/ar.gmo
if [ -x tests/screens/run ] && [ -f "$catalogue" ] && [ -x po/lectern ]; then
    mkdir -p po/locale/ar/LC_MESSAGES && cp "$catalogue" po/locale/ar/LC_MESSAGES/lectern.mo
    LECTERN=$PWD/po/lectern srcdir=$source LECTERN_BIDI='' tests/screens/run "$source/tests/languages/arabic.screen" >"$folder/out" 2>&1
    status=$?
    [ $status = 0 ] || sed 's/^/# /' "$folder/out"
    result $status "$name"
else
    number=$((number + 1))
    echo "ok $number - $name # SKIP no catalogues, or no libvterm, here"
fi

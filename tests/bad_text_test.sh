#!/bin/sh
# Text that would do harm, or is broken: refused with its position, or shown safely, in print and in line mode; and a word of a megabyte. TAP.
lectern=$PWD/lectern
LC_ALL=C.UTF-8
LECTERN_DATA=$(cd "${srcdir:-.}" && pwd)
export LC_ALL LECTERN_DATA
unset LECTERN LECTERN_WIDTH
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
HOME=$folder XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder
export HOME XDG_STATE_HOME XDG_CONFIG_HOME
cd "$folder" || exit 99
number=0 failed=0

result() # STATUS NAME: what was printed is shown where it failed
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        cat said shown 2>/dev/null | cut -c 1-200 | head -n 20 | cat -v | sed 's/^/# /'
        failed=1
    fi
}

report() # LINE…: of the chapter, from the eighth line of the file on
{
    {
        printf 'lectern: 1\nid: bad\ntitle: Bad\nlanguage: en\nchapters:\n  - id: c\n    title: C\n'
        for line; do printf '    %s\n' "$line"; done
    } >report.yaml
}

# No control but LF comes out, neither as one byte nor as C1 in UTF-8, and no override, embedding or tag.
is_safe() # FILE
{
    for pattern in '[\001-\037\177]' '\302[\200-\237]' '\342\200[\252-\256]' '\363\240[\200\201]'; do
        # shellcheck disable=SC2059 # the pattern is the format
        if tr -d '\n' <"$1" | LC_ALL=C grep -q "$(printf "$pattern")"; then return 1; fi
    done
}

shown_safely() # NAME
{
    "$lectern" --dump report.yaml >shown 2>said; result $? "$1: it is printed"
    is_safe shown; result $? "$1: nothing of it steers a terminal in print"
    printf 'n\nn\nq\n' | "$lectern" --line report.yaml >shown 2>said; result $? "$1: it is spoken"
    is_safe shown; result $? "$1: nor in line mode"
}

told() # STATUS POSITION WORDS NAME: what --check says
{
    "$lectern" --check report.yaml >shown 2>said
    [ $? -eq "$1" ] && grep -q "^report.yaml:$2: .*$3" said
    result $? "$4: told at $2"
}

is_caught=0
for harm in '\033[31m' '\302\233' '\342\200\256' '\363\240\201\201'; do
    # shellcheck disable=SC2059 # likewise
    printf "x$harm y\n" >shown
    if is_safe shown; then is_caught=1; fi
done
result $is_caught 'what would do harm is known'

report 'body:' '  - "lone \uD800 surrogate"';           told 2 9:17 'number stands for no character' 'a lone high surrogate as an escape'
report 'body:' '  - "low \uDC00"';                      told 2 9:16 'number stands for no character' 'a lone low surrogate as an escape'
report 'body:' '  - "smile \uD83D\uDE00"';                told 2 9:18 'two halves .* write \\U0001F600$' 'a pair of surrogates, as JSON has it'
report 'body:' '  - "last \uDBFF\uDFFF"';                 told 2 9:17 'write \\U0010FFFF$' 'the last pair'
report 'body:' '  - "turned \uDE00\uD83D"';               told 2 9:19 'stands for no character' 'a pair turned round'
report 'body:' '  - "cut \uD83D\uDE0"';                   told 2 9:16 'stands for no character' 'a pair that is cut short'
report 'body:' '  - "smile \U0001F600"'
"$lectern" --dump report.yaml >shown 2>said && grep -q '😀' shown; result $? 'what is to be written instead is read'
report 'body:' "$(printf '  - raw \355\240\200 x')";    told 2 9:13 'not UTF-8' 'a surrogate as bytes'
report 'dir: sideways' 'body: [x]';                     told 1 8:10 'ltr, rtl or auto' 'a dir that is none'
report 'lang: "not a language"' 'body: [x]';            told 1 8:11 'BCP 47' 'a lang that is none'
report 'lang: xq' 'body: [x]'
"$lectern" --dump report.yaml >shown 2>said; result $? 'a lang that nobody knows is read all the same'

report 'body:' '  - "tag \U000E0001\U000E0041\U000E007Fx"'
told 0 9:9 "3 characters" 'tag characters'
shown_safely 'tag characters'
report 'body:' '  - "iso \u2066 a \u202E rlo \u202D \u2069 \u2069 \u202C \u2067"'
told 0 9:9 "3 characters" 'overrides and unpaired isolates'
shown_safely 'overrides and unpaired isolates'
report 'body:' '  - "esc \e[31m \x9b31m \0 \x7f \x07"'
told 0 9:9 "5 characters" 'controls'
shown_safely 'controls'

marks=$(awk 'BEGIN { for (i = 0; i < 10000; i++) printf "\\u0301" }')
report 'body:' "  - \"z$marks end\""
told 0 9:9 "9,992 characters" 'ten thousand marks on a letter'
shown_safely 'ten thousand marks on a letter'
[ "$("$lectern" --dump report.yaml | tail -n 1)" = "$(printf 'z\314\201\314\201\314\201\314\201\314\201\314\201\314\201\314\201 end')" ]
result $? 'of ten thousand marks eight are shown'

awk 'BEGIN { printf "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters:\n  - {id: c, title: C, body: ["; for (i = 0; i < 1048576; i++) printf "x"; print "]}" }' >report.yaml
"$lectern" --dump --width=40 report.yaml >shown 2>said
[ "$(grep -c '^x\{40\}$' shown)" -eq 26214 ] && [ "$(tail -n 1 shown)" = xxxxxxxxxxxxxxxx ]
result $? 'a word of a megabyte fills 26,214 lines of 40 cells, and one of 16'
echo "1..$number"
exit $failed

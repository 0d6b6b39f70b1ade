#!/bin/sh
# The words of `lectern --dump` of the report that ships, in their order, are those of its source, tests/data/source.txt.
# Let differ: the three corrections that the manifest names, the headings in capitals, and the title of the first chapter, which has none there.
srcdir=${srcdir:-.}
lectern=$PWD/lectern
LC_ALL=C.UTF-8
export LC_ALL
unset LECTERN LECTERN_WIDTH
work=$(mktemp -d) || exit 99
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
XDG_STATE_HOME=$work XDG_CONFIG_HOME=$work
export XDG_STATE_HOME XDG_CONFIG_HOME

# One word a line, without rules. Bullets are the same word, whatever they look like; numbers of steps are words as they are.
words()
{
    sed "s/$(printf '\302\240')/ /g" | tr -s ' \t' '\n\n' | sed -e '/^\(═\)*$/d' -e '/^\(─\)*$/d' -e 's/^[*-]$/•/'
}

# The source as it is to be read; each rule must find its words just once.
expected()
{
    sed -e 's/thousands c of factories/thousands of factories/' -e 's/anti-3trafficking/anti-trafficking/' -e 's/Settingsand its/Settings and its/' \
        -e '1s/$/ Introduction/' \
        -e 's/^CHANGING HUMAN TRAFFICKING TRENDS AMID THE COVID-19 PANDEMIC$/Changing Human Trafficking Trends Amid the COVID-19 Pandemic/' \
        -e 's/^IMPACTS OF COVID-19 ON THE ANTI-TRAFFICKING COMMUNITY$/Impacts of COVID-19 on the Anti-Trafficking Community/' \
        -e 's/^ADAPTATIONS TO ANTI-TRAFFICKING EFFORTS IN RESPONSE TO COVID-19$/Adaptations to Anti-Trafficking Efforts in Response to COVID-19/' \
        -e 's/^\(CONSIDERATIONS FOR THE ANTI-TRAFFICKING FIELD’S RESPONSE TO COVID-19 AND BEYOND\)$/Considerations for the Anti-Trafficking Field’s Response to COVID-19 and Beyond/' \
        "$srcdir/tests/data/source.txt" | words
}

has_the_words() # FOLDER: status 0 if its dump has the words; the first differences in $work/differences
{
    "$lectern" --dump "$1" >"$work/dump" 2>"$work/differences" || return 1
    words <"$work/dump" >"$work/found"
    diff "$work/expected" "$work/found" >"$work/differences"
}

number=0
result() # STATUS NAME
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        head -n 20 "$work/differences" | sed 's/^/# /'
    fi
}

# A copy in which one file is changed must not pass; and the change must be one of just that.
tells() # NAME FILE COMMAND…
{
    name=$1 file=$2
    shift 2
    rm -rf "$work/copy"
    cp -r "$srcdir/content/human-trafficking-1" "$work/copy"
    chmod -R u+w "$work/copy"
    "$@" <"$srcdir/content/human-trafficking-1/$file" >"$work/copy/$file"
    if cmp -s "$srcdir/content/human-trafficking-1/$file" "$work/copy/$file"; then
        echo "nothing was changed" >"$work/differences"
        result 1 "$name"
        return
    fi
    ! has_the_words "$work/copy" && [ -s "$work/found" ]
    result $? "$name"
}

swap_first_paragraphs()
{
    awk '/^  - / { paragraph++ } { text[paragraph] = text[paragraph] $0 "\n" } END { printf "%s%s%s", text[""], text[2], text[1]; for (i = 3; i <= paragraph; i++) printf "%s", text[i] }'
}

expected >"$work/expected"
echo 1..6
[ "$(wc -l <"$work/expected")" -eq 6043 ]
result $? "the source has as many words as were counted, and the title of the introduction"
has_the_words "$srcdir/content/human-trafficking-1"
result $? "the words of the report are those of its source, in their order"
tells "two paragraphs that are swapped are told" introduction.yaml swap_first_paragraphs
tells "one word that is changed is told" impacts.yaml sed 's/cascading/further/'
tells "one word that is left out is told" considerations.yaml sed 's/concerted effort/effort/'
tells "one letter in another case is told" adaptations.yaml sed 's/WhatsApp/Whatsapp/'

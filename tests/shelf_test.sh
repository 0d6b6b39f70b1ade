#!/bin/sh
# The shelf in line mode, on a pipe: what it lists, how it is sorted and filtered, and reports opened from it, the place kept in each. TAP. The
# program is ./lectern in the build folder.
source=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN_PROGRAM:-$PWD/lectern}
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
unset LECTERN LECTERN_WIDTH LECTERN_KEYMAP LECTERN_SCREEN_READER LECTERN_PATH LECTERN_SECURE LESSSECURE ACCESSIBLE LANGUAGE
export LC_ALL=C.UTF-8 HOME="$folder" XDG_STATE_HOME="$folder/state" XDG_CONFIG_HOME="$folder/config" XDG_DATA_HOME="$folder/data" \
    XDG_DATA_DIRS="$folder/shared" LECTERN_DATA="$folder/installed"
mkdir -p "$folder/installed"
ln -s "$source/keymaps" "$folder/installed/keymaps"
cd "$folder" || exit 99

number=0 failed=

result() # ok|"" NAME
{
    number=$((number + 1))
    if [ "$1" ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        sed 's/^/# out: /' out | head -n 40
        sed 's/^/# err: /' err | head -n 20
    fi
}

# tells NAME WORD…: each word is a line of line mode; the lines wanted come on standard input, and stand in this order in what is told.
tells()
{
    name=$1
    shift
    for word in "$@"; do echo "$word"; done >lines
    "$lectern" --line --width=200 $options $report <lines >out 2>err
    wanted ok
}

wanted() # reads the wanted lines
{
    from=1 ok=yes
    while IFS= read -r want; do
        at=$(tail -n +"$from" out | grep -nxF -e "$want" | head -n 1 | cut -d: -f1)
        if [ -z "$at" ]; then
            echo "# not told: $want"
            ok=
            break
        fi
        from=$((from + at))
    done
    result "$ok" "$name"
}
options= report=

make_report() # FOLDER ID TITLE [SERIES]: of two chapters
{
    mkdir -p "$1"
    printf 'lectern: 1\nid: %s\ntitle: %s\nlanguage: en\n%schapters: [one.yaml, two.yaml]\n' "$2" "$3" "${4:+series: {$4\}
}" >"$1/report.yaml"
    for c in one two; do
        printf 'id: %s\ntitle: Chapter %s of %s\nbody:\n' "$c" "$c" "$3"
        for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
            echo "  - Paragraph $n of chapter $c in $3 has some words, and a lighthouse in it."
        done
    done >"$1/both"
    csplit -s -f "$1/part" "$1/both" '/^id: two/' && mv "$1/part00" "$1/one.yaml" && mv "$1/part01" "$1/two.yaml" && rm "$1/both"
}

make_report data/lectern/rain rain Rain 'title: Weather, part: 1, of: 4'
make_report data/lectern/snow snow Snow 'title: Weather, part: 3, of: 4'
make_report shared/lectern/boats boats Boats
make_report installed/content/boats boats 'Other boats'
mkdir -p installed/content/broken
printf 'lectern: 9\n' >installed/content/broken/report.yaml

tells "what is installed is listed, with part, language and reading time, two of one id by their folders, and what is broken" <<END
Line mode, set by --line. Shelf.
Shelf, 5 reports.
> 1. Boats, English, 2 min, $folder/shared/lectern/boats
2. Other boats, English, 2 min, $folder/installed/content/boats
3. broken, can't be read: $folder/installed/content/broken/report.yaml:1:10: this report is in version 9 of the format, this lectern reads version 1; a newer lectern may read it
4. Rain, part 1 of 4, English, 2 min
5. Snow, part 3 of 4, English, 2 min
END
[ ! -e state ] && ok=yes || ok=
result "$ok" "who only looks leaves no trace in any report"
tells "it is sorted by title" 'sort title' <<END
The reports are sorted by title.
> 1. Boats, English, 2 min, $folder/shared/lectern/boats
2. broken, can't be read: $folder/installed/content/broken/report.yaml:1:10: this report is in version 9 of the format, this lectern reads version 1; a newer lectern may read it
3. Other boats, English, 2 min, $folder/installed/content/boats
4. Rain, part 1 of 4, English, 2 min
5. Snow, part 3 of 4, English, 2 min
END
tells "and by series, with the parts that are here and those that are not" 'sort series' '2 choose' <<END
The reports are sorted by series.
Weather
1. Part 1: Rain, English, 2 min
2. Part 2 is not here
3. Part 3: Snow, English, 2 min
4. Part 4 is not here
Not of a series
> 5. Boats, English, 2 min, $folder/shared/lectern/boats
END
tells "a part that is not here is not opened" 'sort series' '2 Enter' <<END
This part is not installed.
END
tells "it is filtered, by anything that a row tells" 'filter part 3' <<END
Shelf, 5 reports, 1 row with "part 3".
> 1. Snow, part 3 of 4, English, 2 min
END
tells "an order that it has not is told" 'sort date' <<END
This list can't be sorted by "date"; what there is: read, title, series.
END
tells "a report is chosen and read; another is opened from there" '4 Enter' j j j shelf '5 Enter' j shelf <<END
Rain. h shows the keys.
Heading 1: Chapter one of Rain
Paragraph 1 of chapter one in Rain has some words, and a lighthouse in it.
Snow. h shows the keys.
Heading 1: Chapter one of Snow
Paragraph 1 of chapter one in Snow has some words, and a lighthouse in it.
> 1. 37%: Snow, part 3 of 4, English, 2 min
2. 45%: Rain, part 1 of 4, English, 2 min
END
[ -s state/lectern/rain.yaml ] && [ -s state/lectern/snow.yaml ] && [ ! -e state/lectern/boats.yaml ] && ok=yes || ok=
result "$ok" "and what is kept is kept of those two"
report=rain
tells "the place is kept in each, and a bookmark goes to the report that is read" '1.8' m shelf 'filter snow' '1 Enter' '2.3' m m shelf 'filter rain' '1 Enter' bookmarks <<END
Snow. You stopped here, at 1.10. h shows the keys.
Bookmark set at 2.3.
There is a bookmark at 2.3 already.
Rain. You stopped here, at 1.8. h shows the keys.
Bookmarks.
> 1. 1.8: Paragraph 8 of chapter one in Rain has some words, and a lighthouse in it. $(date +%F)
END
report=
tells "the shelf tells how far each is read, and how many bookmarks it has; those read last come first" <<END
> 1. 59%: Snow, part 3 of 4, English, 2 min, 1 bookmark
2. 29%: Rain, part 1 of 4, English, 2 min, 1 bookmark
3. Boats, English, 2 min, $folder/shared/lectern/boats
END
tells "a report that can't be read is not opened, and the list stays" 'filter broken' '1 Enter' <<END
$folder/installed/content/broken/report.yaml:1: this report is in version 9 of the format, this lectern reads version 1; a newer lectern may read it
END
printf '%s\n' 'shelf' 'filter other' '1 Enter' '2.2' 'bookmark' q | "$lectern" --line rain >out 2>err
tells "of two with one id each has its own place, and is told as read" 'filter boats' <<END
2. 55%: Other boats, English, 2 min, 1 bookmark, $folder/installed/content/boats
END
[ "$(ls state/lectern | grep -c '^boats.*yaml$')" -ge 1 ] && ok=yes || ok=
result "$ok" "and its own file"
rm -rf state
options=--private
tells "private reading: each report has its bookmarks until the end" 'filter rain' '1 Enter' '1.8' m shelf 'filter snow' '1 Enter' shelf 'filter rain' '1 Enter' bookmarks <<END
Bookmark set at 1.8.
Snow. Private reading: nothing is kept, no bookmarks either. h shows the keys.
> 1. 1.8: Paragraph 8 of chapter one in Rain has some words, and a lighthouse in it. $(date +%F)
END
grep -q '^lectern: private reading: your bookmark was not kept' err && [ ! -e state ] && ok=yes || ok=
result "$ok" "it is told that they are not kept, and they are not"
options=
report=rain
tells "the end of a part offers the next that is installed, and a part missing is passed over" G Space next-part end Space next-part previous-part k previous-part <<END
End of the report. x p opens part 3: Snow.
Snow. h shows the keys.
End of the report.
No later part of this series is installed.
Rain. You stopped here, at 2.10. h shows the keys.
This is the first part of the series.
END
report=snow
tells "and the start of one offers the part before" start k previous-part <<END
Start of the report. X p opens part 1: Rain.
Rain. You stopped here, at 2.9. h shows the keys.
END
report=boats
tells "a report that is of no series says so" next-part G Space <<END
This report is not part of a series.
End of the report.
END
report=
report=boats
tells "all reports are searched, the hits listed by report, with their chapters" 'search-shelf Paragraph 12 of' <<END
8 hits of "Paragraph 12 of" on the shelf; 1 report can't be read.
Boats
> 1. 1.12: Paragraph 12 of chapter one in Boats has some words, and a lighthouse in it. Chapter one of Boats
2. 2.12: Paragraph 12 of chapter two in Boats has some words, and a lighthouse in it. Chapter two of Boats
Snow
3. 1.12: Paragraph 12 of chapter one in Snow has some words, and a lighthouse in it. Chapter one of Snow
END
tells "a hit is gone to in its report, and the next one there is found; the list comes back as it was" 'search-shelf Paragraph 12 of' '4 Enter' N shelf-hits <<END
Snow. Hit 2 of 2.
Hit 1 of 2.
8 hits of "Paragraph 12 of" on the shelf; 1 report can't be read.
> 4. 2.12: Paragraph 12 of chapter two in Snow has some words, and a lighthouse in it. Chapter two of Snow
END
tells "what is typed is searched for as ever: a regular expression, and one that is wrong" regex 'search-shelf P.r.graph 12 .*Rain' 'search-shelf (' <<END
2 hits of "P.r.graph 12 .*Rain" on the shelf; 1 report can't be read.
END
tells "where nothing is found that is told, and where nothing was searched for" shelf-hits 'search-shelf zeppelin' <<END
Nothing was searched for on the shelf yet; v / begins a search.
Not found: "zeppelin".
END
tells "the bookmarks of all reports are a list, with notes, and each is gone to" '1.3' 'bookmark two oars' next-part 'shelf' 'filter rain' '1 Enter' '2.4' 'bookmark umbrella' \
    shelf-bookmarks 'filter oars' '1 Enter' <<END
2 bookmarks on the shelf; 1 report can't be read.
Rain
> 1. 2.4: Paragraph 4 of chapter two in Rain has some words, and a lighthouse in it. $(date +%F). Note: umbrella
Boats
2. 1.3: Paragraph 3 of chapter one in Boats has some words, and a lighthouse in it. $(date +%F). Note: two oars
2 bookmarks on the shelf; 1 report can't be read, 1 row with "oars".
Boats.
Paragraph 3 of chapter one in Boats has some words, and a lighthouse in it.
END
report=
"$lectern" >out 2>err </dev/null
grep -q '^snow   *Snow (Weather, part 3 of 4)' out && [ "$(grep -c '^boats  ' out)" -eq 2 ] && ok=yes || ok=
result "$ok" "what does not go to a terminal is printed, both of one id too"

printed() # NAME STATUS ARGUMENT…: what is printed; the lines wanted come on standard input
{
    name=$1 due=$2
    shift 2
    "$lectern" "$@" >out 2>err </dev/null
    status=$?
    [ "$status" -eq "$due" ] && ok=yes || ok=
    [ "$ok" ] || echo "# exit status $status"
    status_ok=$ok
    wanted
    [ "$status_ok" ] || result "" "$name: exit status"
}
rm -rf state
printf '%s\n' '2.4' 'bookmark umbrella' q | "$lectern" --line rain >out 2>err
printed "the shelf is printed with all that is known" 0 --shelf <<END
boats   Boats, English, 2 min, $folder/shared/lectern/boats
boats   Other boats, English, 2 min, $folder/installed/content/boats
broken  can't be read: $folder/installed/content/broken/report.yaml:1:10: this report is in version 9 of the format, this lectern reads version 1; a newer lectern may read it
rain    Rain (Weather, part 1 of 4), English, 2 min, 63%, 1 bookmark
snow    Snow (Weather, part 3 of 4), English, 2 min
END
printed "as JSON too: how far none was read that was never opened is not known" 0 --shelf --json <<END
{"id": "rain", "title": "Rain", "series": "Weather", "part": 1, "of": 4, "language": "en", "minutes": 2, "percent": 63, "bookmarks": 1, "path": "$folder/data/lectern/rain", "error": ""},
{"id": "snow", "title": "Snow", "series": "Weather", "part": 3, "of": 4, "language": "en", "minutes": 2, "percent": null, "bookmarks": 0, "path": "$folder/data/lectern/snow", "error": ""}
END
echo '{v: 1, op: add, seq: 9000, id: slow-1, kind: speed, text: "9000 9000000"}' >>state/lectern/rain.yaml
printed "the minutes are those of the speed that was learned" 0 --shelf <<END
rain    Rain (Weather, part 1 of 4), English, 6 min, 63%, 1 bookmark
snow    Snow (Weather, part 3 of 4), English, 2 min
END
printed "what is sought in all reports is printed by report; one that can't be read makes it 2" 2 --shelf --search='Paragraph 12' <<END
boats: Boats, $folder/shared/lectern/boats
1.12  Paragraph 12 of chapter one in Boats has some words, and a lighthouse in it.
2.12  Paragraph 12 of chapter two in Boats has some words, and a lighthouse in it.
boats: Other boats, $folder/installed/content/boats
rain: Rain
END
grep -q "broken: this report can't be read" err && ok=yes || ok=
result "$ok" "and is named"
rm -r installed/content/broken
printed "all bookmarks are printed by report" 0 --shelf --marks <<END
rain: Rain
2.4  Paragraph 4 of chapter two in Rain has some words, and a lighthouse in it.
     $(date +%F): umbrella
END
printf '%s\n' 'goto 1.3' select next-sentence next-sentence highlight bookmarks 'tag tide' 'rename oars' q q | "$lectern" --line snow >out 2>err
printed "a highlight over several paragraphs is printed whole, with kind, tags and note, as --marks does" 0 --shelf --marks <<END
snow: Snow
1.3  Paragraph 3 of chapter one in Snow has some words, and a lighthouse in it.
     Paragraph 4 of chapter one in Snow has some words, and a lighthouse in it.
     Paragraph 5 of chapter one in Snow has some words, and a lighthouse in it.
     $(date +%F), highlight [tide]: oars
END
sed 1d out >whole
"$lectern" --marks snow >out 2>err
tail -n +"$(($(grep -n '^1.3' whole | cut -d: -f1)))" whole | cmp -s - out && ok=yes || ok=
result "$ok" "word for word"
printed "of all bookmarks those that a filter means: a tag" 0 --shelf --marks --only=tag:tide <<END
1.3  Paragraph 3 of chapter one in Snow has some words, and a lighthouse in it.
END
[ "$(grep -c '^[a-z]*: ' out)" -eq 1 ] && ok=yes || ok=
result "$ok" "and no other"
printed "and what stands in a later paragraph" 0 --shelf --marks --only='paragraph 5' <<END
snow: Snow
1.3  Paragraph 3 of chapter one in Snow has some words, and a lighthouse in it.
END
printed "nothing has it" 1 --shelf --marks --only=zeppelin <<END
No bookmarks.
END
printed "as JSON with all that an item of --marks has" 0 --shelf --marks --json --only=lighthouse <<END
{"report": {"id": "snow", "title": "Snow", "edition": "", "path": "$folder/data/lectern/snow"}, "citation": "1.3", "chapter": "Chapter one of Snow", "text": "Paragraph 3 of chapter one in Snow has some words, and a lighthouse in it.\nParagraph 4 of chapter one in Snow has some words, and a lighthouse in it.\nParagraph 5 of chapter one in Snow has some words, and a lighthouse in it.", "note": "oars", "kind": "highlight", "tags": "tide", "time": "$(sed -n 's/.*kind: "highlight".* time: "\([^"]*\)".*/\1/p' state/lectern/snow.yaml | head -n 1)", "paragraphs": 3, "found": "found"}
END
report=snow
tells "in the list of all bookmarks it is as in the report's own, and found by what stands in a later paragraph" shelf-bookmarks 'filter paragraph 5' 'filter paragraph 6' <<END
2 bookmarks on the shelf.
Snow
> 1. 1.3-1.5: Paragraph 3 of chapter one in Snow has some words, and a lighthouse in it. $(date +%F), highlight, 3 paragraphs. Note: oars [tide]
2 bookmarks on the shelf, 1 row with "paragraph 5".
2 bookmarks on the shelf, 0 rows with "paragraph 6".
END
tells "the report's own filter finds it too" 1.8 bookmark bookmarks 'filter paragraph 5' <<END
Bookmarks, 1 row with "paragraph 5".
> 1. 1.3-1.5: Paragraph 3 of chapter one in Snow has some words, and a lighthouse in it. $(date +%F), highlight, 3 paragraphs. Note: oars [tide]
END
report=
printed "and nothing that is found is 1" 1 --shelf --search=zeppelin </dev/null
printed "a wrong expression is told before any report is read" 2 --shelf --regex --search='(' </dev/null
printed "as JSON each item names its report" 0 --shelf --search='Paragraph 12 of chapter one in Rain' --json <<END
{"report": {"id": "rain", "title": "Rain", "edition": "", "path": "$folder/data/lectern/rain"}, "citation": "1.12", "chapter": "Chapter one of Rain", "text": "Paragraph 12 of chapter one in Rain has some words, and a lighthouse in it.", "match": "Paragraph 12 of chapter one in Rain"}
END
printed "a report named with it is refused" 2 --shelf rain </dev/null
printed "and so is what it does not go with" 2 --shelf --dump </dev/null
if command -v python3 >/dev/null; then
    ok=yes
    for what in --shelf '--shelf --marks' '--shelf --search=boats' '--shelf --search=zeppelin'; do
        "$lectern" $what --json 2>/dev/null | python3 -c 'import json, sys; json.load(sys.stdin)' || ok=
    done
    result "$ok" "all of it is JSON"
else
    number=$((number + 1))
    echo "ok $number - all of it is JSON # SKIP python3 is not here"
fi

# A thousand reports open in the time of ten: no more of them are read than are shown.
counted() # REPORTS: sets $opened to manifests opened before the first row is told, $calls to the program's own system calls but one access() a report
{
    rm -rf data state trace*
    mkdir -p data/lectern
    seq -f '%05.0f' "$1" | while read -r n; do
        mkdir "data/lectern/r$n"
        printf 'lectern: 1\nid: r%s\ntitle: Report\nchapters: [{id: c, title: C, body: [Text.]}]\n' "$n" >"data/lectern/r$n/report.yaml"
    done
    ASAN_OPTIONS=detect_leaks=0 strace -ff -o trace "$lectern" --line </dev/null >out 2>err
    opened=$(cat trace.* | grep -c 'open.*report\.yaml.* = [0-9]')
    own=$(ls | sed -n 's/^trace\.//p' | sort -n | head -1)
    calls=$(grep -vcE '^(brk|mmap|munmap|mremap|madvise|poll|restart_syscall|wait4|futex|read|write|getdents64|clone|close|pipe|fcntl|rt_sig|access\(.*report\.yaml)' "trace.$own")
}
if command -v strace >/dev/null && strace -o try true 2>/dev/null; then
    rm -rf shared installed/content
    counted 50
    opened_few=$opened calls_few=$calls
    counted 1000
    echo "# 50 reports: $opened_few manifests, $calls_few calls; 1000 reports: $opened manifests, $calls calls"
    # A screen has 20 rows; each is read once for the list and once for its time. What idle time began on before the end of the input may be more.
    [ "$opened" -lt 150 ] && ok=yes || ok=
    result "$ok" "of a thousand reports hardly more are opened than are shown"
    [ "$calls" -lt "$((calls_few + 100))" ] && ok=yes || ok=
    result "$ok" "and there is nothing else that is done for each of them"
else
    for name in "of a thousand reports hardly more are opened than are shown" "and there is nothing else that is done for each of them"; do
        number=$((number + 1))
        echo "ok $number - $name # SKIP strace is not here, or may not trace"
    done
fi
echo "1..$number"
[ -z "$failed" ]

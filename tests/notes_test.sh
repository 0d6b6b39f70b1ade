#!/bin/sh
# Marks that go to files and come from them: --marks, --export-marks, --import-marks, --merge, on a report that is revised meanwhile. TAP.
source=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN_PROGRAM:-$PWD/lectern}
LC_ALL=C.UTF-8 LECTERN_DATA=$source
export LC_ALL LECTERN_DATA
unset LECTERN LECTERN_WIDTH LECTERN_SECURE LESSSECURE XDG_RUNTIME_DIR
folder=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
HOME=$folder XDG_CONFIG_HOME=$folder XDG_STATE_HOME=$folder/one
export HOME XDG_CONFIG_HOME XDG_STATE_HOME
cd "$folder" || exit 99
report=$source/tests/reports/harbour

number=0 failed=
result() # STATUS NAME: shows what was printed where it failed
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        failed=yes
        echo "not ok $number - $2"
        cat out said 2>/dev/null | head -n 30 | sed 's/^/# /'
    fi
}

gives() # NAME STATUS PATTERN ARGUMENT…: exit status and a line of what is printed
{
    what=$1 wanted=$2 pattern=$3
    shift 3
    "$lectern" "$@" >out 2>said
    status=$?
    cat said >>out
    [ $status -eq "$wanted" ] && grep -Eq -e "$pattern" out
    result $? "$what"
}

as() # PERSON
{
    XDG_STATE_HOME=$folder/$1
}

reads() # LINE…: in line mode
{
    printf '%s\n' "$@" | "$lectern" --line "$report" >out 2>said
}

same() # NAME FILE: out is this file
{
    cmp out "$2" >said 2>&1
    result $? "$1"
}

reads s s highlight s 'bookmark =ask & *tell*' "'" 'tag water, night shift' q '#well' 'highlight paragraph' '}' 'bookmark' q
gives "highlights, tags and notes are printed" 0 '\[water, night shift\]' --marks "$report"
gives "those with a tag alone" 0 '^1\.1  The water was low in March\.$' --marks --only='tag:Night Shift' "$report"
[ "$(grep -c '^[0-9]' out)" = 1 ]
result $? "and no other"
gives "the contents tell what was begun and read" 0 '^1    The .*, begun\)$' --contents "$report"
gives "and list what was not" 0 '^2  The Night' --contents --only=unread "$report"
gives "those of a chapter alone" 0 '^2  The Night$' --marks --only=chapter:night "$report"
[ "$(grep -c '^[0-9]' out)" = 1 ]
result $? "and no other"
gives "the chapter by its number" 0 '^2  The Night$' --marks --only=chapter:2 "$report"
gives "those with a text, in what stood there or was noted" 0 'ask & \*tell\*' --marks --only='ASK &' "$report"
gives "none with that tag" 1 '^No bookmarks' --marks --only=tag:wind "$report"

today=$(LC_ALL=C.UTF-8 date -u +%Y-%m-%d)
"$lectern" --export-marks=markdown "$report" | sed "s/, 20[0-9-]*/, $today/" >out
cat >expected <<END
# The Harbour

Edition: 2024-03

## 1 The Water

> The water was low in March.

1.1, $today, highlight \\[water, night shift\\]

> It rose in April.

\\=ask \\& \\*tell\\*

1.1, $today

> The Well

1.2, $today, highlight

## 2 The Night

> The Night

2, $today
END
same "Markdown has quotations, numbers, tags and notes, and no sign of a note is Markdown" expected
if command -v pandoc >/dev/null; then
    pandoc -f commonmark -t plain --wrap=none out >said && grep -qF '=ask & *tell*' said && grep -qF '[water, night shift]' said
    result $? "pandoc reads them so"
fi
gives "text" 0 '^    =ask & \*tell\*$' --export-marks=text "$report"
gives "CSV has what a table would take for a formula behind a sign" 0 "\"'=ask & \\*tell\\*\"" --export-marks=csv "$report"
python=${PYTHON:-/usr/bin/python3}
if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
    "$python" - out >said 2>&1 <<'END'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="")))
assert [len(row) for row in rows] == [9] * 5, rows
assert rows[0][:3] == ["citation", "edition", "chapter"] and rows[1][:4] == ["1.1", "2024-03", "The Water", "highlight"], rows
END
    result $? "a program reads the CSV"
    "$lectern" --export-marks=json "$report" >out
    "$python" - out >said 2>&1 <<'END'
import json, sys
page = json.load(open(sys.argv[1]))
assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
for item in page["items"]:
    assert item["type"] == "Annotation" and item["id"] and item["motivation"] in ("highlighting", "bookmarking")
    selector = item["target"]["selector"]
    assert selector["type"] == "TextQuoteSelector" and selector["exact"] and "prefix" in selector and "suffix" in selector
    for body in item.get("body", []):
        assert body["type"] == "TextualBody" and body["purpose"] in ("tagging", "commenting")
tags = [body["value"] for item in page["items"] for body in item.get("body", []) if body["purpose"] == "tagging"]
assert tags == ["water", "night shift"], tags
json.dump(page, open("compact.json", "w"), separators=(",", ":"))
note = {"type": "Annotation", "target": {"selector": [{"type": "FragmentSelector"}, {"type": "TextQuoteSelector", "exact": "The lamp burned until dawn, as ever."}]},
        "body": {"type": "TextualBody", "value": "from elsewhere \U0001f600\nsecond \\ud line"}, "created": "2020-01-01T00:00:00Z"}
json.dump(note, open("alone.json", "w"))
json.dump([note, {"type": "Annotation", "target": "https://example.org"}, 7], open("list.json", "w"))
json.dump({"type": "AnnotationCollection", "first": {"items": [note]}}, open("collection.json", "w"))
END
    result $? "a program reads the JSON: web annotations with quotations, tags and notes"
    as other
    gives "marks are taken in from JSON" 0 '^New marks: 4\.$' --import-marks=compact.json "$report"
    gives "twice is once" 0 '^New marks: 0\. There already: 4\.$' --import-marks=compact.json "$report"
    gives "one annotation of another program" 0 '^From another report, "\?"\. New marks: 1\.$' --import-marks=alone.json "$report"
    gives "and again in a list with others that have no words" 0 'New marks: 0\. There already: 1\. Left out.*: 2\.$' --import-marks=list.json "$report"
    gives "and in a collection" 0 'There already: 1\.$' --import-marks=collection.json "$report"
    gives "its note has its lines and signs" 0 'second \\ud line' --marks --only='from elsewhere' "$report"
    grep -q '😀$' out
    result $? "of all planes"
    "$lectern" --export-marks=json --only=tag:water "$report" >again.json && as one
    "$lectern" --export-marks=json --only=tag:water "$report" | sed 's/"found": "[a-z]*"//' >mine && sed 's/"found": "[a-z]*"//' again.json | cmp - mine >said 2>&1
    result $? "what was taken in goes out as it came"
fi
as one
gives "marks of another report come in as far as their words stand in this one" 1 '^From another report, "The Harbour"\. New marks: 0\. Left out.*: 4\.$' \
    --import-marks="$folder/compact.json" human-trafficking-1
echo '{"a": ' >broken.json
gives "what is no JSON is refused with its place" 2 'broken\.json:[12]:' --import-marks=broken.json "$report"
echo 'text' >broken.json
gives "nor are these annotations" 2 'these are no annotations' --import-marks=broken.json "$report"
gives "a file that is not there" 2 'nowhere\.json' --import-marks=nowhere.json "$report"

"$lectern" --export-marks=csv --output=marks.csv "$report" >out 2>said && [ ! -s out ] && grep -q '^"1.1"' marks.csv
result $? "marks go to a file"
[ "$(stat -c %a marks.csv)" = 600 ]
result $? "that is the person's own"
gives "and never over another one" 2 'this file exists; name another one, or replace it with --force' --export-marks=csv --output=marks.csv "$report"
"$lectern" --export-marks=text --output=marks.csv --force "$report" >out 2>said && grep -q '^1\.1  The water' marks.csv
result $? "but where it is agreed"
mkdir there
gives "nor over a folder" 2 'this is no regular file' --export-marks=csv --output=there --force "$report"
gives "a kind that is none" 2 'there is no kind "pdf" to export to; the kinds are markdown, text, json, csv' --export-marks=pdf "$report"
gives "nothing to export" 1 '"items": \[\]' --export-marks=json human-trafficking-1
gives "--only goes with what lists marks" 2 '--only goes with' --dump --only=x "$report"
gives "of the contents it takes a few words" 2 '--only takes read, begun or unread' --contents --only=tag:x "$report"
gives "which --private has none of" 2 '--contents works on what was kept' --private --contents --only=unread "$report"
gives "--private has nothing to export" 2 '--export-marks works on what was kept' --private --export-marks=csv "$report"
gives "in secure mode nothing is exported" 2 'nothing is exported there' --secure --export-marks=csv lectern-tutorial
gives "nor taken in" 2 'no other files are read there' --secure --merge=x lectern-tutorial
(
    ulimit -f 0
    "$lectern" --export-marks=csv --output=full.csv "$report"
    echo "status $?"
) 2>&1 | cat >out
grep -q '^lectern: full\.csv: ' out && grep -qx 'status 3' out && [ -z "$(find . -name 'full.csv*')" ]
result $? "a full disk is told, with nothing half written"

as two
reads '>' 'bookmark theirs' q
as three
gives "another person's marks are merged" 0 '^New marks: 4\. Changes to marks: 1\.$' --merge="$folder/one/lectern/harbour.yaml" "$report"
gives "twice is once" 0 '^New marks: 0\. There already: 5\.$' --merge="$folder/one/lectern/harbour.yaml" "$report"
gives "and those of a third" 0 '^New marks: 1\.$' --merge="$folder/two/lectern/harbour.yaml" "$report"
gives "all are there" 0 'theirs' --marks "$report"
[ "$(grep -c '^[0-9]' out)" = 5 ] && ! grep -q 'kind: "place"' three/lectern/harbour.yaml
result $? "but not the others' place"
cp two/lectern/harbour.yaml later.yaml
printf '%s\n' '{v: "1", op: "add", seq: "3", id: "0123456789abcdef", kind: "drawing", text: "x"}' '{v: "9", op: "fold", id: "00ff", seq: "1"}' 'damaged' '# a comment' >>later.yaml
gives "kinds and versions of later come in too, and what is damaged is told" 0 '^New marks: 2\. There already: 1\. Left out.*: 1\.$' --merge=later.yaml "$report"
grep -q 'kind: "drawing", text: "x"}$' three/lectern/harbour.yaml && grep -qx '{v: "9", op: "fold", id: "00ff", seq: "1"}' three/lectern/harbour.yaml
result $? "as they were"
gives "a state file of another report is refused" 2 'it belongs to another report, "The Harbour"' --merge="$folder/one/lectern/harbour.yaml" human-trafficking-1
echo 'This is a letter.' >other.txt
gives "of what lectern did not write none is to be moved away" 2 'other.txt: there are no bookmarks of lectern.s in it' --merge=other.txt "$report"
gives "what is no state file too" 2 'broken.json' --merge=broken.json "$report"
as several
reads '1.1' '^' a a '*' q
gives "a highlight over several paragraphs is one mark" 0 '"group": "' --export-marks=json "$report"
cp out several.json
as taking
gives "that comes in as one" 0 '^New marks: 1\.$' --import-marks=several.json "$report"
gives "and is there as one" 0 '^New marks: 0\. There already: 1\.$' --import-marks=several.json "$report"
sed 's/"exact": "/&Gone: /' several.json >gone.json
as gone
gives "and is gone as one" 0 '^New marks: 1\. Of these, .* gone: 1\.$' --import-marks=gone.json "$report"
as merging
gives "it is merged as one" 0 '^New marks: 1\.$' --merge="$folder/several/lectern/harbour.yaml" "$report"
as several
reads "'" x q
as merging
gives "deleted it is one change" 0 '^New marks: 0\. Changes to marks: 1\. There already: 1\.$' --merge="$folder/several/lectern/harbour.yaml" "$report"
gives "that is there once" 0 '^New marks: 0\. There already: 2\.$' --merge="$folder/several/lectern/harbour.yaml" "$report"
as full
mkdir -p full/lectern && touch full/lectern/harbour.yaml && chmod 500 full/lectern
if [ "$(id -u)" -ne 0 ]; then
    gives "where it can't be saved that is told" 3 'not saved' --merge="$folder/one/lectern/harbour.yaml" "$report"
    [ ! -s full/lectern/harbour.yaml ]
    result $? "and nothing is half written"
fi
echo "1..$number"
[ -z "$failed" ]

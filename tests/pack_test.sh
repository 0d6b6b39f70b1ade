#!/bin/sh
# --pack: a report as one file, in which nothing is wrong and nothing is lost. TAP.
source=$(cd "${srcdir:-.}" && pwd)
program=${LECTERN_PROGRAM:-$PWD/lectern}
work=$(mktemp -d "${TMPDIR:-/tmp}/lectern-pack.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
number=0
echo 1..13

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

lectern() {
    env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$work" LECTERN_DATA="$source" ASAN_OPTIONS="$ASAN_OPTIONS" "$program" "$@"
}

# same REPORT: packed, --check finds as much as before, and it goes out as before
same() {
    lectern --pack --output=packed.yaml --force "$1" 2>errors || return 1
    lectern --check "$1" 2>before
    lectern --check packed.yaml 2>after
    test "$(grep -c ': warning:\|: error:' before)" -eq "$(grep -c ': warning:\|: error:' after)" || return 1
    for kind in text markdown html; do
        lectern --export=$kind "$1" >one 2>one.err
        lectern --export=$kind packed.yaml >other 2>other.err
        cmp one other >errors 2>&1 && cmp one.err other.err >errors 2>&1 || return 1
    done
}

for report in content/human-trafficking-1 content/lectern-sampler content/lectern-tutorial tests/reports/every-block; do
    same "$source/$report"
    check "$report comes back whole" $? errors
done
lectern --pack "$source/content/human-trafficking-1" | lectern --check - 2>errors && test ! -s errors
check "--check finds nothing in what is packed" $? errors

mkdir odd odd/below
printf '%s\n' '# of the manifest' 'lectern: 1' 'id: odd' 'title: Odd' 'language: zh' 'chapters:  # in order' '    - below/one.yaml   # the first' '    -   id: two' \
    '        title: Two' '        body:' '        - |' '          kept' '    - {id: three, title: Three,' '       body: [words]}' '    - four.yaml' '' '# behind' 'publisher: A House' >odd/report.yaml
printf '\357\273\277---\r\nid: one\r\ntitle: One\r\nbody:\r\n- 第一行\r\n  第二行\r\n- verse: |\r\n    a\r\n\r\n      b\r\n...\r\n' >odd/below/one.yaml
printf '   id: four\n   title: Four # it is\n   body:\n     - literal: |2+\n           deep\n       \n\n# the end' >odd/four.yaml
same odd
check "files written in odd ways come back whole, beside chapters that stand in the manifest" $? errors
grep -q '# of the manifest' packed.yaml && grep -q '    # the end' packed.yaml && grep -q 'title: Four # it is' packed.yaml
check "comments stay" $? packed.yaml
cp packed.yaml once.yaml
lectern --pack once.yaml >twice.yaml && cmp once.yaml twice.yaml
check "what is packed already stays as it is" $?

mkdir flow
echo '{lectern: 1, id: flow, title: Flow, language: en, chapters: [{id: a, title: A, body: [x]}]}' >flow/report.yaml
lectern --pack flow >out 2>errors
test $? -eq 2 && test ! -s out && grep -q 'write a line for each of its keys' errors
check "a manifest that is not taken apart is told" $? errors

mkdir large
printf '%s\n' 'lectern: 1' 'id: large' 'title: Large' 'language: en' 'chapters: [a.yaml]' >large/report.yaml
{ printf '%s\n' 'id: a' 'title: A' 'body:'; yes '  - A sentence that is said again and again, as long as there is room for it.' | head -n 60000; } >large/a.yaml
lectern --pack --output=large.yaml large 2>errors
test $? -eq 2 && test ! -e large.yaml && grep -q 'has 4194304 at most' errors
check "a report too long for one file is told, and nothing is written" $? errors

lectern --pack --output=mine.yaml odd && test "$(stat -c %a mine.yaml)" = 600
check "only the person can read the file" $?
lectern --pack --output=mine.yaml odd 2>errors
test $? -eq 2 && grep -q 'this file exists' errors
check "one that is there is left alone" $? errors
lectern --secure --pack human-trafficking-1 >out 2>errors
test $? -eq 2 && test ! -s out
check "it is not there in secure mode" $? errors

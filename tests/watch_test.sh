#!/bin/sh
# --check --watch: a report is checked again when one of its files is saved, comes or goes, until Ctrl-C. TAP.
source=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN_PROGRAM:-$PWD/lectern}
folder=$(mktemp -d "${TMPDIR:-/tmp}/lectern-watch.XXXXXX") || exit 99
watcher=
trap '[ -z "$watcher" ] || kill "$watcher" 2>/dev/null; rm -rf "$folder"' EXIT
unset LECTERN ACCESSIBLE LECTERN_SCREEN_READER
export LC_ALL=C.UTF-8 HOME="$folder" XDG_STATE_HOME="$folder/state" XDG_CONFIG_HOME="$folder/config" LECTERN_DATA="$source"
cd "$folder" || exit 99
echo 1..9

number=0

result() # STATUS NAME: one case; shows what was printed where it failed
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        sed 's/^/# /' said
    fi
}

# comes COUNT PATTERN: waits until so many lines of what was said fit; 10 s at most
comes()
{
    for moment in $(seq 100); do
        [ "$(grep -Ec "$2" said)" -ge "$1" ] && return 0
        sleep 0.1
    done
    return 1
}

mkdir report
printf 'lectern: 1\nid: watched\ntitle: Watched\nlanguage: en\nchapters: [one.yaml, two.yaml]\n' >report/report.yaml
printf 'id: one\ntitle: One\nbody: [Words.]\n' >report/one.yaml
printf 'id: two\ntitle: Two\nbody: [Words.]\n' >report/two.yaml
good='^lectern: [0-9:]{8} nothing is wrong\. Waiting'
bad='^lectern: [0-9:]{8} 2 errors, 0 warnings\. Waiting'

: >said
"$lectern" --check --watch report 2>said >out &
watcher=$!
comes 1 "$good"
result $? "the report is checked at once"

printf 'id: two\ntitle: Two\nbdy: [Words.]\n' >report/two.yaml
comes 1 '^report/two.yaml:3:1: error' && comes 1 "$bad"
result $? "and when a chapter is saved"

# As editors do that write a new file and rename it.
printf 'id: two\ntitle: Two\nbody: [Words.]\n' >report/two.new && mv report/two.new report/two.yaml
comes 2 "$good"
result $? "and when a new file takes its name"

printf 'lectern: 1\nid: watched\ntitle: Watched\nlanguage: en\nchapters: [one.yaml, two.yaml, three.yaml]\n' >report/report.yaml
comes 1 '^report/report.yaml:5:32: error: .*three.yaml'
result $? "and when the manifest names one that is not there"
printf 'id: three\ntitle: Three\nbody: [Words.]\n' >report/three.yaml
comes 3 "$good"
result $? "which is told until it comes"

mv report away
comes 1 '^report: error'
result $? "a folder that vanishes is told"
mv away report
comes 4 "$good"
result $? "and awaited"

before=$(wc -l <said)
sleep 1
[ "$(wc -l <said)" -eq "$before" ]
result $? "nothing is said while nothing is saved"

kill -INT "$watcher"
wait "$watcher"
status=$?
watcher=
[ $status -eq 0 ] && [ ! -s out ]
result $? "Ctrl-C ends it, with the status of the last check"

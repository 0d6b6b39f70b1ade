#!/bin/sh
# Bookmarks that can't be saved, in line mode: told, offered to be written to a file, told at the end where they are. TAP.
source=$(cd "${srcdir:-.}" && pwd)
program=$(pwd)/lectern
[ -z "$LECTERN_PROGRAM" ] || program=$(cd "$(dirname "$LECTERN_PROGRAM")" && pwd)/$(basename "$LECTERN_PROGRAM")
work=$(mktemp -d "${TMPDIR:-/tmp}/lectern-unsaved.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 99
number=0
echo 1..11

# check NAME STATUS [FILE]: one case; what the file holds explains why it failed
check()
{
    number=$((number + 1))
    if [ "$2" -eq 0 ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        [ -z "$3" ] || sed 's/^/# /' "$3"
    fi
}

# read_report STATE ORDERS: leaves said, errors and status
read_report()
{
    printf '%b' "$2" | env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$work" XDG_STATE_HOME="$1" LECTERN_DATA="$source" ASAN_OPTIONS="$ASAN_OPTIONS" \
        "$program" --line "$source/tests/reports/one.yaml" >said 2>errors
    status=$?
}

has()
{
    tr '\n' ' ' <"$1" | grep -q "$2"
}

read_report /proc/none 'M\none\nM\ntwo\nq\n\n'
has said 'bookmarks or changes are not on the disk (not saved: this folder can.t be made: No such file or directory)\. Enter writes them to this file' && test "$status" -eq 0
check "quitting offers to write them to a file" $? said
test "$(grep -c 'kind: "bookmark"' one-file-unsaved.yaml)" -eq 2 && test "$(stat -c %a one-file-unsaved.yaml)" = 600
check "an empty line takes the name that is proposed, and only the person may read the file" $? said
has errors 'what could not be saved is in one-file-unsaved.yaml; to have it kept: cat "one-file-unsaved.yaml" >> "/proc/none/lectern/one-file.yaml"'
check "at the end it is told where they are" $? errors

mkdir -m 700 state state/lectern
cat one-file-unsaved.yaml >state/lectern/one-file.yaml
chmod 600 state/lectern/one-file.yaml
read_report "$work/state" "'\nq\n"
has said 'one' && has said 'two' && test "$status" -eq 0
check "as a state file it gives them back" $? said

cp one-file-unsaved.yaml before
read_report /proc/none 'M\nthree\nq\n\n\033\nq\n'
has said 'There is a file of that name' && cmp -s before one-file-unsaved.yaml
check "a file that is there is left alone" $? said
test "$status" -eq 3 && has errors '1 bookmark or change is lost with that'
check "who goes back and quits again ends without it, and is told" $? errors
read_report /proc/none 'M\nthree\nq\n\n\n'
test "$status" -eq 0 && grep -q three one-file-unsaved.yaml && ! grep -q two one-file-unsaved.yaml
check "an empty line once more writes over it" $? said

read_report /proc/none 'M\nfour\nq\n/proc/none/file\nother.yaml\n'
has said '/proc/none/file: it can.t be written: No such file or directory. Name another file' && test "$status" -eq 0 && grep -q four other.yaml
check "a file that can't be written is told, and another asked for" $? said

read_report /proc/none 'M\nfive\n'
test "$status" -eq 3 && has errors 'not saved' && has errors '1 bookmark or change is lost with that' && ! has said 'File to write'
check "the end of input asks nothing, and ends with 3 and a word" $? errors

rm -f orders
mkfifo orders
env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$work" XDG_STATE_HOME=/proc/none LECTERN_DATA="$source" ASAN_OPTIONS="$ASAN_OPTIONS" \
    "$program" --line "$source/tests/reports/one.yaml" <orders >said 2>errors &
reader=$!
exec 3>orders
printf 'M\nsix\n' >&3
for _ in $(seq 150); do
    has said 'not saved' && break
    sleep 0.2
done
kill -HUP "$reader"
wait "$reader"
status=$?
exec 3>&-
test "$status" -eq 3 && has errors '1 bookmark or change is lost with that' && ! has said 'File to write'
check "nor does a line that drops" $? errors

read_report /proc/none '\nq\n'
test "$status" -eq 3 && ! has said 'File to write' && ! has errors 'is lost'
check "where only the place could not be saved nothing is asked" $? errors

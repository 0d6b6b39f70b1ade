#!/bin/sh
# --private leaves nothing anywhere, and --forget removes what was kept. TAP. The program is ./lectern in the build folder.
source=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN_PROGRAM:-$PWD/lectern}
report=$source/content/human-trafficking-1
id=human-trafficking-1
folder=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
unset LECTERN LECTERN_WIDTH LECTERN_KEYMAP LECTERN_SCREEN_READER LECTERN_PATH LECTERN_SECURE LESSSECURE ACCESSIBLE
LC_ALL=C.UTF-8 HOME=$folder/home TMPDIR=$folder/tmp LECTERN_DATA=$source
XDG_STATE_HOME=$HOME/state XDG_CONFIG_HOME=$HOME/config XDG_CACHE_HOME=$HOME/cache XDG_DATA_HOME=$HOME/data XDG_RUNTIME_DIR=$HOME/run XDG_DATA_DIRS=$HOME/none
export LC_ALL HOME TMPDIR LECTERN_DATA XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_RUNTIME_DIR XDG_DATA_DIRS
mkdir -p "$HOME" "$TMPDIR" "$folder/work"
cd "$folder/work" || exit 99
state=$XDG_STATE_HOME/lectern

number=0 failed= status=

result() # ok|"" NAME
{
    number=$((number + 1))
    if [ "$1" ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        echo "# exit status $status"
        sed 's/^/# out: /' ../out | head -n 20
        sed 's/^/# err: /' ../err | head -n 20
    fi
}

skip() # NAME REASON
{
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

read_lines() # LINES OPTION…: a session in line mode; sets $status; ../out and ../err hold what was printed
{
    lines=$1
    shift
    printf '%b' "$lines" | "$lectern" --line "$@" "$report" >../out 2>../err
    status=$?
}

run() # ARGUMENT…
{
    "$lectern" "$@" </dev/null >../out 2>../err
    status=$?
}

picture() { find "$HOME" "$TMPDIR" . -exec ls -ld --time-style=full-iso {} + 2>/dev/null || find "$HOME" "$TMPDIR" . -exec ls -ld {} +; find "$HOME" . -type f -exec cksum {} +; }

said() { tr '\n' ' ' <../out; }

# Private reading
picture >../before
read_lines 'bookmark a note\ngoto 3.2\nbookmark\nverbosity high\nbookmarks\nq\nq\n' --private
picture >../after
ok=
[ "$status" -eq 0 ] && cmp -s ../before ../after && ok=yes
result "$ok" "private reading makes no file and no folder"
ok=
[ "$(said | grep -o 'Private reading: nothing is kept' | wc -l)" -eq 1 ] && head -n 4 ../out | grep -q 'Private reading' && ok=yes
result "$ok" "which is said once, at the start"
said | grep -q '1: Introduction.*a note.*3\.2: ' && ok=yes || ok=
result "$ok" "bookmarks are there until its end"
[ "$(cat ../err)" = 'lectern: private reading: your 2 bookmarks were not kept' ] && ok=yes || ok=
result "$ok" "where they are told to be gone"
said | grep -q 'Verbosity high, but only this time: private reading keeps no settings' && ok=yes || ok=
result "$ok" "and a setting is told not to be kept"
read_lines 'bookmark\nbookmarks\ndelete\nq\nq\n' --private
[ "$status" -eq 0 ] && [ ! -s ../err ] && ok=yes || ok=
result "$ok" "nothing is told at the end where there is no bookmark"
read_lines 'goto 2.3\nbookmark earlier\nq\n'
picture >../before
read_lines 'bookmarks\nq\nbookmark later\nq\n' --private
picture >../after
ok=
[ "$status" -eq 0 ] && cmp -s ../before ../after && ! said | grep -Eq 'earlier|You stopped' && ok=yes
result "$ok" "what was kept before is neither shown nor changed"
run --private --marks "$report"
[ "$status" -eq 2 ] && grep -q 'choose one' ../err && ok=yes || ok=
result "$ok" "--marks, which prints what was kept, does not go with it"
run --private --dump "$report#2"
picture >../after
[ "$status" -eq 0 ] && cmp -s ../before ../after && ok=yes || ok=
result "$ok" "what only prints goes with it"
if [ -r /proc/self/limits ]; then
    (ulimit -c unlimited 2>/dev/null; sleep 1 | "$lectern" --line --private "$report" >../out 2>../err & sleep 0.5; cat "/proc/$!/limits" >../limits; wait)
    grep -q '^Max core file size  *0  *0 ' ../limits && ok=yes || ok=
    result "$ok" "a crash leaves no image of the memory"
else
    skip "a crash leaves no image of the memory" "there is no /proc/self/limits"
fi
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    # Under AddressSanitizer the search for leaks would fail: it traces too, and one process may have one tracer.
    ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
    export ASAN_OPTIONS
    printf 'goto 4.1\nbookmark traced\nverbosity low\nq\n' | strace -f -o ../trace -e 'trace=%file,%process,%network' "$lectern" --line --private "$report" >../out 2>../err
    status=$?
    # What opens to write, or makes, moves and removes names; but the terminal and the null device.
    grep -E 'O_WRONLY|O_RDWR|O_CREAT|mkdir|rename|unlink|link\(|linkat\(|mknod|truncate|chmod|chown|utime|socket\(|connect\(' ../trace | grep -Ev '"/dev/(null|tty)"|readlink|unlinked|--- SIGCHLD' >../writes
    [ "$status" -eq 0 ] && grep -q report.yaml ../trace && [ ! -s ../writes ] && ok=yes || ok=
    result "$ok" "no system call writes, makes, moves or removes a file"
    sed 's/^/# /' ../writes
    unset ASAN_OPTIONS
else
    skip "no system call writes, makes, moves or removes a file" "strace does not run here (Debian: strace)"
fi

# Forgetting
run --forget "$id"
ok=
[ "$status" -eq 2 ] && [ -s "$state/$id.yaml" ] && grep -q 'no terminal to ask on; with --yes' ../err && ok=yes
result "$ok" "without a terminal nothing is removed unless --yes says so"
grep -q "$state/$id.yaml, of \"Human Trafficking" ../out && ok=yes || ok=
result "$ok" "what is kept is listed with the report's title"
said | grep -q "Out of lectern's reach: .*exports.*backups.*swap.*disk's own copies.*nothing is overwritten" && ok=yes || ok=
result "$ok" "and what lectern can't reach is told"
cp "$state/$id.yaml" "$state/other.yaml"
cp "$state/$id.yaml" "$state/$id-2.yaml"
cp "$state/$id.yaml" "$state/$id.yaml.damaged-1"
touch "$state/$id.yaml.new-0123"
mkdir -p "$XDG_CACHE_HOME/lectern" && touch "$XDG_CACHE_HOME/lectern/$id.cache"
(sleep 2; echo q) | "$lectern" --line "$report" >/dev/null 2>&1 &
sleep 1
picture >../before
run --forget "$id" --yes
picture >../after
ok=
[ "$status" -eq 2 ] && cmp -s ../before ../after && grep -q 'nothing was removed: a session is reading this report now' ../err && ok=yes
result "$ok" "while a session reads the report nothing at all is removed"
wait
run --forget="$id" --yes
ok=
[ "$status" -eq 0 ] && [ "$(find "$HOME" -type f | sort | tr '\n' ' ')" = "$state/$id-2.yaml $state/other.yaml " ] && grep -q '^Removed\.$' ../out && ok=yes
result "$ok" "all of the report's files go, and no other's"
run --marks "$report"
[ "$status" -eq 1 ] && ok=yes || ok=
result "$ok" "no bookmark is left"
run --forget "$id" --yes
[ "$status" -eq 1 ] && [ ! -s ../out ] && grep -q "nothing is kept of a report with the id \"$id\"" ../err && ok=yes || ok=
result "$ok" "an id of which nothing is kept has exit status 1"
long=$(printf '%0300d' 7)
touch "$HOME/x.yaml" "$HOME/x"
picture >../before
ok=yes
for hostile in '' ../x ../../x "$HOME/x" . .. 'a/b' 'A' 'a*' '*' '?' "$id.yaml" "$(printf 'a\033[2Jb')" "$(printf 'a\nb')" "$long" ' ' '%s%n'; do
    run --yes --forget="$hostile"
    [ "$status" -eq 2 ] && [ ! -s ../out ] && grep -q 'is no id of a report' ../err && ! grep -q "$(printf '\033')" ../err || ok=
done
picture >../after
cmp -s ../before ../after || ok=
result "$ok" "what is no id is refused, and nothing is touched"
run --forget
[ "$status" -eq 2 ] && grep -q 'needs a value' ../err && ok=yes || ok=
result "$ok" "--forget needs an id"
run --yes --dump "$report"
[ "$status" -eq 2 ] && grep -q -e '--yes goes with --forget' ../err && ok=yes || ok=
result "$ok" "--yes goes with nothing else"
run --forget=other --yes "$report"
[ "$status" -eq 2 ] && [ -e "$state/other.yaml" ] && ok=yes || ok=
result "$ok" "a report behind it is refused"
run --forget=other --dump
[ "$status" -eq 2 ] && [ -e "$state/other.yaml" ] && ok=yes || ok=
result "$ok" "and so is anything else to do"
cp "$state/other.yaml" "$state/second.yaml"
if command -v script >/dev/null; then
    export lectern
    (sleep 0.5; printf 'n\n'; sleep 0.5) | script -qec '"$lectern" --forget other' /dev/null >../out 2>../err
    status=$?
    ok=
    [ "$status" -eq 1 ] && [ -e "$state/other.yaml" ] && grep -q 'Remove this?.*y/N' ../out && grep -q 'Nothing was removed' ../out && ok=yes
    result "$ok" "on a terminal it asks, and no is no"
    (sleep 0.5; printf '\n'; sleep 0.5) | script -qec '"$lectern" --forget other' /dev/null >../out 2>../err
    status=$?
    [ "$status" -eq 1 ] && [ -e "$state/other.yaml" ] && ok=yes || ok=
    result "$ok" "and so is an empty line"
    (sleep 0.5; printf 'y\n'; sleep 0.5) | script -qec '"$lectern" --forget other' /dev/null >../out 2>../err
    status=$?
    [ "$status" -eq 0 ] && [ ! -e "$state/other.yaml" ] && ok=yes || ok=
    result "$ok" "yes removes"
else
    skip "on a terminal it asks, and no is no" "script is not here (Debian: bsdutils)"
    skip "and so is an empty line" "script is not here (Debian: bsdutils)"
    skip "yes removes" "script is not here (Debian: bsdutils)"
fi
mkdir "$state/second.yaml.d"
run --forget=second --yes
ok=
[ "$status" -eq 3 ] && [ ! -e "$state/second.yaml" ] && grep -q 'second.yaml.d: it can.t be removed' ../err && grep -q 'Not all was removed: 1 file is left' ../out && ok=yes
result "$ok" "what can't be removed is told with exit status 3"

echo "1..$number"
[ -z "$failed" ]

#!/bin/sh
# Opening a report costs the same with a hundred times as many chapters: system calls and bytes, the manifest and memory aside. TAP.
source=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN_PROGRAM:-$PWD/lectern}
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
unset LECTERN LECTERN_WIDTH LECTERN_KEYMAP LECTERN_SCREEN_READER LECTERN_PATH ACCESSIBLE
export LC_ALL=C.UTF-8 HOME="$folder" XDG_STATE_HOME="$folder/state" XDG_CONFIG_HOME="$folder/config" LECTERN_DATA="$source"

if ! command -v strace >/dev/null || ! strace -o "$folder/try" true 2>/dev/null; then
    echo "1..0 # SKIP strace is not here, or may not trace"
    exit 0
fi

make_report() # CHAPTERS: a report in $folder/CHAPTERS
{
    mkdir "$folder/$1"
    seq -f '%05.0f' "$1" | while read -r n; do
        printf 'id: c%s\ntitle: Chapter %s\nbody:\n  - The text of this chapter.\n' "$n" "$n" >"$folder/$1/c$n.yaml"
    done
    {
        printf 'lectern: 1\nid: many-%s\ntitle: Many\nlanguage: en\nchapters:\n' "$1"
        seq -f '  - c%05.0f.yaml' "$1"
    } >"$folder/$1/report.yaml"
}

# trace CHAPTERS [STATE]: opens the report in line mode, where the input ends at once. What is counted: all system calls but those that ask for memory and the
# reads of the manifest, whose number follows its size; and the bytes that read() brought from other files, also in children, who read chapters. What a sanitizer reads of the process itself, in /proc, is
# no part of opening. Nor is what the end reads of the state that this session wrote: it has the name of each chapter, by which the next one knows what is new. Nor is how often a library woke who might wait, or the program looked whether the child that reads the state has answered, nor in how many parts the answer came;
# where the machine is so busy that the wait for it is told, it is tried again.
trace()
{
    for _ in 1 2 3 4 5 6 7 8; do
        try_trace "$@"
        grep -qi 'waiting' "$folder/said" || break
    done
}

try_trace()
{
    rm -rf "$folder/state"
    [ $# -lt 2 ] || cp -r "$folder/$2" "$folder/state"
    # Under AddressSanitizer the search for leaks would fail: it traces too, and one process may have one tracer.
    rm -f "$folder"/trace*
    ASAN_OPTIONS=detect_leaks=0 strace -ff -y -o "$folder/trace" "$lectern" --line "$folder/$1" </dev/null >"$folder/said" 2>&1 || echo "failed" >"$folder/trace.0"
    own=$(ls "$folder" | sed -n 's/^trace\.//p' | sort -n | head -1)
    cp "$folder/trace.$own" "$folder/trace"
    grep -vE '^(brk|mmap|munmap|mremap|madvise|poll|restart_syscall|wait4|futex|nanosleep|clock_nanosleep|read\([0-9]+<pipe:|rt_sigpending|\+\+\+|---)' "$folder/trace" | grep -vE '^p?read(64)?\([0-9]+<(/proc/[^>]*|[^>]*/report\.yaml)>' >"$folder/counted"
    calls=$(wc -l <"$folder/counted")
    bytes=$(cat "$folder"/trace.* | grep -vE '^p?read(64)?\([0-9]+<(/proc/[^>]*|[^>]*/report\.yaml|[^>]*/state/lectern/[^>]*|pipe:[^>]*)>' | sed -nE 's/^p?read(64)?\(.* = ([0-9]+)$/\2/p' | awk '{ sum += $1 } END { print sum + 0 }')
    chapters=$(cat "$folder"/trace.* | sed -nE 's/.*openat.*"(c[0-9]*\.yaml)".* = [0-9].*/\1/p' | sort -u | wc -l)
}

echo 1..5
make_report 10
make_report 1000
# On a busy machine a library or the saving child takes another turn now and then: what differs for once is tried again. What grows, grows each time.
for try in 1 2 3 4 5; do
    trace 10
    calls_few=$calls bytes_few=$bytes chapters_few=$chapters
    trace 1000
    [ "$calls" = "$calls_few" ] && break
    echo "# try $try: $calls_few and $calls system calls"
done
echo "# 10 chapters: $calls_few system calls, $bytes_few bytes; 1000 chapters: $calls system calls, $bytes bytes"
is() { [ "$2" = "$3" ] && echo "ok $1 - $4" || { echo "not ok $1 - $4"; echo "# $2 against $3"; }; }
is 1 "$chapters_few" 1 "of 10 chapters one file is opened"
is 2 "$chapters" 1 "of 1000 chapters one file is opened"
is 3 "$calls" "$calls_few" "the number of system calls is the same"
is 4 "$bytes" "$bytes_few" "the number of bytes read is the same"
# Where ids are not the names of files, the place kept tells in which one to look.
sed -i 's/^id: c/id: chapter-/' "$folder"/1000/c*.yaml
rm -rf "$folder/state"
echo end | "$lectern" --line "$folder/1000" >/dev/null 2>&1
mv "$folder/state" "$folder/kept"
trace 1000 kept
is 5 "$chapters" 1 "where the place kept is in the last of 1000 chapters, one file is opened"

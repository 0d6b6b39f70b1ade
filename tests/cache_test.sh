#!/bin/sh
# Compiled reports: with them all is the same as without, whatever stands in the cache; and who wants nothing kept has nothing there. TAP.
# The program is ./lectern in the build folder.
source=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN_PROGRAM:-$PWD/lectern}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 99
HOME=$folder/home
LC_ALL=C.UTF-8
export HOME LC_ALL LECTERN_DATA="$source"
unset LECTERN_SCREEN_READER LECTERN_PATH ACCESSIBLE XDG_STATE_HOME XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME LECTERN LECTERN_SECURE LESSSECURE
mkdir "$HOME"
cache=$HOME/.cache/lectern
number=0
failed=

result() # OK NAME
{
    number=$((number + 1))
    if [ "$1" = yes ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
    fi
}

# Each chapter of some 150 KB: large enough to be kept.
LC_ALL=C awk 'BEGIN {
    print "lectern: 1\nid: big\ntitle: A Big Report\nlanguage: en\nchapters:" > "report.yaml"
    for (chapter = 1; chapter <= 3; chapter++) {
        name = "c" chapter ".yaml"
        print "  - " name > "report.yaml"
        print "id: c" chapter "\ntitle: Chapter " chapter "\nbody:" > name
        for (section = 1; section <= 14; section++) {
            print "  - section: Part " section " of *" chapter "*\n    id: s" chapter "-" section "\n    body:" > name
            for (text = 1; text <= 100; text++)
                print "      - The *words* of " chapter "." section "." text ", a [link](#c" (chapter % 3 + 1) "/s" (chapter % 3 + 1) "-" section ") and a caf\303\251 in R\303\251union." > name
        }
        print "footnotes: {1: A note.}" > name
    }
}'
touch -d 2001-01-01 ./*.yaml

orders='search cafe in reunion\nnext-hit\nprevious-hit\nhits\n3 Enter\ngoto 4.77\nnext-heading\nlinks\ncontents\nlast\nwhere\nsearch nowhere at all\nsearch 3.7.9\nregex\nsearch R.union[.]\nq\n'

state=$folder/state
answers() # OPTION…: what a session says, with no state before
{
    rm -rf "$state"
    printf '%b' "$orders" | XDG_STATE_HOME=$state "$lectern" --line "$@" "$folder" 2>err
    echo "status $?"
}

kept() { find "$cache" -name 'big-*.compiled' ! -name '*.folded.*' 2>/dev/null; }
folded() { find "$cache" -name 'big-*.folded.compiled' 2>/dev/null; }

# It is finished in idle time, of which a session of a pipe has little.
fill()
{
    for try in 1 2 3 4 5 6 7 8 9 10; do
        answers >/dev/null
        [ -n "$(kept)" ] && [ -n "$(folded)" ] && return
    done
}

answers --no-cache >expected
[ ! -e "$cache" ] && grep -q 'Hit 1 of 4,200' expected && grep -q 'status 0' expected && ok=yes || ok=
result "$ok" "--no-cache keeps nothing"
answers --private >out
[ ! -e "$cache" ] && ok=yes || ok=
result "$ok" "nor does private reading"
printf 'search words\nlast\nq\n' | "$lectern" --line --secure human-trafficking-1 >/dev/null 2>&1
[ ! -e "$cache" ] && ok=yes || ok=
result "$ok" "nor secure mode"
printf 'search words\nlast\nq\n' | "$lectern" --line "$source/content/human-trafficking-1" >/dev/null 2>&1
[ -z "$(find "$cache" -type f 2>/dev/null)" ] && ok=yes || ok=
result "$ok" "a short report needs none"
answers >out
cmp -s expected out && ok=yes || ok=
result "$ok" "the first time all is as without"
fill
file=$(kept)
[ -n "$file" ] && [ "$(find "$cache" -perm 0700 -type d)" = "$cache" ] && [ "$(find "$cache" -perm 0600 -type f | wc -l)" -eq 2 ] && ok=yes || ok=
result "$ok" "a long report is kept, for this person only"
[ -n "$(folded)" ] && ok=yes || ok=
result "$ok" "and its words, for the next search"
answers >out
cmp -s expected out && ok=yes || ok=
result "$ok" "and read from there all is as without"

cp "$file" good
spoilt() # NAME: with what stands there now all is as without, and then it is made again
{
    answers >out
    cmp -s expected out && [ ! -s err ] && ok=yes || ok=
    result "$ok" "$1: all is as without"
    rm -rf "$file"
    cp good "$file"
    chmod 600 "$file"
}
: >"$file"
spoilt "an empty one"
dd if=good of="$file" bs=1000 count=900 2>/dev/null
spoilt "one that is cut off"
head -c 2000000 /dev/urandom >"$file"
spoilt "garbage"
dd if=/dev/urandom of="$file" bs=1000 seek=500 count=1 conv=notrunc 2>/dev/null
spoilt "one with a bad place"
printf '\377' | dd of="$file" bs=1 seek=16 conv=notrunc 2>/dev/null
spoilt "one of another format"
rm "$file"; ln -s "$folder/good" "$file"
spoilt "a symbolic link"
rm "$file"; mkfifo "$file"
spoilt "a FIFO"
rm "$file"; mkdir "$file"
spoilt "a folder"
chmod 666 "$file"
spoilt "one that others may write"
if [ "$(id -u)" -eq 0 ] && chown 12345 "$file" 2>/dev/null; then
    spoilt "one of another user"
    chown 0 "$file"
else
    number=$((number + 1))
    echo "ok $number - one of another user: all is as without # SKIP only root can make one"
fi
words=$(folded)
dd if=/dev/urandom of="$words" bs=1000 seek=30 count=2 conv=notrunc 2>/dev/null
spoilt "a bad place in the words"
head -c 300000 /dev/urandom >"$(folded)"
spoilt "garbage for them"
chmod 0500 "$cache"
spoilt "a folder that can't be written"
chmod 0700 "$cache"
rm -rf "$cache"; : >"$cache"
answers >out
cmp -s expected out && ok=yes || ok=
result "$ok" "a file in the place of the folder: all is as without"
rm -f "$cache"

(state=$folder/other; answers >one) & answers >two
wait
cmp -s expected one && cmp -s expected two && ok=yes || ok=
result "$ok" "two at once write, and both say the same"
sed 's/café/tea/' c3.yaml >new && cat new >c3.yaml
touch -d 2002-02-02 c3.yaml
answers --no-cache >expected
answers >out
cmp -s expected out && grep -q 'Hit 1 of 2,800' out && ok=yes || ok=
result "$ok" "a chapter that was saved anew is read anew"

# Killed at any moment: no half-written file has the name.
rm -rf "$cache"
ok=yes
for wait in 0.05 0.1 0.2 0.3; do
    (printf 'search nowhere at all\n'; sleep 2) | "$lectern" --line "$folder" >/dev/null 2>&1 &
    sleep "$wait"
    kill -9 $! 2>/dev/null
    wait $! 2>/dev/null
    answers >out
    cmp -s expected out || ok=
done
result "$ok" "after a kill all is as without"

fill
"$lectern" --forget big --yes >out 2>&1
[ -z "$(find "$cache" -name 'big-*')" ] && grep -q '\.compiled' out && ok=yes || ok=
result "$ok" "--forget removes it, and tells so"

# All reports of the shelf are looked through, this one of chapters that are large enough not to be parsed only to see what is in them.
mkdir -p shelf/long
LC_ALL=C awk 'BEGIN {
    print "lectern: 1\nid: long\ntitle: A Long Report\nlanguage: en\nchapters: [c1.yaml, c2.yaml]" > "shelf/long/report.yaml"
    for (chapter = 1; chapter <= 2; chapter++) {
        name = "shelf/long/c" chapter ".yaml"
        print "id: c" chapter "\ntitle: Chapter " chapter "\nbody:" > name
        for (text = 1; text <= 4000; text++)
            print "  - The *words* of " chapter "." text ", a [link](#c1) and a caf\303\251 in R\303\251union." > name
    }
}'
touch -d 2001-01-01 shelf/long/*.yaml
searched() # OPTION…: what is printed of a word, as text and as JSON, and of one that is not there
{
    for what in 'cafe in reunion' 'words of 2.77,' 'nowhere at all'; do
        LECTERN_PATH=$folder/shelf "$lectern" --shelf --search="$what" "$@"
        echo "status $?"
        LECTERN_PATH=$folder/shelf "$lectern" --shelf --search="$what" --json "$@"
    done 2>&1
}
searched --no-cache >expected
searched --private >private
cmp -s expected private && [ -z "$(find "$cache" -name 'long-*')" ] && [ "$(grep -c 'words of' expected)" -gt 500 ] && grep -q 'status 1' expected && ok=yes || ok=
result "$ok" "--shelf --search keeps nothing with --no-cache or --private"
searched >out
cmp -s expected out && [ "$(find "$cache" -name 'long-*' -perm 0600 | wc -l)" -eq 2 ] && ok=yes || ok=
result "$ok" "else it keeps a long report and its words, and finds the same"
searched >out
cmp -s expected out && ok=yes || ok=
result "$ok" "and from there the same once more"
name="then no byte of its chapters is read any more"
read_of_chapters() # OPTION…: bytes
{
    rm -f trace.*
    LECTERN_PATH=$folder/shelf ASAN_OPTIONS=detect_leaks=0 strace -ff -y -e trace=read,pread64 -o trace "$lectern" --shelf --search='cafe in reunion' "$@" >out
    cat trace.* | sed -nE 's|.*/shelf/long/c[0-9]\.yaml>.* = ([0-9]+)$|\1|p' | awk '{ sum += $1 } END { print sum + 0 }'
}
if command -v strace >/dev/null && strace -o try true 2>/dev/null; then
    without=$(read_of_chapters --no-cache) with=$(read_of_chapters)
    echo "# $without bytes of chapters read without what was kept, $with with it"
    [ "$without" -eq "$(cat shelf/long/c?.yaml | wc -c)" ] && [ "$with" -eq 0 ] && ok=yes || ok=
    result "$ok" "$name"
else
    number=$((number + 1))
    echo "ok $number - $name # SKIP strace is not here, or may not trace"
fi

echo "1..$number"
[ -z "$failed" ]

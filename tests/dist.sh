#!/bin/sh
# `make dist` gives the same bytes in two folders, under two umasks, at two times, in two locales. TAP. Takes half a minute: part of check-long.
source=$(cd "${srcdir:-.}" && pwd)
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
failed=

say() # STATUS NUMBER NAME
{
    if [ "$1" -eq 0 ]; then
        echo "ok $2 - $3"
    else
        echo "not ok $2 - $3"
        failed=1
    fi
}

if ! tar --sort=name --version >/dev/null 2>&1; then
    echo "1..0 # SKIP this tar can't sort (GNU tar 1.28 or newer can)"
    exit 0
fi

# make_archive NAME UMASK TIME LOCALE: in a copy of the source, whose files have that time
make_archive()
(
    umask "$2"
    mkdir -p "$folder/$1/source" && cd "$folder/$1/source" || exit 1
    if [ -e "$source/.git" ]; then
        git -C "$source" ls-files -z --cached --others --exclude-standard | tar -C "$source" --null -T - -cf - | tar -xf -
    else
        tar -C "$source" --exclude=./build --exclude='./lectern-*' -cf - . | tar -xf -
    fi
    find . -exec touch -h -d "$3" {} +
    LC_ALL=$4 && export LC_ALL
    { autoreconf --install && mkdir ../build && cd ../build && ../source/configure -q && make -s dist; } >../log 2>&1 || { sed 's/^/# /' ../log | tail -n 20; exit 1; }
)

echo 1..5
unset XZ_OPT TAR TAR_OPTIONS
SOURCE_DATE_EPOCH=1700000000 && export SOURCE_DATE_EPOCH
make_archive one 022 '2024-02-29 12:00' C && make_archive a-second-place 077 '2025-05-05 05:05' C.UTF-8
say $? 1 "the archive is made twice"
one=$(ls "$folder"/one/build/lectern-*.tar.xz) two=$(ls "$folder"/a-second-place/build/lectern-*.tar.xz)
cmp "$one" "$two" >&2
say $? 2 "and has the same bytes"
tar -tvf "$one" --utc --full-time | awk '$2 != "0/0" || $4 " " $5 != "2023-11-14 22:13:20" || $1 !~ /^[-d]rw[-x]r-[-x]r-[-x]$/ { print "# " $0; bad = 1 } END { exit bad || NR < 100 }'
say $? 3 "all in it is nobody's, of one time, and for all to read"
# Made again of what was unpacked, without a commit to ask.
unset SOURCE_DATE_EPOCH
mkdir "$folder/again" && (cd "$folder/again" && tar -xf "$one" && mkdir build && cd build && ../lectern-*/configure -q && make -s dist) >"$folder/log" 2>&1 || sed 's/^/# /' "$folder/log"
cmp "$one" "$folder"/again/build/lectern-*.tar.xz >&2
say $? 4 "what is unpacked makes the same archive again"
# What distcheck leaves out for its time is looked for here.
if [ -e "$source/.git" ]; then
    tar -tf "$one" | sed 's,^[^/]*/,,' | sort >"$folder/held"
    git -C "$source" ls-files | grep -v -e '^\.ci/' -e '^\.gitignore$' | sort >"$folder/tracked"
    comm -13 "$folder/held" "$folder/tracked" | sed 's/^/# missing: /' >"$folder/missing"
    cat "$folder/missing"
    [ -s "$folder/tracked" ] && [ ! -s "$folder/missing" ]
    say $? 5 "all that the repository tracks is in it, but what is for the repository alone"
else
    echo "ok 5 - what the repository tracks # SKIP there is no repository here"
fi
[ -z "$failed" ]

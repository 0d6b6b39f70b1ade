#!/bin/sh
# doc/line-mode.txt is what line mode does: its orders are given again, and every line compared. TAP.
source=${srcdir:-.}
program=${LECTERN_PROGRAM:-./lectern}
transcript=$source/doc/line-mode.txt
echo 1..4

work=$(mktemp -d "${TMPDIR:-/tmp}/lectern-transcript.XXXXXX") || exit 99
trap 'rm -rf "$work"' EXIT

# say NUMBER NAME STATUS [FILE]: one case; what the file holds explains why it failed
say() {
    if [ "$3" -eq 0 ]; then
        echo "ok $1 - $2"
    else
        echo "not ok $1 - $2"
        [ -z "$4" ] || sed 's/^/# /' "$4"
    fi
}

# The day on which a bookmark is set is another one each day; how many commands the help has is not what this is about.
without_day() {
    sed -e 's|[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]|{day}|' -e 's|^[0-9]* more;|{number} more;|'
}

# What stands before the command that begins the session explains it.
sed '1,/^--> lectern /d' "$transcript" >"$work/session"
sed -n 's/^-->\( \|$\)//p' "$work/session" >"$work/orders"
sed '/^-->\( \|$\)/d' "$work/session" | without_day >"$work/expected"

# Only what is named here comes from outside: no settings, no state, English, a fixed locale and time zone.
env -i PATH="$PATH" LC_ALL=C.UTF-8 TZ=UTC HOME="$work" LECTERN_DATA="$source" ASAN_OPTIONS="$ASAN_OPTIONS" \
    "$program" --line "$source/content/human-trafficking-1" <"$work/orders" >"$work/said" 2>"$work/errors"
status=$?
without_day <"$work/said" >"$work/answers"

test "$(wc -l <"$work/orders")" -gt 30
say 1 "the transcript holds a session" $?
diff "$work/expected" "$work/answers" >"$work/difference"
say 2 "each order is answered as the transcript has it" $? "$work/difference"
test "$status" -eq 0 && ! grep -v '^lectern: waiting for the disk' "$work/errors" >"$work/complaints"
say 3 "the session ends with 0 and no complaint" $? "$work/errors"
# Controls but the line end, as bytes: nothing of what UTF-8 makes of characters is one.
LC_ALL=C tr -d '\n -~\200-\377' <"$work/said" >"$work/controls"
test ! -s "$work/controls"
say 4 "nothing but text and line ends is written" $?

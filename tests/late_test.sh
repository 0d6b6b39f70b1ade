#!/bin/sh
# ICU is opened only for texts that need it, and libicui18n only for what needs that. TAP. Told by the loader, with LD_DEBUG.
source=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN_PROGRAM:-$PWD/lectern}
screens=$PWD/tests/screens/run
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
unset LECTERN LECTERN_WIDTH LECTERN_KEYMAP LECTERN_SCREEN_READER ACCESSIBLE LANGUAGE
LC_ALL=C.UTF-8 LECTERN_DATA=$source HOME=$folder XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder/config XDG_CACHE_HOME=$folder/cache
export LC_ALL LECTERN_DATA HOME XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
number=0 failed=

result() # STATUS NAME: one case; shows what was opened where it is not ok
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        sed 's/^/# /' "$folder/opened" "$folder/err"
    fi
}

# watch COMMAND…: what it opens of ICU comes into $folder/opened, a line for each library, of all its processes
watch()
{
    rm -f "$folder"/loader.*
    LD_DEBUG=files LD_DEBUG_OUTPUT=$folder/loader "$@" >"$folder/out" 2>"$folder/err"
    status=$?
    cat "$folder"/loader.* 2>/dev/null | sed -n 's/.*file=\(libicu[a-z0-9]*\)\.so.*dynamically loaded.*/\1/p' | sort -u >"$folder/opened"
    grep -qs 'file=libyaml' "$folder"/loader.*  # it was watched
}

watch "$lectern" --version
if ! grep -qs libyaml "$folder"/loader.*; then
    echo "1..0 # SKIP the loader of this system does not tell what it loads"
    exit 0
fi
if grep -qs 'file=libicuuc' "$folder"/loader.*; then
    echo "1..0 # SKIP ICU is linked in this build, and loaded at each start"
    exit 0
fi
watch "$lectern" --dump human-trafficking-1 && [ "$status" -eq 0 ] && [ ! -s "$folder/opened" ] && [ "$(wc -w <"$folder/out")" -gt 5000 ]
result $? "a report in English is printed without it"
if [ -x "$screens" ]; then
    printf 'environment: LD_DEBUG=files\nenvironment: LD_DEBUG_OUTPUT=%s\nopens\nkeys: Space b G "q"\nends: 0\n' "$folder/loader" >"$folder/read.screen"
    watch "$screens" "$folder/read.screen" && [ "$status" -eq 0 ] && [ ! -s "$folder/opened" ]
    result $? "and read on a screen, to its end"
else
    number=$((number + 1))
    echo "ok $number - and read on a screen, to its end # SKIP it takes libvterm to see it (Debian: libvterm-dev)"
fi
echo q | watch "$lectern" --line human-trafficking-1 && [ "$status" -eq 0 ] && [ ! -s "$folder/opened" ]
result $? "and in line mode"
watch "$lectern" --dump lectern-sampler#thai && [ "$status" -eq 0 ] && [ "$(cat "$folder/opened")" = libicuuc ]
result $? "Thai needs its dictionary: libicuuc is opened, and nothing else"
watch "$lectern" --search='traff[a-z]+' --regex human-trafficking-1 && [ "$status" -eq 0 ] && grep -qx libicui18n "$folder/opened"
result $? "and a regular expression libicui18n"
echo "1..$number"
[ -z "$failed" ]

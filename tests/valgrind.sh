#!/bin/sh
# The main paths under valgrind: no error, nothing lost. TAP. Part of make check-long; valgrind.sh [REPORT].
srcdir=${srcdir:-.}
python=${PYTHON:-/usr/bin/python3}
lectern=$(cd "$(dirname "${LECTERN_PROGRAM:-./lectern}")" && pwd)/$(basename "${LECTERN_PROGRAM:-./lectern}")
if ! command -v valgrind >/dev/null || ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
    echo "1..0 # SKIP valgrind or python3 is not here (Debian: valgrind, python3)"
    exit 77
fi
LECTERN_DATA=$(cd "$srcdir" && pwd)
report=$LECTERN_DATA/${1:-tests/reports/every-block}
LC_ALL=C.UTF-8
PYTHONDONTWRITEBYTECODE=1
export LECTERN_DATA PYTHONDONTWRITEBYTECODE LC_ALL
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder/config
export XDG_STATE_HOME XDG_CONFIG_HOME
number=0 failed=0

result() # STATUS NAME
{
    number=$((number + 1))
    if [ "$1" -eq 0 ] && ! grep -q 'ERROR SUMMARY: [1-9]' "$folder"/log.* && grep -q 'ERROR SUMMARY: 0' "$folder"/log.*; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2 (exit status $1)"
        sed 's/^/# /' "$folder"/log.* | head -60
        failed=1
    fi
    rm -f "$folder"/log.*
}
watch() # COMMAND…: what begins with valgrind
{
    valgrind --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite --log-file="$folder/log.%p" "$@"
}
echo "1..6"
watch "$lectern" --dump "$report" >"$folder/out"
result $? "a report is printed"
watch "$lectern" --check "$report" >"$folder/out" 2>&1
result $? "and checked"
watch "$lectern" --search=the "$report" >"$folder/out"
result $? "and searched"
printf '%s\n' '' 't' '2' '/the' 'n' 'M' 'a note' "'" 'Esc' 's' 'r' 'h' 'Esc' 'q' | watch "$lectern" --line "$report" >"$folder/out"
result $? "a session in line mode"
watch "$lectern" --marks "$report" >"$folder/out"
result $? "its bookmark is listed"
rm -rf "$folder/state"
"$python" "$srcdir/tests/torture/screen.py" "$folder" "$(command -v valgrind)" --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite \
    --log-file="$folder/log.%p" "$lectern" "$report"
result $? "a session on the screen and in page mode"
exit $failed

#!/bin/sh
# How much of src the tests run: builds it in build-coverage so that running it counts, runs `make check`, and prints what gcovr counted.
# Exit status 1: fewer than 95 % of the lines of src were run, or fewer of the branches of the files that save than stand
# below; 2: it can't be counted here.
#
# Tests that fail are listed and no more: those that trace system calls see the counts being written.
# All branches are the aim. Some that are counted can't be taken: in `return is_done || fail(…)` gcov counts that fail() tells true, which it
# never does. On 2026-11-28 472 were counted, and 428 taken by the unit tests alone.
LINES_LEAST=95
BRANCHES_LEAST=90
SAVING='src/base/file_write\.c src/base/apart\.c src/reader/records[a-z_]*\.c src/reader/record_file\.c'
srcdir=$(cd "${srcdir:-.}" && pwd) || exit 2
folder=${1:-build-coverage}
for program in gcovr gcov; do
    command -v $program >/dev/null || { echo "$program is not here (Debian: gcovr, gcc)" >&2; exit 2; }
done
mkdir -p "$folder" && cd "$folder" || exit 2
if ! [ -f Makefile ]; then
    "$srcdir/configure" --quiet --enable-coverage CFLAGS='-g -O0' || exit 2
fi
find . -name '*.gcda' -exec rm -f {} +
make -s -j2 -k check >check.out 2>&1
status=$?
grep -E '^# (TOTAL|PASS|SKIP|FAIL|ERROR)' check.out
[ $status -eq 0 ] || grep -E '^(FAIL|ERROR):' check.out

count() # OPTION…: the words of gcovr
{
    gcovr --root "$srcdir" --object-directory . --gcov-ignore-parse-errors --exclude-directories conftest "$@" . 2>gcovr.out || { status=$?; [ $status -eq 2 ] || [ $status -eq 4 ] || cat gcovr.out; return $status; }
}
result=0
echo "Lines of src, and those that no test runs:"
count --filter "$srcdir/src/" --fail-under-line $LINES_LEAST || result=1
echo "Branches of the files that save, and where one is not taken:"
set --
for name in $SAVING; do set -- "$@" --filter "$srcdir/$name"; done
count "$@" --branches --exclude-unreachable-branches --fail-under-branch $BRANCHES_LEAST || result=1
exit $result

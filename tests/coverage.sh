#!/bin/sh
# How much of src the tests run: builds it in build-coverage so that running it counts, runs `make check`, and prints what gcovr counted.
# Exit status 1: fewer than 95 % of the lines of src were run, or a branch of the files that save was not taken by their own tests; 2: it can't
# be counted here.
#
# Branches are those that gcc makes of each condition, a part of && or || being one of its own; --exclude-unreachable-branches leaves out what it
# makes of lines without a condition. They are counted by the unit tests of these files alone, run once more: others kill sessions at any moment,
# also while they write down what they have counted. tests/branches-excused names what can't be taken.
# Tests that fail are listed and no more: those that trace system calls see the counts being written.
LINES_LEAST=95
SAVING='src/base/apart\.c src/base/file_append\.c src/base/file_lock\.c src/base/file_write\.c src/reader/records[a-z_]*\.c src/reader/record_file\.c'
SAVING_TESTS='apart file file_faults file_lock file_write kept records records_take records_aside records_disk records_faults records_late'
srcdir=$(cd "${srcdir:-.}" && pwd) || exit 2
folder=${1:-build-coverage}
python=${PYTHON:-python3}
for program in gcovr gcov "$python"; do
    command -v $program >/dev/null || { echo "$program is not here (Debian: gcovr, gcc, python3)" >&2; exit 2; }
done
mkdir -p "$folder" && cd "$folder" || exit 2
if ! [ -f Makefile ]; then
    "$srcdir/configure" --quiet --enable-coverage CFLAGS='-g -O0' || exit 2
fi

# run OPTION…: make check, counting from nothing
run()
{
    find . -name '*.gcda' -exec rm -f {} +
    make -s -j2 -k check "$@" >check.out 2>&1
    status=$?
    grep -E '^# (TOTAL|PASS|SKIP|FAIL|ERROR)' check.out
    [ $status -eq 0 ] || grep -E '^(FAIL|ERROR):' check.out
}

count() # OPTION…: the words of gcovr
{
    gcovr --root "$srcdir" --object-directory . --gcov-ignore-parse-errors --exclude-directories conftest "$@" . 2>gcovr.out || { status=$?; [ $status -eq 2 ] || cat gcovr.out >&2; return $status; }
}
result=0
run
echo "Lines of src, and those that no test runs:"
count --filter "$srcdir/src/" --fail-under-line $LINES_LEAST || result=1
tests=
for name in $SAVING_TESTS; do tests="$tests tests/unit/${name}_test"; done
run TESTS="$tests"
echo "Branches of the files that save:"
set --
for name in $SAVING; do set -- "$@" --filter "$srcdir/$name"; done
count "$@" --exclude-unreachable-branches --json branches.json || result=1
"$python" "$srcdir/tests/branches.py" "$srcdir/tests/branches-excused" "$srcdir" <branches.json || result=1
exit $result

#!/bin/sh
# Each call that touches state fails, or the process dies there; allocations fail. Nothing confirmed is lost, nothing is silent. TAP; tests/faults/README.
srcdir=${srcdir:-.}
python=${PYTHON:-/usr/bin/python3}
lectern=${LECTERN_PROGRAM:-./lectern}
skip()
{
    echo "1..0 # SKIP $1"
    exit 0
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || skip "python3 (3.9 or newer) is not here (Debian: python3)"
! grep -q __asan_init "$lectern" || skip "what is preloaded does not go with a sanitizer"
LECTERN_DATA=$(cd "$srcdir" && pwd)
PYTHONDONTWRITEBYTECODE=1
export LECTERN_DATA PYTHONDONTWRITEBYTECODE
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
${CC:-cc} -D_GNU_SOURCE -O1 -shared -fPIC -o "$folder/shim.so" "$srcdir/tests/faults/shim.c" -ldl 2>"$folder/words" || skip "the library that makes calls fail can't be built here"
[ $# -gt 0 ] || set -- 23 61
if grep -q __gcov_init "$lectern"; then set -- 7; fi # what counts there dies itself where memory is out
"$python" "$srcdir/tests/faults/loop.py" "$lectern" "$folder/shim.so" "$srcdir/tests/reports/one.yaml" "$folder/runs" "$@"

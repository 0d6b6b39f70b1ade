# Read by the tests that preload what tests/faults has in C: finds Python and a folder, or skips the test. may_preload=no: they do so only if they can.
python=${PYTHON:-/usr/bin/python3}
lectern=${LECTERN_PROGRAM:-./lectern}
skip()
{
    echo "1..0 # SKIP $1"
    exit 0
}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || skip "python3 (3.9 or newer) is not here (Debian: python3)"
test "$may_preload" = no || ! grep -q __asan_init "$lectern" || skip "what is preloaded does not go with a sanitizer"
LECTERN_DATA=$(cd "$srcdir" && pwd)
PYTHONDONTWRITEBYTECODE=1
export LECTERN_DATA PYTHONDONTWRITEBYTECODE
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT

# build NAME: NAME.c becomes $folder/NAME.so
build()
{
    ${CC:-cc} -D_GNU_SOURCE -O1 -shared -fPIC -o "$folder/$1.so" "$srcdir/tests/faults/$1.c" -ldl 2>"$folder/words" || skip "what is preloaded can't be built here"
}

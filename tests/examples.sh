#!/bin/sh
# The worked examples of CONTRIBUTING do what it says: each patch in doc/examples goes onto the source as it is; with all of them it is built, and what
# they add is seen to work. TAP. Takes a minute or two: part of check-long.
source=$(cd "${srcdir:-.}" && pwd)
folder=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
number=0 failed=

result() # STATUS NAME: one case; shows the log where it is not ok
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        { grep -E "^(not ok|FAIL|ERROR|.*error:)" "$folder/log"; tail -n 30 "$folder/log"; } | sed 's/^/# /'
    fi
}

copy_source()
{
    if [ -e "$source/.git" ]; then
        git -C "$source" ls-files -z --cached --others --exclude-standard | tar -C "$source" --null -T - -cf -
    else
        tar -C "$source" --exclude='./build*' --exclude='./lectern-*' -cf - .
    fi | tar -C "$folder/tree" -xf -
}

# files_of PATCH: what it changes or adds
files_of()
{
    sed -n 's/^+++ \([^ 	]*\).*/\1/p' "$1"
}

unnamed() # PATCH: those of its files that CONTRIBUTING does not name
{
    files_of "$1" | while read -r file; do
        grep -q -e "$file" "$source/CONTRIBUTING" || echo "$(basename "$1"): $file"
    done
}

mkdir "$folder/tree" && copy_source && chmod -R u+w "$folder/tree"
cd "$folder/tree" || exit 99
for patch in "$source"/doc/examples/*.patch; do
    name=$(basename "$patch" .patch)
    patch --dry-run --fuzz=0 -p0 <"$patch" >"$folder/log" 2>&1
    result $? "$name: the patch goes onto the source as it is"
    grep -q "doc/examples/$name.patch" "$source/CONTRIBUTING" && unnamed "$patch" >"$folder/log" && [ ! -s "$folder/log" ]
    result $? "$name: CONTRIBUTING names it, and each file that it changes"
done
for patch in "$source"/doc/examples/*.patch; do
    patch -p0 <"$patch" || exit 99
done >/dev/null
tests='tests/unit/command_test tests/unit/keymaps_test tests/unit/roles_test tests/unit/layout_test tests/unit/chapter_test tests/manual_test.sh'
{ autoreconf --install && mkdir build && cd build && ../configure -q --enable-werror && make -j2 -s check TESTS="$tests"; } >"$folder/log" 2>&1
result $? "with all of them lectern is built without a warning, and passes the tests of what they touch"
cd "$folder/tree/build" || exit 1

unset LECTERN LECTERN_WIDTH LECTERN_KEYMAP LECTERN_SCREEN_READER LECTERN_PATH ACCESSIBLE LANGUAGE
LC_ALL=C.UTF-8 HOME=$folder XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder/config LECTERN_DATA=$folder/tree
export LC_ALL HOME XDG_STATE_HOME XDG_CONFIG_HOME LECTERN_DATA
report=$folder/tree/content/human-trafficking-1

# A command
echo chapter-words | ./lectern --line "$report" >"$folder/log" 2>&1 && grep -q '^This chapter has [0-9]* words\.' "$folder/log"
result $? "the command runs"
printf 'o k\n' | ./lectern --line "$report" >"$folder/log" 2>&1 && grep -q '^This chapter has [0-9]* words\.' "$folder/log"
result $? "its key does"
sed 's/\\-/-/g' doc/lectern.1 >"$folder/log" && grep -q '^\.It Cm chapter-words' "$folder/log" && grep -qx ' *chapter-words' completion/lectern
result $? "the man page and the completion have it"

# A kind of block
printf 'lectern: 1\nid: letter\ntitle: Letter\nlanguage: en\nchapters:\n  - {id: a, title: A, body: [{letter: [Dear reader, The light still turns.]}]}\n' >letter.yaml
./lectern --check letter.yaml >"$folder/log" 2>&1 && ./lectern --dump letter.yaml >"$folder/log" 2>&1 && grep -q '^ *The light still turns\.$' "$folder/log"
result $? "the kind of block is checked and shown"
./lectern --line letter.yaml </dev/null >"$folder/log" 2>&1 && grep -q '^Letter:' "$folder/log" && grep -q 'End of letter\.' "$folder/log"
result $? "and said to those who listen"

# A language
if command -v msgfmt >/dev/null; then
    make -s try-po >"$folder/log" 2>&1 && echo status-line | LANGUAGE=it po/lectern --line "$report" >"$folder/log" 2>&1 && grep -q '^Riga di stato' "$folder/log"
    result $? "the language is spoken"
else
    number=$((number + 1))
    echo "ok $number - the language is spoken # SKIP msgfmt is not here (Debian: gettext)"
fi

# A keymap
printf 'C-v\nC-x\n' | ./lectern --line --keymap=nano "$report" >"$folder/log" 2>&1 && ! grep -q 'not bound' "$folder/log"
result $? "the keymap is found by its name, and its keys are bound"
make -s install DESTDIR="$folder/installed" >"$folder/log" 2>&1 && find "$folder/installed" -name nano.yaml | grep -q keymaps/nano.yaml
result $? "and is installed"
echo "1..$number"
[ -z "$failed" ]

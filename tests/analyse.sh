#!/bin/sh
# What the analysers of gcc and clang find in src: nothing, or exit status 1. `make analyse` gives the flags; a compiler that is not here is said.
# clang's looks at 225,000 states of each function, or at ANALYSE_NODES.
# A finding that is none is silenced where it stands, with the reason.
cd "${srcdir:-.}" || exit 2
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
failed=0 used=0

analyse() # NAME COMMAND…: of each source
{
    name=$1
    shift
    command -v "$1" >/dev/null || { echo "$1 is not here: its analyser was not run"; return; }
    used=$((used + 1))
    find src -name '*.c' | xargs -P "$(getconf _NPROCESSORS_ONLN)" -I{} sh -c 'source=$1; shift; "$@" "$source" -o "$0/out.$$" 2>"$0/words.$$" || echo "$source: the compiler failed" >>"$0/words.$$"' "$folder" {} "$@"
    cat "$folder"/words.* >"$folder/all"
    rm -f "$folder"/words.* "$folder"/out.*
    count=$(grep -c -e 'warning:' -e 'the compiler failed' "$folder/all")
    [ "$count" -eq 0 ] || { cat "$folder/all"; failed=1; }
    echo "$name: $(find src -name '*.c' | wc -l) sources, $count findings"
}
# shellcheck disable=SC2086 # the flags are words
analyse "gcc -fanalyzer" gcc -O1 -fanalyzer -c $ANALYSE_FLAGS
# shellcheck disable=SC2086
analyse "clang --analyze" clang --analyze -Xclang -analyzer-output=text -Xclang -analyzer-config -Xclang "max-nodes=${ANALYSE_NODES:-225000}" $ANALYSE_FLAGS
[ $used -gt 0 ] || exit 2
exit $failed

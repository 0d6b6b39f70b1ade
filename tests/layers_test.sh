#!/bin/sh
# The order of the layers, and one door per library. TAP.
# Source from $srcdir (automake sets it), the library from the build folder.
source=${srcdir:-.}
library=${LIBRARY:-./liblectern.a}
layers="base yaml text report layout reader"    # each may include only itself and those before it; screen and plain all of these
echo 1..8
number=0

# say NAME FAULTS: one case; the faults, a line each, are what is wrong
say() {
    number=$((number + 1))
    if [ -z "$2" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        echo "$2" | sed 's/^/# /'
        failed=1
    fi
}
failed=

rank() {
    place=0
    for layer in $layers; do
        place=$((place + 1))
        [ "$layer" = "$1" ] && break
    done
    case $1 in screen | plain) place=9 ;; main.c) place=10 ;; esac
    echo "$place"
}

# "file included-folder" for each include of ours
includes() {
    grep -rn --include='*.[ch]' '^[ 	]*#[ 	]*include[ 	]*"' "$source/src" | sed 's|^\([^:]*\):\([0-9]*\):[^"]*"\([^/"]*\).*|\1:\2 \3|'
}

faults=$(includes | while read -r where folder; do
    from=${where#"$source/src/"}
    from=${from%%/*}
    from=${from%%:*}
    [ "$from" = "$folder" ] && continue
    case $folder in base | yaml | text | report | layout | reader | screen | plain) ;; *) echo "$where: \"$folder...\" is not named from src/"; continue ;; esac
    [ "$(rank "$folder")" -lt "$(rank "$from")" ] || echo "$where: $from/ may not include $folder/"
done)
say "each folder includes only folders below it" "$faults"

# door NAME PATTERN FILES: only the files (a pattern of case) may include it
door() {
    grep -rnE --include='*.[ch]' "^[ 	]*#[ 	]*include[ 	]*<($1)" "$source/src" | while IFS=: read -r file line text; do
        case ${file#"$source/src/"} in $2) ;; *) echo "$file:$line: $text" ;; esac
    done
}
faults=$(door 'yaml\.h' 'yaml/*')
say "only yaml/ includes libyaml" "$faults"
faults=$(door 'unicode/' 'text/*')
say "only text/ includes ICU" "$faults"
faults=$(door 'curses\.h|ncurses|term\.h' 'screen/curses_parts.h')
faults=$faults$(grep -rn --include='*.[ch]' '"screen/curses_parts.h"' "$source/src" | grep -v '/src/screen/curses[a-z_]*\.c:')
say "only screen/curses_parts.h includes curses, and only the files of that name include it" "$faults"
faults=$(door 'libintl\.h' 'base/translate.c')
say "only base/translate.c includes libintl" "$faults"

# Symbols: the library must link without curses, and must not have a name that curses has (<curses.h> could not be included beside it).
curses=$(for shared in $(ldd ./lectern 2>/dev/null | awk '/ncurses|tinfo/ { print $3 }'); do nm -D --defined-only "$shared"; done |
    awk '{ print $NF }' | sed 's/@.*//' | grep -v '^_' | sort -u)
if [ -z "$curses" ] || [ ! -f "$library" ]; then
    echo "ok 6 - the library needs nothing of curses # SKIP nm and ldd find no curses here"
    echo "ok 7 - the library has no name that curses has # SKIP nm and ldd find no curses here"
else
    names=$(mktemp)
    trap 'rm -f "$names"' EXIT
    echo "$curses" >"$names"
    say "the library needs nothing of curses" "$(nm -u "$library" 2>/dev/null | awk 'NF == 2 { print $2 }' | sort -u | grep -Fxf "$names")"
    say "the library has no name that curses has" "$(nm -g --defined-only "$library" 2>/dev/null | awk 'NF == 3 { print $3 }' | sort -u | grep -Fxf "$names")"
fi

# What breaks lines is to begin without ICU, which takes a while to start. It names its functions by its version.
icu() {
    nm -u "$library" 2>/dev/null | awk -v members="^($1)[.]o:$" '/:$/ { member = $1 } member ~ members && $NF ~ /^u[a-z0-9]*_[A-Za-z0-9]*_[0-9]+$/ { print member, $NF }'
}
if [ -z "$(icu dictionary)" ]; then
    echo "ok 8 - lines are broken without ICU, but for dictionaries # SKIP nm finds no ICU where it is asked"
else
    say "lines are broken without ICU, but for dictionaries" "$(icu 'breaks|lines|line_rules|cluster|utf8')"
fi
[ -z "$failed" ]

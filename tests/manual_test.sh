#!/bin/sh
# The man pages are well-formed, and tell each option and each command that there is.
srcdir=${srcdir:-.}
lectern=$PWD/lectern
number=0
result() # STATUS NAME OUTPUT
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        printf '%s\n' "$3" | sed 's/^/# /'
    fi
}

lint() # FILE NAME: pages that refer to one another before they are installed are no fault
{
    if ! command -v mandoc >/dev/null 2>&1; then
        number=$((number + 1))
        echo "ok $number - $2 # SKIP mandoc is not here (Debian: mandoc)"
        return
    fi
    said=$(mandoc -T lint "$1" 2>&1 | grep -v 'referenced manual not found')
    [ -z "$said" ]
    result $? "$2" "$said"
}

echo 1..5
lint doc/lectern.1 "lectern.1 has no fault that mandoc knows"
lint "$srcdir/doc/lectern.5" "lectern.5 has no fault that mandoc knows"
lint "$srcdir/doc/lectern-import.1" "lectern-import.1 has no fault that mandoc knows"

page=$(sed 's/\\-/-/g' doc/lectern.1)
missing=$("$lectern" --help | grep -o '^  --[a-z-]*' | while read -r option; do
    printf '%s\n' "$page" | grep -q -e "Fl .*${option#-}" -e "$option" || echo "$option"
done)
[ -z "$missing" ] && "$lectern" --help | grep -q '^  --search'
result $? "each option of --help is in lectern.1" "$missing"

# Those that the default keymap names are all there are: a test of keymaps holds that.
missing=$(sed -n 's/^    "[^ ].*": *\([a-z-]*\).*/\1/p' "$srcdir/keymaps/default.yaml" | sort -u | while read -r command; do
    printf '%s\n' "$page" | grep -Eq "^\.It Cm $command( |\$)" || echo "$command"
done)
[ -z "$missing" ] && ! printf '%s\n' "$page" | grep -q -e '@[A-Z]*@' -e '(no key)'
result $? "each command is in lectern.1 with a key" "$missing"

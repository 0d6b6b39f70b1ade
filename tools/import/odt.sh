# ODT, mended before pandoc reads it: tools/odt-text.awk says why

little_endian() # NUMBER BYTES
{
    number=$1 left=$2
    while [ "$left" -gt 0 ]; do
        printf '%b' "\\0$(printf '%03o' $((number % 256)))"
        number=$((number / 256)) left=$((left - 1))
    done
}

# What the two tables of a ZIP say of a file in $scratch/odt that is packed as it is; the end of what gzip makes is its checksum and its length.
zip_entry() # NAME
{
    printf '\024\000\000\000\000\000\000\000\041\000'
    gzip -c <"$scratch/odt/$1" | tail -c 8
    little_endian "$(wc -c <"$scratch/odt/$1")" 4
    little_endian "${#1}" 2
    printf '\000\000'
}

add_to_zip() # NAME: to $scratch/odt.zip; what comes behind all files, to $scratch/odt.end
{
    { printf 'PK\001\002\024\000' && zip_entry "$1" && printf '\000\000\000\000\000\000\000\000\000\000' &&
        little_endian "$(wc -c <"$scratch/odt.zip")" 4 && printf '%s' "$1"; } >>"$scratch/odt.end"
    { printf 'PK\003\004' && zip_entry "$1" && printf '%s' "$1" && cat "$scratch/odt/$1"; } >>"$scratch/odt.zip"
    entries=$((entries + 1))
}

end_zip()
{
    length=$(wc -c <"$scratch/odt.end") start=$(wc -c <"$scratch/odt.zip")
    { cat "$scratch/odt.end" && printf 'PK\005\006\000\000\000\000' && little_endian "$entries" 2 && little_endian "$entries" 2 &&
        little_endian "$length" 4 && little_endian "$start" 4 && printf '\000\000'; } >>"$scratch/odt.zip"
}

# The text, its styles, and the formulas.
mend_odt()
{
    entries=0
    mkdir "$scratch/odt" && : >"$scratch/odt.zip"
    sed -n 's/^[0-9]* //p' "$scratch/table" | grep -x 'content\.xml\|styles\.xml\|[A-Za-z0-9 -]*/content\.xml' | sort -u >"$scratch/odt.names"
    while read -r part_name; do
        mkdir -p "$scratch/odt/$(dirname "$part_name")"
        unzip -p "$file" "$part_name" 2>/dev/null </dev/null | head -c $((unpacked_most * 1048576)) |
            case $part_name in content.xml) LC_ALL=C awk -f "$mender" ;; *) cat ;; esac >"$scratch/odt/$part_name"
        add_to_zip "$part_name"
    done <"$scratch/odt.names"
    end_zip
    input=$scratch/odt.zip
}

meta_of_odt() # ELEMENT
{
    unzip -p "$file" meta.xml 2>/dev/null | head -c 100000 | tr '\n' ' ' | LC_ALL=C sed -n "s/.*<$1>\([^<]*\)<.*/\1/p" |
        sed -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/"/g' -e "s/&apos;/'/g" -e 's/&amp;/\&/g'
}

language_of_odt()
{
    found=$(meta_of_odt dc:language)
    [ -n "$found" ] || found=$(unzip -p "$file" styles.xml 2>/dev/null | head -c 1000000 | tr '<' '\n' |
        LC_ALL=C sed -n 's/.* fo:language="\([a-z]\{2,3\}\)".*/\1/p' | head -n 1)
    printf '%s' "$found"
}

read_odt()
{
    if ! command -v unzip >/dev/null 2>&1; then
        say "headings of tables, and sections, may be missing; they are kept where unzip is installed: %s" "$(how_to_install unzip)"
        return
    fi
    if unzip -p "$file" META-INF/manifest.xml 2>/dev/null | grep -q 'encryption-data'; then
        give_up $EXIT_USE "\"%s\" is locked by a password; save a copy without it" "$name"
    fi
    [ -n "$title" ] || title=$(meta_of_odt dc:title)
    [ -n "$language" ] || language=$(language_of_odt)
    mend_odt
}

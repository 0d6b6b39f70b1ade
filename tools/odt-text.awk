# Makes content.xml of an ODT ready for pandoc, which leaves out, with all their words, the heading rows of tables (2.17, and 3.1 still), sections, and
# lists and headings in cells (2.17). Any awk; LC_ALL=C.
# Their tags are left out instead, and headings in cells become paragraphs. The first text of a heading row gets the noncharacter U+FDD0, by which
# lectern.lua knows the row again. The folder of a formula ends without "/", as pandoc wants it.

BEGIN {
    RS = "<"
    split("table:table-header-rows text:section", words, " ")
    for (i in words) is_left_out[words[i]] = 1
    split("text:list text:list-item text:list-header", words, " ")
    for (i in words) is_left_out_in_cell[words[i]] = 1
    mark = "\357\267\220"
}

{
    match($0, /^\/?[A-Za-z0-9:_-]*/)
    name = substr($0, 1, RLENGTH)
    is_end = sub(/^\//, "", name)
    end = index($0, ">")
    is_empty = substr($0, end - 1, 1) == "/"
}

NR == 1 { printf "%s", $0; next }

name == "table:table-header-rows" { is_heading = !is_end }

name == "table:table-cell" && !is_empty { cells += is_end ? -1 : 1 }

name in is_left_out || (cells && name in is_left_out_in_cell) { printf "%s", substr($0, end + 1); next }

cells && name == "text:h" { sub(/text:h/, "text:p") }

name == "draw:object" { sub(/\/"/, "\"") }

is_heading && !is_end && !is_empty && name ~ /^text:[hp]$/ {
    $0 = substr($0, 1, end) mark substr($0, end + 1)
    is_heading = 0
}

{ printf "<%s", $0 }

# Makes HTML ready for pandoc, and cuts what is long into parts that it can read one by one, each within the tags that stand open there. Any awk;
# LC_ALL=C.
#   awk -f html-parts.awk -v pass=0 FILE                       prints it with the ends of cells and rows of tables that HTML lets one leave out
#   awk -f html-parts.awk -v pass=1 FILE                       prints the level of the headings that begin chapters, as lectern.lua takes it
#   awk -f html-parts.awk -v pass=2 -v level=N -v most=BYTES -v folder=FOLDER FILE
#       writes FOLDER/NUMBER.html, and NUMBER.line with the line in FILE that it begins on; ids ("NUMBER ID"), the ids there are; wanted, those that
#       links lead to; continued, one line for each part that begins within a chapter. Such a part has a heading of its own: "TITLE (2)".
# A part ends before a heading of a chapter where one comes near, else before any block; never in a list, a table or another block that holds
# blocks. Comments, scripts, styles and pictures within the file are left out: a report holds none.

BEGIN {
    RS = "<"
    split("table ul ol dl pre blockquote figure aside svg math details select nav", words, " ")
    for (i in words) holds[words[i]] = 1                    # not cut within
    split("html body div section article main", words, " ")
    for (i in words) wraps[words[i]] = 1                    # opened again in the next part
    split("p div section article table ul ol dl pre blockquote figure aside hr", words, " ")
    for (i in words) is_block[words[i]] = 1
    split("h1 h2 h3 h4 h5 h6 a div span section main header pre code table tr td th li figure", words, " ")
    for (i in words) keeps_id[words[i]] = 1                 # in pandoc
    line = 1
    part = 1
    if (pass == 2) open_part(1)
}

function file_of(suffix) { return sprintf("%s/%05d.%s", folder, part, suffix) }

function open_part(at)
{
    print at >file_of("line")
    close(file_of("line"))
    bytes = 0
}

function put(text)
{
    if (pass == 0) printf "%s", text
    if (pass != 2 || text == "") return
    printf "%s", text >file_of("html")
    bytes += length(text)
}

# Where the tag ends that the text begins with; 0: not in this text. A ">" within quotes is none.
function end_of_tag(text,   at, length_of_value)
{
    at = 0
    while (match(text, /=[ \t\r\n]*["']|>/)) {
        at += RSTART + RLENGTH - 1
        if (substr(text, RSTART, 1) == ">") return at
        length_of_value = index(substr(text, RSTART + RLENGTH), substr(text, RSTART + RLENGTH - 1, 1))
        if (!length_of_value) return 0
        at += length_of_value
        text = substr(text, RSTART + RLENGTH + length_of_value)
    }
    return 0
}

function attribute(tag, pattern,   value)
{
    if (!match(tag, "[ \t\r\n]" pattern "[ \t\r\n]*=[ \t\r\n]*(\"[^\"]*\"|'[^']*'|[^ \t\r\n>\"']+)")) return ""
    value = substr(tag, RSTART, RLENGTH)
    sub(/^[^=]*=[ \t\r\n]*/, "", value)
    gsub(/["']/, "", value)
    return value
}

function note_ids(name, tag,   value)
{
    if (pass != 2) return
    if (name in keeps_id && tag ~ /[Ii][Dd][ \t\r\n]*=/ && (value = attribute(tag, "[Ii][Dd]")) != "") print part, value >(folder "/ids")
    if (name != "a") return
    if ((value = attribute(tag, "[Nn][Aa][Mm][Ee]")) != "") print part, value >(folder "/ids")
    if ((value = attribute(tag, "[Hh][Rr][Ee][Ff]")) ~ /^#./) print substr(value, 2) >(folder "/wanted")
}

# Ends this part, and begins the next in the same tags.
function cut(with_heading,   i)
{
    for (i = depth; i > 0; i--) put("</" open_name[i] ">")
    close(file_of("html"))
    part++
    open_part(line)
    for (i = 1; i <= depth; i++) if (open_name[i] == "html" || open_name[i] == "body") put("<" open_tag[i])
    if (with_heading) {
        times++
        print title " (" times ")" >(folder "/continued")
        put("<h" level ">" title " (" times ")</h" level ">\n")
    }
    for (i = 1; i <= depth; i++) if (open_name[i] != "html" && open_name[i] != "body") put("<" open_tag[i])
    bytes = 0
}

function consider_cut(heading)
{
    if (held || pass != 2) return
    if (heading && heading <= level) {
        if (bytes >= most / 2) cut(0)
    } else if (bytes >= most) {
        cut(1)
    }
}

function start_tag(name, tag,   heading)
{
    heading = name ~ /^h[1-6]$/ ? substr(name, 2) + 0 : 0
    if (heading && !held) {
        if (!count[heading]++ && !first_heading) first_heading = began ? 9 : heading
    }
    if (heading || name in is_block) consider_cut(heading)
    if (name in holds && tag !~ /\/>$/) {
        holding[name]++
        held++
    }
    if (heading && heading <= level && !held) {
        heading_name = name
        title = ""
        times = 1
    }
    note_ids(name, tag)
}

function end_tag(name,   i)
{
    if (name in holds && holding[name] > 0) {
        holding[name]--
        held--
    }
    if (name == heading_name) heading_name = ""
    if (!(name in wraps)) return
    for (i = depth; i > 0 && open_name[i] != name; i--) { }
    if (i) depth = i - 1
}

function open_wrap(name, tag)
{
    if (!(name in wraps)) return
    gsub(/[ \t\r\n][Ii][Dd][ \t\r\n]*=[ \t\r\n]*("[^"]*"|'[^']*'|[^ \t\r\n>"']+)/, "", tag)
    depth++
    open_name[depth] = name
    open_tag[depth] = tag
}

# Tables, for pass 0: cell[table] is the name of the cell that is open.
function end_cell()
{
    if (cell[tables] != "") put("</" cell[tables] ">")
    cell[tables] = ""
}

function end_row()
{
    end_cell()
    if (in_row[tables]) put("</tr>")
    in_row[tables] = 0
}

function end_what_is_open(name)
{
    if (name == "table") {
        tables++
        cell[tables] = in_row[tables] = ""
    }
    if (!tables) return
    if (name ~ /^t[dh]$/) {
        end_cell()
        cell[tables] = name
    }
    if (name ~ /^\/t[dh]$/) cell[tables] = ""
    if (name == "/tr") end_cell()
    if (name ~ /^(tr|\/?thead|\/?tbody|\/?tfoot|\/table)$/) end_row()
    if (name ~ /^\/?tr$/) in_row[tables] = (name == "tr")
    if (name == "/table") tables--
}

function take_text(text)
{
    if (text ~ /[^ \t\r\n]/ && !is_head) began = 1
    if (heading_name) title = title text
    put(text)
}

function take_tag(tag, text,   name)
{
    match(tag, /^\/?[A-Za-z][A-Za-z0-9]*/)
    name = tolower(substr(tag, 1, RLENGTH))
    if (name ~ /^(script|style)$/ && tag !~ /\/>$/) {
        skipped_to = "^/" name
        return
    }
    if (name == "img") gsub(/=[ \t\r\n]*"data:[^"]*"|=[ \t\r\n]*'data:[^']*'/, "=\"data:,\"", tag)
    if (name == "head" || name == "title") is_head = 1
    if (name == "/head" || name == "body") is_head = 0
    if (pass == 0) end_what_is_open(name)
    if (substr(name, 1, 1) == "/") end_tag(substr(name, 2))
    else start_tag(name, tag)
    put("<" tag)
    if (substr(name, 1, 1) != "/") open_wrap(name, tag)
    take_text(text)
}

# Whether the record stands within what is left out.
function is_skipped(text,   at)
{
    if (skipped_to == "") return 0
    if (skipped_to == "-->") {
        if (at = index(text, "-->")) {
            skipped_to = ""
            take_text(substr(text, at + 3))
        }
        return 1
    }
    if (tolower(text) !~ skipped_to) return 1
    skipped_to = ""
    take_text(substr(text, index(text, ">") + 1))
    return 1
}

function take(text,   at)
{
    if (is_skipped(text)) return 1
    if (text ~ /^!--/) {
        skipped_to = "-->"
        return is_skipped(substr(text, 4))
    }
    if (text !~ /^[\/!?A-Za-z]/) {
        take_text("&lt;" text)
        return 1
    }
    at = end_of_tag(text)
    if (!at && ++tries < 100) return 0
    if (!at) at = index(text, ">")
    if (!at) take_text("&lt;" text)
    else if (text ~ /^[!?]/) put("<" text)
    else take_tag(substr(text, 1, at), substr(text, at + 1))
    return 1
}

NR == 1 { take_text($0); line += gsub(/\n/, "\n"); next }
{
    text = rest == "" ? $0 : rest "<" $0
    if (take(text)) {
        rest = ""
        tries = 0
    } else {
        rest = text
    }
    line += gsub(/\n/, "\n")
}

END {
    if (rest != "") take_text("&lt;" rest)
    if (pass != 1) exit
    for (i = 1; i <= 6 && !count[i]; i++) { }
    for (next_level = i + 1; next_level <= 6 && !count[next_level]; next_level++) { }
    if (i > 6) print 1
    else print (count[i] == 1 && first_heading == i && next_level <= 6 ? next_level : i)
}

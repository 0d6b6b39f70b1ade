# Puts together the reports that lectern.lua has made of the parts of a document: the manifest of the first, the chapters of all. Any awk; LC_ALL=C.
#   FOLDER=FOLDER awk -v guessed=FILE -f report-parts.awk ids places chapters REPORT...
# FOLDER gets report.yaml and a file for each chapter; where it is empty, the report goes to standard output as one file. Links to later parts are put
# right here: "#", and the number of an id in `ids` ("PART ID") between two characters 1. Where it came to stand is in `places` ("ID<TAB>#CHAPTER/ID");
# ids that are not there lead to the first chapter of their part (`chapters`: "PART CHAPTER"), and are listed in FILE.

BEGIN {
    folder = ENVIRON["FOLDER"]
}

function name_chapter(line)
{
    gsub(/[^A-Za-z0-9_-]|^  - id: /, "", line)
    return sprintf("%04d-%s.yaml", ++chapters, substr(line, 1, 60))
}

function target(number)
{
    if (ids[number] in places) return substr(places[ids[number]], 2)
    print ids[number] >guessed
    return first[part_of[number]]
}

function put(line)
{
    while (match(line, /#\001[0-9]+\001/))
        line = substr(line, 1, RSTART) target(substr(line, RSTART + 2, RLENGTH - 3)) substr(line, RSTART + RLENGTH)
    if (folder == "") print line
    else print line >(folder "/" file)
}

function begin_chapter(line)
{
    if (chapters) close(folder "/" file)
    file = name_chapter(line)
    print "  - " file >(folder "/report.yaml")
}

FILENAME ~ /\/ids$/ {
    part_of[FNR] = $1
    ids[FNR] = substr($0, length($1) + 2)
    next
}

FILENAME ~ /\/places$/ {
    places[substr($0, 1, index($0, "\t") - 1)] = substr($0, index($0, "\t") + 1)
    next
}

FILENAME ~ /\/chapters$/ {
    if (!($1 in first)) first[$1] = $2
    next
}

FNR == 1 {
    is_first = !reports++
    in_chapters = 0
    if (is_first) file = "report.yaml"
}

!in_chapters {
    if (is_first) put($0)
    in_chapters = ($0 == "chapters:")
    next
}

folder != "" {
    if (/^  - id: /) begin_chapter($0)
    sub(/^    |^  - /, "")
}

{ put($0) }

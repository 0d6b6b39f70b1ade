# What kind of file it is

first_bytes() { od -An -v -tx1 -N "$1" "$file" | tr -d ' \n'; }

# The table at the end of a ZIP: for each file its size, a blank, and its name. Nothing is unpacked. Status 1: there is no such table.
zip_table()
{
    size=$(wc -c <"$file")
    where=$(tail -c 65557 "$file" | od -An -v -tu1 | awk -v whole="$size" '
        { for (i = 1; i <= NF; i++) b[n++] = $i }
        function number(at, bytes,   sum) { sum = 0; while (bytes-- > 0) sum = sum * 256 + b[at + bytes]; return sum }
        END {
            for (at = n - 22; at >= 0; at--)
                if (b[at] == 80 && b[at + 1] == 75 && b[at + 2] == 5 && b[at + 3] == 6) {
                    print number(at + 16, 4), number(at + 12, 4)
                    exit
                }
            exit 1
        }') || return 1
    start=${where% *} length=${where#* }
    [ $((start + length)) -le "$size" ] || return 1
    tail -c +$((start + 1)) "$file" | head -c "$length" | od -An -v -tu1 | awk '
        { for (i = 1; i <= NF; i++) b[n++] = $i }
        function number(at, bytes,   sum) { sum = 0; while (bytes-- > 0) sum = sum * 256 + b[at + bytes]; return sum }
        END {
            for (i = 32; i < 127; i++) letter[i] = sprintf("%c", i)
            for (at = 0; at + 46 <= n && b[at] == 80 && b[at + 1] == 75 && b[at + 2] == 1; at += 46 + name_length + number(at + 30, 2) + number(at + 32, 2)) {
                name_length = number(at + 28, 2)
                name = ""
                for (i = 0; i < name_length; i++) name = name ((b[at + 46 + i] in letter) ? letter[b[at + 46 + i]] : "?")
                printf "%.0f %s\n", number(at + 24, 4), name
            }
        }'
}

is_in_zip() { grep -q -x -e "[0-9]* $1" "$scratch/table"; }

refuse_bombs()
{
    awk -v most="$unpacked_most" -v parts="$parts_most" '{ sum += $1 } END { exit sum > most * 1048576 || NR > parts }' "$scratch/table" && return
    give_up $EXIT_USE "\"%s\" is refused: unpacked it would take %s MB, files: %s; the most that is taken: %s MB, files: %s; nothing was unpacked" "$name" "$(awk '{ sum += $1 } END { printf "%.0f", sum / 1048576 }' "$scratch/table")" "$(wc -l <"$scratch/table" | tr -d ' ')" "$unpacked_most" "$parts_most"
}

kind_of_zip()
{
    if ! zip_table >"$scratch/table" || [ ! -s "$scratch/table" ]; then
        give_up $EXIT_USE "\"%s\" is damaged: it begins as a packed document, but its end, with the table of what is in it, is not there" "$name"
    fi
    refuse_bombs
    if is_in_zip 'word/document[0-9]*\.xml'; then kind=docx
    elif is_in_zip 'META-INF/container\.xml' && ! is_in_zip 'content\.xml'; then kind=epub
    elif is_in_zip 'content\.xml'; then kind=odt
    elif is_in_zip 'ppt/presentation\.xml'; then give_up $EXIT_USE "\"%s\" is a presentation, which pandoc does not read; save it as a text document (DOCX, ODT) or as PDF" "$name"
    elif is_in_zip 'xl/workbook\.xml'; then give_up $EXIT_USE "\"%s\" is a spreadsheet, which is no report; put its tables into a text document" "$name"
    else give_up $EXIT_USE "\"%s\" is a ZIP archive, but no DOCX, ODT or EPUB; unpack it and import what is in it" "$name"
    fi
}

kind_of_text()
{
    start=$(head -c 2048 "$file" | tr -d '\000' | tr '\n\r\t' '   ' | LC_ALL=C sed 's/^\xEF\xBB\xBF//; s/^ *//')
    case $start in
    '<html'* | '<HTML'* | '<'*'<html'* | '<'*'<HTML'* | '<!DOCTYPE html'* | '<!doctype html'* | '<!DOCTYPE HTML'*) kind=html; return ;;
    '<FictionBook'* | '<'*'<FictionBook'*) kind=fb2; return ;;
    '<opml'* | '<'*'<opml'*) kind=opml; return ;;
    '<'*'DTD JATS'* | '<'*'NLM//DTD'* | '<'*'<article-meta'*) kind=jats; return ;;
    '<'*docbook* | '<'*'<book '* | '<'*'<article '*) kind=docbook; return ;;
    '<body'* | '<'*'<body'*) kind=html; return ;;
    esac
    extension=$(printf '%s' "${name##*.}" | tr '[:upper:]' '[:lower:]')
    case $extension in
    md | markdown | mdown | mkd | rmd | qmd) kind=markdown ;;
    htm | html | xhtml) kind=html ;;
    txt | text) kind=text ;;
    rst) kind=rst ;;
    org) kind=org ;;
    tex | latex) kind=latex ;;
    textile | opml | ipynb | mediawiki | creole | muse | jats | t2t) kind=$extension ;;
    *) give_up $EXIT_USE "what \"%s\" is can't be told from its content or its name; say it, as in --from=markdown (pandoc --list-input-formats has all)" "$name" ;;
    esac
}

find_kind()
{
    kind=$from
    bytes=$(first_bytes 8)
    case $bytes in
    504b0304* | 504b0506*) kind_of_zip ;;
    255044462d*) kind=pdf ;;
    7b5c727466*) kind=rtf ;;
    1f8b*) give_up $EXIT_USE "\"%s\" is compressed; unpack it and import what comes of it: gzip -d \"%s\"" "$name" "$name" ;;
    d0cf11e0a1b11ae1) give_up $EXIT_USE "\"%s\" is of an old Word or another program of that time; open it in a word processor and save it as DOCX or ODT" "$name" ;;
    *) [ -n "$kind" ] || kind_of_text ;;
    esac
    [ -z "$from" ] || kind=$from
}

#!/bin/sh
# Documents become reports: lectern.lua, which pandoc runs, and lectern-import, which runs pandoc. TAP.
# Documents are made of tests/documents/*.md by pandoc itself, or by a few bytes; what everything.md must become is in everything.yaml.
# PANDOC=FILE tries another pandoc than that in the PATH: make check TESTS=tests/import_test.sh PANDOC=/opt/pandoc-3/bin/pandoc
source=$(cd "${srcdir:-.}" && pwd)
build=$PWD
if [ -n "${PANDOC:-}" ]; then
    shadow=$(mktemp -d) || exit 99
    trap 'rm -rf "$shadow"' EXIT
    ln -s "$PANDOC" "$shadow/pandoc"
    PATH=$shadow:$PATH
fi
if ! command -v pandoc >/dev/null 2>&1; then
    echo "1..0 # SKIP pandoc is not here (Debian: pandoc)"
    exit 0
fi
LC_ALL=C.UTF-8 LECTERN_DATA=$source LECTERN_PROGRAM=$build/lectern
export LC_ALL LECTERN_DATA LECTERN_PROGRAM
unset LANGUAGE
unset LECTERN LECTERN_WIDTH SOURCE_DATE_EPOCH
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder" "${shadow:-$folder}"' EXIT
HOME=$folder XDG_STATE_HOME=$folder XDG_CONFIG_HOME=$folder
export HOME XDG_STATE_HOME XDG_CONFIG_HOME
cd "$folder" || exit 99
documents=$source/tests/documents
python=${PYTHON:-/usr/bin/python3}

number=0
result() # STATUS NAME: shows what was printed where it failed
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        head -n 30 said | sed 's/^/# /'
    fi
}

skip() # NAME WHY
{
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

import() # ARGUMENT…: sets $status; what is printed is in `said`
{
    "$build/tools/lectern-import" "$@" >said 2>&1 </dev/null
    status=$?
}

# tells NAME STATUS PATTERN ARGUMENT…: that exit status (a pattern too), the pattern (grep -E) among what is said, and no report where it is not 0
tells()
{
    name=$1 wanted=$2 pattern=$3
    shift 3
    rm -f ./*.yaml ./*.new-*
    import "$@"
    printf '%s\n' "$status" | grep -qx -e "$wanted" && grep -Eq -e "$pattern" said && { [ "$wanted" = 0 ] || [ -z "$(ls ./*.yaml ./*.new-* 2>/dev/null)" ]; }
    result $? "$name"
}

# One a line, without rules. Bullets are the same word, whatever they look like.
words() { "$build/lectern" --dump "$1" | tr -s ' \n' '\n\n' | sed -e '/^$/d' -e '/^\(═\)*$/d' -e '/^\(─\)*$/d' -e 's/^[*-]$/•/'; }

same() # A B
{
    diff "$1" "$2" >said
}

# The writer

pandoc --sandbox -t "$build/tools/lectern.lua" -o everything.yaml "$documents/everything.md" 2>counted
cp counted said
same everything.yaml "$documents/everything.yaml"
result $? "a document with everything becomes the report that was looked through"
"$build/lectern" --check everything.yaml >said 2>&1 && [ ! -s said ]
result $? "and lectern --check finds nothing in it"
same counted "$documents/everything.said"
result $? "what a report can't hold is counted"
pandoc --sandbox -V chapter-level=2 -t "$build/tools/lectern.lua" "$documents/plain.md" >two.yaml 2>said
"$build/lectern" --contents two.yaml 2>>said | grep -c '^[0-9]' >>said
tail -n 1 said | grep -qx 4
result $? "chapters may begin at the second level"
cat >marks.md <<'END'
[\^x](https://example.org/a), [*a*, b *c* ](https://example.org/b), ab*"c"*de, ab[*"c"*de](https://example.org/c).
END
pandoc --sandbox -M lang=en -t "$build/tools/lectern.lua" -o marks.yaml marks.md 2>said
"$build/lectern" --check marks.yaml >>said 2>&1
"$build/lectern" --dump marks.yaml >>said
[ "$(wc -l <said)" -eq 4 ] && grep -qF '^x <https://example.org/a>, a, b c <https://example.org/b>, ab“c”de, ab“c”de <https://example.org/c>.' said
result $? "marks at the edge of a link or of a word are no others, and none is left over"
cat >later.lua <<END
dofile('$build/tools/lectern.lua')
function Doc(_, _, variables) return Writer(PANDOC_DOCUMENT, {variables = variables}) end
END
pandoc -t later.lua -o later.yaml "$documents/everything.md" 2>said
same later.yaml "$documents/everything.yaml"
result $? "the function that later pandocs call gives the same"
pandoc --sandbox --lua-filter="$build/tools/lectern.lua" -V filtered -t "$build/tools/lectern.lua" -o filtered.yaml "$documents/everything.md" 2>said
same filtered.yaml "$documents/everything.yaml"
result $? "and so does the filter that spares pandoc 2.17 half of its time"

# Kinds of documents

import "$documents/plain.md" -o markdown.yaml
"$build/lectern" --contents markdown.yaml >contents.markdown
words markdown.yaml >words.markdown
[ "$status" -eq 0 ] && grep -q '^  - id: .the-first-chapter' markdown.yaml && grep -q 'a note.\[^1\]' markdown.yaml
result $? "Markdown is imported"
for kind in docx odt html epub; do
    pandoc "$documents/plain.md" -s -o "plain.$kind" 2>/dev/null
    mv "plain.$kind" "of no $kind"                    # its content tells what it is
    import "of no $kind" -o "$kind.yaml"
    words "$kind.yaml" >"words.$kind"
    "$build/lectern" --contents "$kind.yaml" >"contents.$kind"
    [ "$status" -eq 0 ] && grep -q 'wrote' said
    result $? "a document in $kind is imported"
    grep -c '\[^1\]' "$kind.yaml" >said
    [ "$(cat said)" -eq 2 ] && [ "$(grep -c "^ *'1': " "$kind.yaml")" -eq 2 ]
    result $? "and each chapter of it has its footnote"
done
printf '| a | b |\n|---|---|\n| 1 | 2 |\n\n: Two numbers\n' | pandoc -f markdown -o caption.docx 2>/dev/null
import caption.docx
cp caption.yaml said
[ "$(grep -c 'Two numbers' caption.yaml)" -eq 1 ] && grep -q 'caption: .Two numbers' caption.yaml
result $? "the caption of a table of DOCX is there once"
for kind in docx epub; do
    same words.markdown "words.$kind"
    result $? "a document in $kind has the words of the one in Markdown, in their order"
    same contents.markdown "contents.$kind"
    result $? "and its chapters and sections"
done
grep -q 'id: .a-section' epub.yaml && grep -q 'the-first-chapter/a-section' epub.yaml && grep -q 'language: .en' docx.yaml
result $? "links within, and the language, are kept"

# What can't be read, and what must not be done

printf '<html dir="rtl" lang="he"><body><h1>T</h1><p>caf\351 <a href="other.html">x</a></p></body></html>' >latin.html
tells "what is not in UTF-8 is read by its character set, and that is told" 0 'WINDOWS-1252' latin.html
grep -q 'café' latin.yaml && grep -q "^dir: 'rtl'" latin.yaml && grep -q "^language: 'he'" latin.yaml
result $? "with language and direction"
printf '<html><head><title>\351t\351</title><meta content="text/html; charset=ISO-8859-2"></head><body><h1>T</h1><p>\351t\351, \261</p></body></html>' >named.html
tells "and by the name of it that stands among such letters" 0 'ISO-8859-2' named.html
grep -q 'été, ą' named.yaml
result $? "which it then has"
cat >cells.html <<'END'
<TABLE BORDER=1><CAPTION>Ships</CAPTION><THEAD><TR><TH>Quarter<TH>Ships<TBODY>
<TR><TD>I<TD ALIGN=right>300
<TR><TD>II<TD>290 <TABLE><TR><TD>in<TD>it</TABLE></TR>
<TR><TD COLSPAN=2>all
</TABLE>
<P>Behind.
END
tells "a table without the ends of its cells is imported" 0 'wrote' cells.html
sed -n '/table:/,$p' cells.yaml | tr -d ' \n' >>said
tail -n 1 said | grep -qx -e "-table:--'I'-'300'--'II'-'290init'--'all'-''header:-'Quarter'-'Ships'caption:'Ships'align:-'left'-'right'-'Behind.'"
result $? "as a table, in rows and columns"
printf 'One paragraph,\nand its second line.\n\nAnother <one> & more.\n' >draft.txt
tells "plain text becomes a draft, and that is told" 0 'a draft' draft.txt
grep -q "'Another <one> & more.'" draft.yaml
result $? "whose text is text"
tells "a file that is not there is told" 2 'no file "nowhere.docx"' nowhere.docx
: >empty.docx
tells "an empty file is told" 2 'is empty' empty.docx
head -c 3000 /dev/urandom >noise.dat
tells "what is no document is told" 2 'from=markdown' noise.dat
printf 'PK\003\004 cut off' >cut.docx
tells "a damaged DOCX is told" 2 'is damaged' cut.docx
printf '\320\317\021\340\241\261\032\341old' >old.doc
tells "an old Word file is told, and what to do" 2 'save it as DOCX' old.doc
tells "an option that there is none of is told" 2 'no option --colour' --colour=red draft.txt
cat >archive.py <<'END'
import sys, zipfile
archive = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
for name in sys.argv[2:]:
    name, _, content = name.partition('=')
    if content.startswith('*'):
        with archive.open(name, 'w') as part:
            for i in range(int(content[1:])):
                part.write(b' ' * (1 << 20))
    else:
        archive.writestr(name, content)
archive.close()
END
if "$python" archive.py bomb.docx 'word/document.xml=*513' 2>/dev/null; then
    tells "a ZIP bomb is refused before it is unpacked" 2 '513 MB.*nothing was unpacked' bomb.docx
    "$python" archive.py sheet.xlsx xl/workbook.xml=x
    tells "a spreadsheet is told" 2 'spreadsheet' sheet.xlsx
    "$python" archive.py locked.epub META-INF/container.xml=x META-INF/rights.xml=x
    tells "an EPUB with DRM is told" 2 'locked by DRM' locked.epub
    "$python" archive.py locked.epub META-INF/container.xml=x 'META-INF/encryption.xml=<a><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/></a>'
    tells "and so by what is encrypted in it" 2 'locked by DRM' locked.epub
    "$python" archive.py locked.epub META-INF/container.xml=x META-INF/license.lcpl=x
    tells "and by its licence" 2 'locked by DRM' locked.epub
    "$python" archive.py asides.epub mimetype=application/epub+zip \
        'META-INF/container.xml=<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>' \
        'book.opf=<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>T</dc:title><dc:language>en</dc:language><dc:creator>First</dc:creator><dc:creator>Second</dc:creator></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>' \
        'a.xhtml=<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>One</h1><p>Text<a epub:type="noteref" href="#n1">1</a></p><aside epub:type="footnote" id="n1"><p>Note of one.</p></aside></body></html>' \
        'b.xhtml=<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><h1>Two</h1><p>Text<a id="r1" href="#n1">2</a></p><div><aside epub:type="footnote" id="n1"><p><a href="#r1">2</a>. Note of two.</p></aside></div></body></html>'
    tells "an EPUB whose notes stand in asides is imported" 0 'wrote' asides.epub
    cat asides.yaml >>said
    [ "$(grep -cF 'Text[^1]' asides.yaml)" -eq 2 ] && grep -q "'1': 'Note of one.'" asides.yaml && grep -q "'1': 'Note of two.'" asides.yaml
    result $? "and they are footnotes of their chapters"
    [ "$(grep -A2 '^authors:' asides.yaml | tr -d '\n')" = "authors:  - 'First'  - 'Second'" ]
    result $? "with its authors in their order"
    printf '# T\n\n| Year | Length |\n|------|--------|\n| 2000 | 12     |\n\nEnergy is $e=mc^2$.\n' |
        pandoc -f markdown -M title='A & B' -M lang=fr -o mended.odt 2>/dev/null
    "$python" - <<'END'
import re, zipfile
with zipfile.ZipFile('mended.odt') as archive:
    files = {name: archive.read(name) for name in archive.namelist()}
text = files['content.xml'].decode()
text = re.sub('(<text:p[^>]*>12</text:p>)', r'<text:list><text:list-item>\1</text:list-item></text:list>', text)
files['content.xml'] = text.replace('</office:text>', '<text:section text:name="s"><text:p>In a section.</text:p></text:section></office:text>').encode()
for name, change in ('mended.odt', {}), ('password.odt', {'META-INF/manifest.xml': b'<x><manifest:encryption-data/></x>'}):
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as archive:
        for part, content in {**files, **change}.items():
            archive.writestr(part, content)
END
    tells "an ODT is imported with what pandoc leaves out of it" 0 'formula' mended.odt
    cat mended.yaml >>said
    [ "$(grep -A2 '^ *header:' mended.yaml | tr -d ' \n')" = "header:-'Year'-'Length'" ] && grep -q "'12'" mended.yaml && grep -q 'In a section' mended.yaml &&
        grep -q 'Energy is `[^`]*mc' mended.yaml && grep -q "^title: 'A & B'" mended.yaml && grep -q "^language: 'fr'" mended.yaml
    result $? "headings of tables, lists in cells, sections and formulas, with its title and language"
    tells "an ODT with a password is told" 2 'password.odt" is locked by a password' password.odt
    # One that says of itself that it is small is stopped by the memory that pandoc may take.
    "$python" archive.py lying.docx '[Content_Types].xml=<x/>' 'word/document.xml=*300' 2>/dev/null
    "$python" -c '
import struct
data = bytearray(open("lying.docx", "rb").read())
at = data.rindex(b"PK\1\2")
data[at + 24:at + 28] = struct.pack("<I", 1000)
open("lying.docx", "wb").write(data)'
    tells "a ZIP bomb that lies of its size is told, and leaves no report" '[24]' 'lying.docx' --memory=64 lying.docx
    "$python" archive.py broken.docx word/document.xml=x
    tells "what pandoc can't read is told, and leaves no report" 2 'pandoc could not read "broken.docx"' broken.docx
else
    for name in bomb spreadsheet DRM encryption licence 'asides of an EPUB' 'asides as notes' authors ODT 'ODT mended' 'ODT locked' lying broken; do skip "$name" "python3 is not here"; done
fi

for kind in opml jats fb2 docbook; do
    pandoc "$documents/plain.md" -s -t "$kind" -o plain.xml 2>/dev/null
    tells "a document in $kind is imported as what it is" 0 'wrote' plain.xml
    grep -q 'A paragraph with' plain.yaml
    result $? "with its words"
done
echo 'How to write `<html><body>`.' >page.md
tells "what only speaks of HTML is none" 0 'wrote' page.md
grep -q 'How to write .<html><body>' page.yaml
result $? "and keeps its words"
echo '<html><body></body></html>' >void.html
tells "a document in which nothing is found is told" 0 'nothing but headings was found; if "void.html" is not html,' void.html
echo '<html lang="en"><head><title>T</title><meta name="dcterms.date" content="12 March 2024"></head><body><p>Text</p></body></html>' >dated.html
tells "HTML with a date is imported" 0 'wrote' dated.html
cat dated.yaml >>said
grep -q "^published: '2024-03-12'" dated.yaml
result $? "and so is the date"

pdf() # NAME TEXT: one page with that text; none if it is empty
{
    stream="BT /F1 24 Tf 20 200 Td ($2) Tj ET"
    [ -n "$2" ] || stream='0 0 10 10 re f'
    # shellcheck disable=SC2129
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' >"$1"
    printf '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n' >>"$1"
    printf '4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n' "${#stream}" "$stream" >>"$1"
    printf '5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n' >>"$1"
}
if command -v pdftotext >/dev/null 2>&1; then
    pdf page.pdf 'Some words on a page'
    tells "the text of a PDF becomes a draft" 0 'a draft' page.pdf
    grep -q "'Some words on a page'" page.yaml
    result $? "with its words"
    pdf scan.pdf ''
    tells "a PDF of pictures is told" 2 'no text in "scan.pdf", only pictures' scan.pdf
    echo '%PDF-1.4 and no more' >torn.pdf
    tells "a PDF that is none is told" 2 'torn.pdf' torn.pdf
else
    for name in text words scan torn; do skip "PDF: $name" "pdftotext is not here (Debian: poppler-utils)"; done
fi

cat >listen.py <<'END'
import socket, sys
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen()
listener.settimeout(10)
open('port', 'w').write(str(listener.getsockname()[1]))
try:
    listener.accept()
    open('fetched', 'w').write('yes')
except OSError:
    pass
END
if "$python" -c 'import socket' 2>/dev/null; then
    "$python" listen.py &
    listening=$!
    for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s port ] || sleep 0.2; done
    address=http://127.0.0.1:$(cat port)
    cat >net.html <<END
<html><head><base href="$address/"><link rel="stylesheet" href="$address/a.css"><script src="$address/a.js"></script>
<meta http-equiv="refresh" content="0; url=$address/next"><style>@import url($address/b.css); p { background: url($address/c.png) }</style></head>
<body><p style="background: url($address/d.png)">Text<img src="$address/a.png" srcset="$address/e.png 2x"><img src="f.png"></p>
<iframe src="$address/b.html"></iframe><object data="$address/g.svg"></object><embed src="$address/h"><video src="$address/i" poster="$address/j"></video>
<svg><image href="$address/k.png"/><use href="$address/l.svg#x"/></svg><math href="$address/m"></math></body></html>
END
    printf '<html><body><h1>T</h1><iframe src="/etc/passwd"></iframe><p>Text</p></body></html>' >file.html
    tells "HTML that links to the network is imported" 0 'wrote' net.html
    kill "$listening" 2>/dev/null
    wait "$listening" 2>/dev/null
    [ ! -e fetched ]
    result $? "and nothing is fetched from there"
    tells "HTML that shows another file is imported" 0 'wrote' file.html
    ! grep -q root: file.yaml
    result $? "and nothing is read from there"
else
    for name in network fetched file read; do skip "HTML: $name" "python3 is not here"; done
fi

# Writing

cp "$documents/plain.md" plain.md
rm -f ./*.yaml
echo mine >plain.yaml
import plain.md
[ "$status" -eq 2 ] && [ "$(cat plain.yaml)" = mine ] && grep -q -e '--force' said
result $? "a file that is there is not written over"
import --force plain.md
[ "$status" -eq 0 ] && grep -q '^lectern: ' plain.yaml
result $? "unless that is asked for"
tells "a folder that is not there is told" 3 'no/such/folder' -o no/such/folder/plain.yaml plain.md

# In the reader's language: a catalogue without ASCII letters

if command -v gettext >/dev/null 2>&1 && command -v msgfmt >/dev/null 2>&1 && [ -f "$build/po/lectern.pot" ] &&
    PYTHONDONTWRITEBYTECODE=1 "$python" "$source/tests/languages/pseudo.py" "$build/po/lectern.pot" qps.po; then
    mkdir -p locale/qps/LC_MESSAGES && msgfmt -o locale/qps/LC_MESSAGES/lectern.mo qps.po
    TEXTDOMAINDIR=$folder/locale LC_ALL=qps_QPS.UTF-8 "$build/tools/lectern-import" nowhere.docx 2>said
    [ $? -eq 2 ] && grep -qx 'lectern-import: ŧħëřë ïš ñö ƒïłë "nowhere.docx"' said
    result $? "messages are in the language of the locale"
    LANGUAGE=qps TEXTDOMAINDIR=$folder/locale "$build/tools/lectern-import" --help >said 2>&1
    ! sed -e 's/--*[a-z-]*//g' said | grep -q '[a-z]' && grep -q -e '--chapter-level=' said
    result $? "and the help in that which LANGUAGE names"
    LANGUAGE=qps TEXTDOMAINDIR=$folder/locale LC_ALL=C "$build/tools/lectern-import" nowhere.docx 2>said
    grep -q 'there is no file' said
    result $? "but not in the locale C"
    LANGUAGE=qps TEXTDOMAINDIR=$folder/locale "$build/tools/lectern-import" --force -o everything.yaml "$documents/everything.md" >said 2>&1
    sed -n 's/^  [0-9]* [^ ]* //p' said >counts
    [ "$(wc -l <counts)" -eq "$(wc -l <"$documents/everything.said")" ] && ! sed -e 's/"keywords"//' -e 's/\<\(html\|tex\)\>//' counts | grep '[a-z]'
    result $? "what a report can't hold is told in that language too"
    for language in es ar; do
        case $language in es) picture='imagen: se conservan sus palabras' raw='%s sin convertir' ;; ar) picture='صورة: أُبقيت كلماتها' raw='%s خام' ;; esac
        mkdir -p "locale/$language/LC_MESSAGES"
        printf '%s\n' 'msgid ""' 'msgstr "Content-Type: text/plain; charset=UTF-8\n"' 'msgid "picture: its words are kept"' "msgstr \"$picture\"" \
            'msgid "raw %s: its text is kept"' "msgstr \"$raw\"" 'msgid "%s x %s"' 'msgstr "%s × %s"' | msgfmt -o "locale/$language/LC_MESSAGES/lectern.mo" -
        LANGUAGE=$language TEXTDOMAINDIR=$folder/locale "$build/tools/lectern-import" --force -o everything.yaml "$documents/everything.md" >said 2>&1
        grep -qx "  1 × $picture" said && grep -qx "  2 × $(printf "$raw" html)" said && grep -qx '  1 × empty item of a list: left out' said
        result $? "in $language, as the catalogue has it, and in English what it has not"
    done
else
    for name in messages help C counts es ar; do skip "language: $name" "python3 or gettext's tools are not here"; done
fi

# Long documents

# Chapters that link before and behind, within tags that stay open; more than that as $1.
chapters()
{
    echo '<html lang="fr"><head><title>Long</title><style>p { color: red }</style></head><body><div class="all"><p>Before all.</p>'
    for chapter in 1 2 3 4 5 6; do
        echo "<h2 id=\"c$chapter\">Chapter <i>$chapter</i></h2><section><h3 id=\"s$chapter\">Section</h3><!-- no > text <p> -->"
        echo "<p title=\"a > b\"><a id=\"p$chapter\"></a>Text with a <b>link</b> to <a href=\"#p$((7 - chapter))\">that one</a>, <a href='#c1'>the first</a>, 1 < 2,"
        echo "<img src=\"data:image/png;base64,$(head -c 3000 /dev/zero | tr '\0' A)\" alt=\"a picture\"></p><ul><li><h3>In list $chapter</h3></li><li>and on</li></ul>$1</section>"
        echo "<p id=\"lost$chapter\">To <a href=\"#lost$chapter\">what pandoc forgets</a>.</p>"
    done
    echo '</div></body></html>'
}
chapters '' >long.html
import long.html -o whole.yaml
import --part-size=1 long.html -o parts.yaml
grep -v 'wrote' said >told
import --force long.html -o whole.yaml
grep -v 'wrote' said >told-whole
{ diff told-whole told && diff whole.yaml parts.yaml; } >said 2>&1 && grep -q 'image' told && grep -q '(#c1)' parts.yaml && grep -q '(#c6/p6)' parts.yaml
result $? "HTML that is read part by part becomes the same report, with its links, and the same is counted"
chapters "$(awk 'BEGIN { for (i = 0; i < 100; i++) print "<p>Paragraph " i " of a long chapter, which is cut behind some of them.</p>" }')" >long.html
import --part-size=3 long.html -o continued.yaml
"$build/lectern" --contents continued.yaml >>said
[ "$status" -eq 0 ] && grep -q 'go on in others: [1-9].*"Chapter <i>1</i> (2)"\|as "Chapter 1 (2)"' said && grep -q 'Chapter 6 (3)' said &&
    [ "$(grep -c '[0-9] of a long chapter' continued.yaml)" -eq 600 ]
result $? "chapters that are too long go on in others, and that is told"
awk 'BEGIN { print "<body><h1>T</h1><p>x</p><h1>Table</h1>"; print "<table>"; for (i = 0; i < 30000; i++) print "<tr><td>Words and <b>more</b> words<td>number " i "</tr>"; print "</table></body>" }' >long.html
tells "what needs more memory than it may take is told, and from which line on" 4 'needs more than 64 MB.*--memory=256' --memory=64 long.html

mkdir tools
for tool in sh awk date mkdir cat cp dirname grep head iconv ln ls mktemp mv od printf rm sed sleep sort tail tr wc kill; do
    path=$(command -v "$tool") && case $path in /*) ln -s "$path" tools/ ;; esac
done
rm -f ./*.yaml
PATH=$folder/tools "$build/tools/lectern-import" plain.md >said 2>&1
[ $? -eq 4 ] && grep -q 'pandoc reads documents, and is not here; install it' said && [ ! -e plain.yaml ]
result $? "without pandoc it says what to install"
cat >tools/pandoc <<'END'
#!/bin/sh
case $* in --version) echo "pandoc 2.17.1"; exit ;; esac
for argument; do case $argument in --output=*) echo "lectern: half" >"${argument#--output=}" ;; esac; done
printf 'it went \033[31mwrong\302\233\n' >&2
exit 1
END
chmod +x tools/pandoc
PATH=$folder/tools "$build/tools/lectern-import" plain.md >said 2>&1
[ $? -eq 2 ] && grep -qx '  it went ?\[31mwrong?' said && [ -z "$(ls ./*.yaml ./*.new-* 2>/dev/null)" ]
result $? "where pandoc fails half-way no half-written report is left"
PATH=$folder/tools "$build/tools/lectern-import" 'of no odt' -o without.yaml >said 2>&1
grep -q 'headings of tables, and sections, may be missing; they are kept where unzip is installed' said
result $? "without unzip it tells what an ODT may lose"
sed -i 's/^exit 1$/kill -KILL $$/' tools/pandoc
PATH=$folder/tools "$build/tools/lectern-import" plain.md >said 2>&1
[ $? -eq 2 ] && grep -q 'exit status: 137' said && [ -z "$(ls ./*.yaml ./*.new-* 2>/dev/null)" ]
result $? "nor where it is killed"
sed -i -e 's/^printf .it went.*/echo "pandoc: x: withFile: resource exhausted (No space left on device)" >\&2/' -e 's/^kill -KILL.*/exit 1/' tools/pandoc
PATH=$folder/tools "$build/tools/lectern-import" plain.md >said 2>&1
[ $? -eq 3 ] && grep -q "can't be written: .*No space left" said && [ -z "$(ls ./*.yaml ./*.new-* 2>/dev/null)" ]
result $? "nor where the disk is full"
sed -i 's/^exit 1$/echo $$ >started; exec sleep 20/' tools/pandoc
PATH=$folder/tools "$build/tools/lectern-import" plain.md >said 2>&1 &
importing=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -s started ] || sleep 0.2; done
kill "$importing"
wait "$importing"
[ $? -eq 143 ] && ! kill -0 "$(cat started)" 2>/dev/null && [ -z "$(ls ./*.yaml ./*.new-* 2>/dev/null)" ]
result $? "nor where the import is ended, and pandoc ends with it"
rm -f started
PATH=$folder/tools "$build/tools/lectern-import" --seconds=1 plain.md >said 2>&1
[ $? -eq 4 ] && grep -q 'more than 1 s .*--seconds=4' said && ! kill -0 "$(cat started)" 2>/dev/null && [ -z "$(ls ./*.yaml ./*.new-* 2>/dev/null)" ]
result $? "what takes longer than it may is ended and told, and leaves no report"
cat >tools/pandoc <<'END'
#!/bin/sh
case $* in --version) echo "pandoc 2.17.1"; exit ;; esac
for argument; do case $argument in --output=*) output=${argument#--output=} ;; esac; done
awk 'BEGIN {
    printf "lectern: 1\nid: long\ntitle: Long\nlanguage: en\nchapters:\n"
    for (i = 0; i < 50; i++) {
        printf "  - id: \047chapter-%d\047\n    title: A chapter\n    body:\n      - literal: |2-\n           two\n\n          none\n", i
        for (j = 0; j < 1000; j++) print "      - Some words and then some more, so that many of them make a long report."
    }
}' >"$output"
END
PATH=$folder/tools "$build/tools/lectern-import" plain.md >said 2>&1
[ $? -eq 0 ] && [ "$(find plain -name '*.yaml' | wc -l)" -eq 51 ] && grep -q 'wrote "plain"' said && [ ! -e plain.yaml ] &&
    "$build/lectern" --dump plain | tee -a said | grep -c '^ *two$' | grep -qx 50
result $? "a report that is too long for one file becomes a folder"
PATH=$folder/tools "$build/tools/lectern-import" -o 'back\tslash %d.yaml' plain.md >said 2>&1
[ $? -eq 0 ] && [ -f 'back\tslash %d/report.yaml' ]
result $? "also with an odd name"
PATH=$folder/tools "$build/tools/lectern-import" plain.md >said 2>&1
[ $? -eq 2 ] && grep -q '"plain" exists' said && [ -z "$(ls -d ./*.new-* 2>/dev/null)" ]
result $? "which is not written over"
sed -i 's/2.17.1/2.16.2/' tools/pandoc
PATH=$folder/tools "$build/tools/lectern-import" plain.md >said 2>&1
[ $? -eq 4 ] && grep -q '2.16.2 is too old: 2.17' said
result $? "a pandoc that is too old for the writer is told"
echo "1..$number"

# What must be done before pandoc can read it

refuse_drm()
{
    is_locked=
    for part in META-INF/rights.xml META-INF/sinf.xml META-INF/license.lcpl; do
        if is_in_zip "$part"; then is_locked=yes; fi
    done
    # That file also names fonts that are only disguised: no lock on the text.
    if is_in_zip META-INF/encryption.xml && command -v unzip >/dev/null 2>&1 &&
        unzip -p "$file" META-INF/encryption.xml 2>/dev/null | tr '<' '\n' | grep 'EncryptionMethod' | grep -qv -e 'idpf.org/2008/embedding' -e 'ns.adobe.com/pdf/enc#RC'; then
        is_locked=yes
    fi
    [ -z "$is_locked" ] || give_up $EXIT_USE "\"%s\" is locked by DRM: its text is encrypted, and only the shop's own program can open it; ask there for a copy without" "$name"
}

# The C locale: in another a byte that is no character ends what a pattern matches.
charset_of()
{
    head -c 4096 "$file" | tr -d '\000' | tr '\n' ' ' | LC_ALL=C sed -n 's/.*[Cc][Hh][Aa][Rr][Ss][Ee][Tt] *= *["'\'']\{0,1\}\([A-Za-z0-9._-]*\).*/\1/p'
}

# pandoc reads UTF-8 only.
make_utf8()
{
    charset=
    case $bytes in
    fffe* | feff*) charset=UTF-16 ;;
    *) iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 || charset=$(charset_of) ;;
    esac
    if [ -z "$charset" ]; then
        iconv -f UTF-8 -t UTF-8 "$file" >/dev/null 2>&1 && return
        charset=WINDOWS-1252
    fi
    case $charset in [Uu][Tt][Ff]-8 | [Uu][Tt][Ff]8 | [Ii][Ss][Oo]-8859-1) charset=WINDOWS-1252 ;; esac
    iconv -c -f "$charset" -t UTF-8 "$file" >"$scratch/utf8" 2>/dev/null && [ -s "$scratch/utf8" ] ||
        give_up $EXIT_USE "\"%s\" is not in UTF-8, and can't be read as %s; convert it with iconv" "$name" "$charset"
    say "read as %s: look whether the letters are right" "$charset"
    input=$scratch/utf8
}

# A draft: what stands between blank lines is a paragraph.
text_to_html()
{
    sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e "s/$(printf '\f')/\n\n/g" -e 's/\r$//' | awk '
        BEGIN { print "<body>" }
        /[^ \t]/ { if (!open) print "<p>"; open = 1; print; next }
        open { print "</p>"; open = 0 }
        END { if (open) print "</p>"; print "</body>" }'
}

pdf_field() { pdfinfo -enc UTF-8 "$file" 2>/dev/null | sed -n "s/^$1: *//p" | head -n 1; }

read_pdf()
{
    command -v pdftotext >/dev/null 2>&1 || give_up $EXIT_MACHINE "the text of a PDF is read by pdftotext, which is not here; install it: %s" "$(how_to_install poppler-utils)"
    if ! pdftotext -enc UTF-8 "$file" "$scratch/pdf.txt" 2>"$scratch/said"; then
        grep -qi 'password' "$scratch/said" && give_up $EXIT_USE "\"%s\" is locked by a password; save a copy without it" "$name"
        give_up $EXIT_USE "\"%s\" can't be read as PDF: %s" "$name" "$(head -n 1 "$scratch/said")"
    fi
    grep -q '[^[:space:]]' "$scratch/pdf.txt" ||
        give_up $EXIT_USE "there is no text in \"%s\", only pictures of pages (scans); text recognition makes some, as: ocrmypdf \"%s\" with-text.pdf" "$name" "$name"
    text_to_html <"$scratch/pdf.txt" >"$scratch/pdf.html"
    input=$scratch/pdf.html
    [ -n "$title" ] || title=$(pdf_field Title)
    author=$(pdf_field Author)
}

language_of_docx()
{
    command -v unzip >/dev/null 2>&1 || return
    unzip -p "$file" word/styles.xml 2>/dev/null | head -c 1000000 | LC_ALL=C sed -n 's/.*<w:lang [^>]*w:val="\([A-Za-z0-9-]*\)".*/\1/p' | head -n 1
}

direction_of_html()
{
    head -c 4096 "$input" | tr '\n' ' ' | LC_ALL=C sed -n 's/.*<[Hh][Tt][Mm][Ll][^>]* dir *= *["'\'']\{0,1\}\(rtl\|ltr\).*/\1/p'
}

# pandoc takes a table for paragraphs where ends of cells are left out, as HTML allows.
close_cells()
{
    LC_ALL=C awk 'BEGIN { RS = "<" } /^[Tt][DdHh][ \t\r\n>]/ { open++ } /^\/[Tt][DdHh][ \t\r\n>]/ { open-- } END { exit open <= 0 }' "$input" || return 0
    LC_ALL=C awk -v pass=0 -f "$cutter" "$input" >"$scratch/closed.html" && input=$scratch/closed.html
}

prepare()
{
    input=$file reader=$kind author= direction=
    case $kind in
    epub) refuse_drm; reader=epub-epub_html_exts ;;         # with them pandoc 2.17 drops the references to notes
    docx) [ -n "$language" ] || language=$(language_of_docx) ;;
    odt) read_odt ;;
    pdf | rtf) ;;
    *) make_utf8 ;;
    esac
    case $kind in
    pdf) read_pdf; reader=html ;;
    text) text_to_html <"$input" >"$scratch/text.html"; input=$scratch/text.html reader=html ;;
    html) direction=$(direction_of_html) ;;
    esac
    # A path that begins with "http:" would be fetched.
    case $input in /*) ;; *) input=$PWD/$input ;; esac
    [ "$kind" != html ] || close_cells
}

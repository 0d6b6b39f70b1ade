# Messages are formats of printf, which xgettext finds behind "say", "give_up STATUS" and "translated". None begins with "-".

translated() # TEXT
{
    if [ -n "$LANGUAGE" ] && command -v gettext >/dev/null 2>&1; then gettext "$1"; else printf '%s' "$1"; fi
}

# What a document or the name of a file brings along must not speak to the terminal.
shown() { tr '\t' ' ' | sed 's/[[:cntrl:]]/?/g' >&2; }

say() # FORMAT ARGUMENT…
{
    format=$(translated "$1")
    shift
    # shellcheck disable=SC2059
    printf "lectern-import: $format\n" "$@" | shown
}

give_up() # STATUS FORMAT ARGUMENT…
{
    wrong=$1
    shift
    say "$@"
    exit "$wrong"
}

usage()
{
    # TRANSLATORS: the help of lectern-import; 80 columns at most
    translated "lectern-import makes a report of lectern from a document: DOCX, ODT, EPUB,
HTML, Markdown, RTF, LaTeX, reStructuredText, Org, DocBook and others that
pandoc reads; from PDF and plain text a draft.

Usage: lectern-import [OPTION]... FILE

  -o REPORT, --output=REPORT  where to; without it NAME.yaml in this folder
  --force                     replace REPORT where it exists
  --from=FORMAT               what FILE is, in pandoc's words
  --chapter-level=N           headings of level 1 to N begin chapters
  --language=TAG              the language that it is in: en, pt-BR
  --title=TEXT, --id=ID       title and id of the report
  --memory=MB                 that pandoc may take (1024)
  --seconds=N                 that the reading may take (7200)
  --part-size=KB              HTML longer than that is read part by part (800)
  --help, --version

Nothing is fetched from the network. What a report can't hold is told, and its
text kept. Exit status: 0 done; 1 lectern --check found problems; 2 wrong use,
or a file that can't be read; 3 writing failed; 4 a program that is missing, or
no memory."
    echo
}

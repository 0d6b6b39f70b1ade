#!/bin/sh
# A report of lectern from a document: finds out what kind of file it is, lets pandoc read it, and checks what has come of it.
# The manual is lectern-import(1). Needs pandoc 2.17 or later; for PDF also pdftotext. make puts it together of the files in tools/import.
set -u

# Works in one locale, but speaks the language of the person's own: gettext heeds LANGUAGE in every locale but C.
LANGUAGE=${LANGUAGE:-}
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-C}}} in
C | POSIX) LANGUAGE= ;;
C.*) ;;
*) [ -n "$LANGUAGE" ] || { LANGUAGE=${LC_ALL:-${LC_MESSAGES:-$LANG}} && LANGUAGE=${LANGUAGE%%.*}; } ;;
esac
LC_ALL=C.UTF-8 TEXTDOMAIN=lectern TEXTDOMAINDIR=${TEXTDOMAINDIR:-@LOCALE_FOLDER@}
export LANGUAGE LC_ALL TEXTDOMAIN TEXTDOMAINDIR

data_folder='@DATA_FOLDER@' version='@VERSION@'
memory=1024             # MB that pandoc may take
seconds_most=7200       # that all the reading may take
part_size=800           # KB of HTML that are read at once
one_file_most=3000000   # bytes of a report in one file; lectern reads 4 MB in one
unpacked_most=512       # MB that a packed document (DOCX, ODT, EPUB) may unpack to
parts_most=20000        # files in it
language= title= id= level= from= output= file= is_forced=
scratch= draft= ticking= reading= part= parts=

# Exit statuses, as those of lectern
EXIT_PROBLEMS=1 EXIT_USE=2 EXIT_WRITING=3 EXIT_MACHINE=4

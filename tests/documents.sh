#!/bin/sh
# Documents that Debian packages ship become reports that lectern --check accepts. TAP; run by `make check-documents` in the build folder, not by
# `make check`. What is not installed is skipped:
#   apt-get install debian-faq debian-faq-{de,fr,it,ja,pt,ru,zh-cn} debian-handbook developers-reference installation-guide-amd64
source=$(cd "${srcdir:-.}" && pwd)
build=$PWD
LC_ALL=C.UTF-8 LECTERN_DATA=$source LECTERN_PROGRAM=$build/lectern
export LC_ALL LECTERN_DATA LECTERN_PROGRAM
unset LANGUAGE
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
number=0 failed=

result() # STATUS NAME
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        failed=yes
        echo "not ok $number - $2"
        head -n 20 "$folder/said" | sed 's/^/# /'
    fi
}

# Words of a report that stand in the document too, as pandoc has it in plain text: at least so many of a hundred.
words_are_kept() # FILE REPORT
{
    pandoc --sandbox -t plain --wrap=none "$1" 2>/dev/null | grep -oE '[[:alnum:]]+' | sort -u >"$folder/wanted"
    "$build/lectern" --width=1000 --dump "$2" | grep -oE '[[:alnum:]]+' | sort -u >"$folder/found"
    missing=$(comm -23 "$folder/wanted" "$folder/found" | wc -l)
    all=$(wc -l <"$folder/wanted")
    echo "$missing of $all words are missing: $(comm -23 "$folder/wanted" "$folder/found" | head -n 20 | tr '\n' ' ')" >"$folder/said"
    [ $((missing * 100)) -le "$all" ]
}

import() # FILE
{
    if [ ! -f "$1" ]; then
        number=$((number + 1))
        echo "ok $number - $1 # SKIP it is not installed"
        return
    fi
    "$build/tools/lectern-import" --force -o "$folder/report.yaml" "$1" >"$folder/said" 2>&1
    result $? "$1 is imported, and lectern --check accepts it"
    case $1 in *.pdf) return ;; esac
    words_are_kept "$1" "$folder/report.yaml"
    result $? "and has its words"
}

import /usr/share/developers-reference/developers-reference.epub
import /usr/share/developers-reference/developers-reference.pdf
for name in basic-defs choosing compatibility pkg-basics software; do
    import "/usr/share/doc/debian/FAQ/$name.en.html"
done
for language in de fr it ja pt ru zh-cn; do
    import "/usr/share/doc/debian/FAQ/$language/pkg-basics.$language.html"
done
for language in en ja ru; do
    import "/usr/share/doc/installation-guide-amd64/$language/ch06s03.html"
done
for language in ar-MA de-DE fa-IR ja-JP ru-RU vi-VN zh-CN; do
    for name in apt installation; do
        import "/usr/share/doc/debian-handbook/html/$language/$name.html"
    done
done
echo "1..$number"
[ -z "$failed" ]

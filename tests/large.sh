#!/bin/sh
# A long HTML document is imported in bounded memory, with a word every ten seconds. TAP; run by `make check-long`: six minutes of processor time (347 s were measured).
#   large.sh [MB]      50 without it
source=$(cd "${srcdir:-.}" && pwd)
build=$PWD
size=${1:-50}
python=${PYTHON:-/usr/bin/python3}
if ! command -v pandoc >/dev/null 2>&1 || ! "$python" -c '' 2>/dev/null; then
    echo "1..0 # SKIP pandoc or python3 is not here"
    exit 0
fi
LC_ALL=C.UTF-8 LECTERN_DATA=$source LECTERN_PROGRAM=$build/lectern
export LC_ALL LECTERN_DATA LECTERN_PROGRAM
unset LANGUAGE
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 99
number=0
failed=

result() # STATUS NAME
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        failed=yes
        echo "not ok $number - $2"
        tail -n 20 said | sed 's/^/# /'
    fi
}

# Each paragraph has its number; each chapter links to the one before and the one behind.
awk -v most="$size" 'BEGIN {
    print "<html lang=\"en\"><head><title>Long</title></head><body>"
    while (bytes < most * 1000000) {
        text = ""
        if (paragraphs % 200 == 0) {
            chapter++
            text = "<h2 id=\"c" chapter "\">Chapter " chapter "</h2><p>See <a href=\"#c" (chapter > 1 ? chapter - 1 : 1) "\">before</a> and <a href=\"#c" chapter + 1 "\">behind</a>.</p>\n"
        }
        if (paragraphs % 20 == 0) text = text "<h3>Section " paragraphs "</h3>\n"
        text = text "<p>Paragraph number-" ++paragraphs " has <b>strong</b> words, <em>others</em>, and as many more of them as a paragraph of a report has, so that it goes on for some lines on a screen of ordinary width.</p>"
        print text
        bytes += length(text) + 1
    }
    print "<h2 id=\"c" chapter + 1 "\">The End</h2><p>Done.</p></body></html>"
    print paragraphs, chapter + 1 >"counts"
}' >large.html
read -r paragraphs chapters <counts
"$python" - "$build/tools/lectern-import" >said 2>&1 <<'END'
import resource, subprocess, sys, time
begun = time.monotonic()
status = subprocess.call([sys.argv[1], 'large.html'], stdin=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
open('peak', 'w').write(str(used.ru_maxrss // 1024))
open('time', 'w').write(f'{used.ru_utime + used.ru_stime:.0f} s of processor time, {time.monotonic() - begun:.0f} s by the clock')
sys.exit(status)
END
result $? "$size MB of HTML are imported: $chapters chapters, $paragraphs paragraphs"
echo "# $(cat time)"
[ "$(cat peak)" -lt 1300 ]
result $? "no process took more than 1300 MB: $(cat peak)"
report=large
[ -d large ] || report=large.yaml
"$build/lectern" --dump "$report" >dump
[ "$(grep -o 'number-[0-9]*' dump | uniq | wc -l)" -eq "$paragraphs" ]
result $? "every paragraph is there"
! grep -q 'lead' said && [ "$(cat "$report"/*.yaml 2>/dev/null | cat - large.yaml 2>/dev/null | grep -c '\[behind\](#c[0-9]*)')" -eq $((chapters - 1)) ]
result $? "every link leads to its chapter"
grep -q 'part [0-9]* of [0-9]*, after [0-9]* s' said
result $? "and it told how far it was"
echo "1..$number"
[ -z "$failed" ]

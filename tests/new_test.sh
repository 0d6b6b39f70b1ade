#!/bin/sh
# The skeleton of a new report: lectern --new. TAP.
source=$(cd "${srcdir:-.}" && pwd)
lectern=$PWD/lectern
LC_ALL=C.UTF-8 LECTERN_DATA=$source srcdir=$source PYTHONDONTWRITEBYTECODE=1
export LC_ALL LECTERN_DATA srcdir PYTHONDONTWRITEBYTECODE
unset LECTERN LECTERN_WIDTH
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
HOME=$folder XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder
export HOME XDG_STATE_HOME XDG_CONFIG_HOME
cd "$folder" || exit 99
python=${PYTHON:-/usr/bin/python3}

number=0 failed=
result() # STATUS NAME: shows what was printed where it failed
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        failed=yes
        echo "not ok $number - $2"
        head -n 20 said | sed 's/^/# /'
    fi
}

refuses() # NAME STATUS PATTERN ARGUMENT…
{
    what=$1 wanted=$2 pattern=$3
    shift 3
    "$lectern" "$@" >out 2>said
    [ $? -eq "$wanted" ] && [ ! -s out ] && grep -Eq -e "$pattern" said
    result $? "$what"
}

has() # FILE LINE
{
    cp -- "$1" said
    grep -qxF -e "$2" said
}

"$lectern" --new "My-first_report" >said 2>&1
result $? "a folder is made"
for wanted in 'lectern --check My-first_report' 'lectern My-first_report' 'My-first_report/introduction.yaml'; do
    grep -qF -e "$wanted" said || break
    wanted=
done
[ -z "$wanted" ]
result $? "and what to do next is told"
"$lectern" --check My-first_report >said 2>&1 && [ ! -s said ]
result $? "lectern --check finds nothing in it"
"$lectern" --dump My-first_report >said 2>&1 && grep -q 'The text of the note' said
result $? "and it can be read"
has My-first_report/report.yaml 'title: "My first report"' && has My-first_report/report.yaml 'id: my-first-report' && has My-first_report/report.yaml 'language: en'
result $? "title and id come from its name"
[ "$(stat -c %a My-first_report)" = 700 ] && [ "$(stat -c %a My-first_report/report.yaml)" = 600 ] && [ -z "$(ls -d ./*.new-* 2>/dev/null)" ]
result $? "nobody else may read it"
for name in report:report introduction:chapter; do
    has "My-first_report/${name%:*}.yaml" "# yaml-language-server: \$schema=$source/content/${name#*:}.schema.json" || break
    name=
done
[ -z "$name" ]
result $? "editors are told the schemas"
if "$python" -c 'import jsonschema, yaml' 2>/dev/null; then
    "$python" "$source/tests/schema.py" accept My-first_report >said 2>&1
    result $? "which take it"
else
    number=$((number + 1))
    echo "ok $number - which take it # SKIP python3 with yaml and jsonschema is not here"
fi
LECTERN_DATA=$folder/nothing "$lectern" --new bare >said 2>&1 && ! grep -q yaml-language-server bare/*.yaml && "$lectern" --check bare >said 2>&1
result $? "where there are no schemas none is named"

named() # FOLDER ID TITLE
{
    "$lectern" --new="$1" >said 2>&1 && "$lectern" --check -- "$1" >said 2>&1 && [ ! -s said ] && has "$1/report.yaml" "id: $2" && has "$1/report.yaml" "title: \"$3\""
    result $? "the report in a folder called $1 becomes \"$2\""
}
named 'Über Größe' 'uber-grosse' 'Über Größe'
named 'a: b # "c" \d' 'a-b-c-d' 'A: b # \"c\" \\d'
named '報告' 'report' '報告'
named '---' 'report' 'Report'
named 'nested.v2' 'nested-v2' 'Nested.v2'
mkdir below
named below/ below Below
mkdir dot
(cd dot && "$lectern" --new . >../said 2>&1) && has dot/report.yaml 'id: dot'
result $? "the folder one is in has a name too"

mkdir full
echo mine >full/report.yaml
refuses "a folder with something in it stays" 2 'full.*not empty' --new full
[ "$(cat full/report.yaml)" = mine ] && [ "$(ls full)" = report.yaml ]
result $? "as it was"
echo mine >file
refuses "and so does a file" 2 'name another' --new=file
[ "$(cat file)" = mine ]
result $? "as it was, too"
refuses "a folder in one that is not there is told" 3 'no/where' --new=no/where
refuses "no name is told" 2 'name of a folder' --new=
refuses "and so is another report" 2 'nothing else' --new=x My-first_report
refuses "it goes with no other face" 2 'cannot be asked for together' --new=x --dump
refuses "no report is made in secure mode" 2 '--new is not there in secure mode' --secure --new=x
[ ! -e x ]
result $? "nothing was made of it"
echo "1..$number"
[ -z "$failed" ]

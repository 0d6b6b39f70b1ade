#!/bin/sh
# The schema, the loader and the reports say the same of what is right and what is wrong.
# Of each tests/reports/broken/x.yaml both say no, and x.check is what `lectern --check` says, to the letter, and its exit status.
# Of each tests/reports/beyond-schema/x.yaml only lectern does: no schema can see what is wrong there.
srcdir=${srcdir:-.}
export srcdir
lectern=$PWD/lectern
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import jsonschema, yaml' 2>/dev/null; then
    echo "1..0 # SKIP python3 with yaml and jsonschema is not here (Debian: python3-yaml python3-jsonschema)"
    exit 0
fi
# What is printed does not hang on the person's language or settings.
LC_ALL=C.UTF-8
export LC_ALL
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

number=0
result() # STATUS NAME: one case; what was printed to $work/out is shown where it failed
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        sed 's/^/# /' "$work/out"
    fi
}

good()
{
    "$python" "$srcdir/tests/schema.py" accept "$srcdir/$1" >"$work/out" 2>&1
    result $? "the schema takes $1"
    "$lectern" --check "$srcdir/$1" >"$work/out" 2>&1
    result $? "lectern takes $1"
}

checked() # the folder and the name of a one-file report: whether --check says just what stands in x.check, and exits as it says there
{
    (cd "$srcdir/$1" && "$lectern" --check "$2.yaml" 2>&1 >/dev/null; echo "exit status $?") >"$work/said"
    diff -u "$srcdir/$1/$2.check" "$work/said" >"$work/out" 2>&1
    result $? "lectern refuses $1/$2 and says why"
}

set -- "$srcdir"/content/*/report.yaml "$srcdir"/tests/reports/every-block/report.yaml
broken=$(cd "$srcdir/tests/reports/broken" && echo *.yaml)
beyond=$(cd "$srcdir/tests/reports/beyond-schema" && echo *.yaml)
cases=$(($# * 2 + 1))
for name in $broken $beyond; do
    cases=$((cases + 2))
done
echo "1..$cases"

"$python" "$srcdir/tests/schema.py" described >"$work/out" 2>&1
result $? "each key says in the schema what it is for"
for report; do
    report=${report#"$srcdir"/}
    good "${report%/report.yaml}"
done
for name in $broken; do
    "$python" "$srcdir/tests/schema.py" refuse "$srcdir/tests/reports/broken/$name" >"$work/out" 2>&1
    result $? "the schema refuses broken/$name"
    checked tests/reports/broken "${name%.yaml}"
done
for name in $beyond; do
    "$python" "$srcdir/tests/schema.py" accept "$srcdir/tests/reports/beyond-schema/$name" >"$work/out" 2>&1
    result $? "the schema can't see what is wrong in beyond-schema/$name"
    checked tests/reports/beyond-schema "${name%.yaml}"
done

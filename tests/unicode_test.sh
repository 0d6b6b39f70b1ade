#!/bin/sh
# The lines that lectern makes of the sampler's paragraphs at 40 cells, judged by ICU from outside, and the table of doc/unicode.md. TAP.
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import icu, yaml' 2>/dev/null; then
    echo "1..0 # SKIP python3 with icu and yaml is not here (Debian: python3-icu python3-yaml)"
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1 exec "$python" "${srcdir:-.}/tests/unicode/compare.py" "$PWD/lectern" "${srcdir:-.}" check

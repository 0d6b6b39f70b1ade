#!/bin/sh
# Pages of the sampler in a real terminal, tmux. TAP. As `drift_test.sh all` (make check-long) all its chapters.
source=$(cd "${srcdir:-.}" && pwd)
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import yaml' 2>/dev/null || ! command -v tmux >/dev/null; then
    echo "1..0 # SKIP tmux, or python3 with yaml, is not here (Debian: tmux python3-yaml)"
    exit 0
fi
chapters='arabic burmese japanese hard-cases'
[ "${1:-}" != all ] || chapters=
unset LECTERN LECTERN_WIDTH ACCESSIBLE
# shellcheck disable=SC2086 # names of chapters
LECTERN_DATA=$source PYTHONDONTWRITEBYTECODE=1 exec "$python" "$source/tests/unicode/drift.py" "$PWD/lectern" "$source" $chapters

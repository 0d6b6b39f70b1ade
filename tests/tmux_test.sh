#!/bin/sh
# No column drifts in tmux. TAP.
srcdir=${srcdir:-.}
may_preload=no
. "$srcdir/tests/faults/set-up.sh"
command -v tmux >/dev/null || skip "tmux is not here"
"$python" "$srcdir/tests/screens/tmux.py" "$lectern" "$srcdir" "$folder"

#!/bin/sh
# The state is on a disk that is full, becomes read-only, or hangs: nothing is lost, nothing is silent. As root, or with user namespaces. TAP; tests/faults/README.
srcdir=${srcdir:-.}
. "$srcdir/tests/faults/set-up.sh"
for how in "unshare -m" "unshare -rm"; do
    # shellcheck disable=SC2086
    $how mount -t tmpfs tmpfs "$folder" 2>/dev/null && apart=$how && break
done
[ -n "$apart" ] || skip "no file system can be mounted here: that takes root, or user namespaces"
mkdir "$folder/runs"
# shellcheck disable=SC2086
exec $apart "$python" "$srcdir/tests/faults/disks.py" "$lectern" "$srcdir/tests/reports/one.yaml" "$folder/runs" "$@"

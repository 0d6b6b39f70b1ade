#!/bin/sh
# --compile: a long report is compiled once for everybody, read from there by all who may trust it, and where it can't be trusted all is as without.
# TAP. The program is po/lectern in the build folder, which looks for compiled reports in po/cache.
source=$(cd "${srcdir:-.}" && pwd)
lectern=$PWD/po/lectern
shared=$PWD/po/cache
folder=$(mktemp -d)
trap 'rm -rf "$folder" "$shared"' EXIT
rm -rf "$shared"
chmod 755 "$folder"
cd "$folder" || exit 99
HOME=$folder/home
LC_ALL=C.UTF-8
LECTERN_PATH=$folder/shelf
export HOME LC_ALL LECTERN_PATH LECTERN_DATA="$source"
unset LECTERN_SCREEN_READER ACCESSIBLE XDG_STATE_HOME XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME LECTERN LECTERN_SECURE LESSSECURE
mkdir "$HOME"
number=0
failed=

result() # OK NAME
{
    number=$((number + 1))
    if [ "$1" = yes ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
    fi
}

skip() # NAME REASON
{
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

umask 022
mkdir -p shelf/long
LC_ALL=C awk 'BEGIN {
    print "lectern: 1\nid: long\ntitle: A Long Report\nlanguage: en\nchapters: [c1.yaml, c2.yaml]" > "shelf/long/report.yaml"
    for (chapter = 1; chapter <= 2; chapter++) {
        name = "shelf/long/c" chapter ".yaml"
        print "id: c" chapter "\ntitle: Chapter " chapter "\nbody:" > name
        for (text = 1; text <= 4000; text++)
            print "  - The *words* of " chapter "." text ", a [link](#c1) and a caf\303\251 in R\303\251union." > name
    }
}'
touch -d 2001-01-01 shelf/long/*.yaml

own() { find "$HOME/.cache" -name 'long-*' 2>/dev/null; }
compiled() { find "$shared" -name 'long-*' 2>/dev/null; }
chapters() { compiled | grep -v folded; }

compile() # STATUS-DUE [ARGUMENT…]: and whether all that is said fits what is on standard input, a regular expression
{
    due=$1
    shift
    "$lectern" --compile "$@" >out 2>&1
    status=$?
    read -r said
    ok=
    [ "$status" -eq "$due" ] && [ "$(wc -l <out)" -eq 1 ] && grep -qE "$said" out && ok=yes
    [ "$ok" ] || sed "s/^/# $status: /" out
}

searched() # FILE [OPTION…]: what somebody who kept nothing yet finds on the shelf
{
    rm -rf "$HOME/.cache"
    what=$1
    shift
    for word in 'cafe in reunion' 'words of 2.77,' 'nowhere at all'; do
        "$lectern" --shelf --search="$word" "$@"
        echo "status $?"
    done >"$what" 2>&1
}

used() # NAME: what is compiled is: all is as without, and nothing of one's own is kept
{
    searched out
    [ -z "$(own)" ] && cmp -s expected out && ok=yes || ok=
    result "$ok" "$1"
}

unused() # NAME: it is not, and then it is as it was
{
    searched out
    [ -n "$(own)" ] && cmp -s expected out && ok=yes || ok=
    result "$ok" "$1"
    rm -rf "$shared"
    [ ! -d good ] || cp -Rp good "$shared"
}

searched expected --no-cache
unused "before, everybody has an own one"
rm -rf "$HOME/.cache"

compile 0 long <<END
^long is compiled, in $shared\\.\$
END
result "$ok" "a long report is compiled, and where is told"
(umask 077; rm -rf "$shared"; "$lectern" --compile long >out 2>&1)
[ "$(find "$shared" -perm 0755 -type d)" = "$shared" ] && [ "$(find "$shared" -perm 0644 -type f | wc -l)" -eq 2 ] && [ "$(find "$shared" -type f | wc -l)" -eq 2 ] && ok=yes || ok=
result "$ok" "its text and its words, for everybody to read, whatever the umask"
[ ! -e "$HOME/.cache" ] && [ ! -e "$HOME/.local" ] && ok=yes || ok=
result "$ok" "and nothing is written elsewhere"
used "who reads it keeps none"
before=$(cksum "$shared"/*)
compile 0 long <<END
^long is compiled
END
[ "$ok" ] && [ "$(cksum "$shared"/*)" = "$before" ] && ok=yes || ok=
result "$ok" "again: it stays as it is"
cp -Rp "$shared" good

orders='search cafe in reunion\nnext-hit\nhits\n3 Enter\ngoto 2.77\nwhere\nlast\nwhere\nsearch nowhere at all\nq\n'
dialogue() { rm -rf "$HOME/.local"; printf '%b' "$orders" | "$lectern" --line "$@" long 2>&1; echo "status $?"; }
dialogue --no-cache >plain
dialogue >out
cmp -s plain out && grep -q 'of 8,000' out && ok=yes || ok=
result "$ok" "a session is as without"
compile 0 human-trafficking-1 <<END
^human-trafficking-1 is short: it opens as fast without a compiled copy\\.\$
END
[ "$(find "$shared" -type f | wc -l)" -eq 2 ] || ok=
result "$ok" "a short one needs none"
rm -rf "$shared"
"$lectern" --compile --shelf >out 2>&1
[ $? -eq 0 ] && [ "$(compiled | wc -l)" -eq 2 ] && grep -q '^long is compiled' out && grep -q '^human-trafficking-1 is short' out && ok=yes || ok=
result "$ok" "with --shelf all that are installed are"
rm -rf "$shared"
cp -Rp good "$shared"

name="no byte of a chapter is read from its file; nothing of what is compiled with --no-cache, in private and in secure mode"
if command -v strace >/dev/null && strace -o try true 2>/dev/null; then
    traced() # OPTION…: bytes read of chapters, and calls on compiled files
    {
        rm -f trace.*
        printf 'search cafe in reunion\nq\n' | ASAN_OPTIONS=detect_leaks=0 strace -ff -y -e trace=open,openat,read,pread64,mmap -o trace "$lectern" --line "$@" >out 2>&1
        cat trace.* | sed -nE 's|.*/shelf/long/c[0-9]\.yaml>.* = ([0-9]+)$|\1|p' | awk '{ sum += $1 } END { printf "%d", sum }'
        echo " $(cat trace.* | grep -c "$shared")"
    }
    with=$(traced long) without=$(traced --no-cache long) private=$(traced --private long) secure=$(traced --secure lectern-tutorial)
    echo "# bytes and calls: $with with it, $without with --no-cache, $private private, $secure in secure mode"
    [ "${with% *}" -eq 0 ] && [ "${with#* }" -gt 4 ] && [ "${without#* }" -eq 0 ] && [ "${without% *}" -gt 500000 ] && [ "${private#* }" -eq 0 ] && [ "${secure#* }" -eq 0 ] && ok=yes || ok=
    result "$ok" "$name"
else
    skip "$name" "strace is not here, or may not trace"
fi

# What can't be trusted
file=$(chapters)
: >"$file"
unused "an empty one is not used"
dd if=good/"${file##*/}" of="$file" bs=1000 count=300 2>/dev/null
unused "nor one that is cut off"
printf '\377' | dd of="$file" bs=1 seek=24 conv=notrunc 2>/dev/null
unused "nor one of another version"
dd if=/dev/urandom of="$file" bs=1000 seek=100 count=500 conv=notrunc 2>/dev/null
unused "nor a damaged one"
chmod g+w "$file"
unused "nor one that a group may write"
chmod o+w "$shared"
unused "nor one in a folder where everybody may write"
mv "$file" aside && ln -s "$folder/aside" "$file"
unused "nor a link"
rm -f "$file" && mkfifo "$file"
unused "nor a FIFO"
rm -rf "$shared" && : >"$shared"
unused "nor a file in the place of the folder"
if [ "$(id -u)" -eq 0 ] && chown 12345 "$file" 2>/dev/null; then
    unused "one of another user is not used"
    chown 12345 "$shared"
    unused "nor one in another user's folder"
    mkdir other && chown 65534 other
    name="root's is used by everybody"
    if setpriv --reuid=65534 --regid=65534 --clear-groups "$lectern" --version >out 2>&1; then
        setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$folder/other" "$lectern" --shelf --search='words of 2.77,' >out 2>&1
        [ $? -eq 0 ] && grep -q 'words of 2.77' out && [ ! -e other/.cache ] && ok=yes || ok=
        result "$ok" "$name"
    else
        skip "$name" "only root can be another user, and that one may not look into this folder"
    fi
else
    for name in "one of another user is not used" "nor one in another user's folder" "root's is used by everybody"; do
        skip "$name" "only root can be another user"
    done
fi
used "all these times it was as good as before"

# What has changed
chmod o-r shelf/long/c2.yaml
compile 2 long <<END
^lectern: $folder/shelf/long/c2.yaml: not everybody may read this file
END
[ -z "$(compiled)" ] || ok=
result "$ok" "what not everybody may read is not compiled, and what was is removed"
"$lectern" --compile --shelf >out 2>&1
[ $? -eq 0 ] && [ -z "$(compiled)" ] && ! grep -q long out && ok=yes || ok=
result "$ok" "with --shelf it is left out"
chmod o+r shelf/long/c2.yaml
chmod o-x shelf/long
compile 2 long <<END
^lectern: $folder/shelf/long/report.yaml: not everybody may read this file
END
result "$ok" "nor where not everybody comes to"
chmod o+x shelf/long
"$lectern" --compile long >out 2>&1
sed 's/café/tea/' shelf/long/c2.yaml >new && cat new >shelf/long/c2.yaml && touch -d 2002-02-02 shelf/long/c2.yaml
searched expected --no-cache
searched out
cmp -s expected out && [ -n "$(own)" ] && ok=yes || ok=
result "$ok" "a chapter that was saved anew is read anew"
compile 0 long <<END
^long is compiled
END
result "$ok" "and compiled anew"
used "then that is used"

# What fails
compile 2 nowhere <<END
^lectern: there is no file or folder "nowhere"
END
result "$ok" "a report that is not there is told"
"$lectern" --compile - <"$source/tests/reports/one.yaml" >out 2>&1
[ $? -eq 2 ] && grep -q '^lectern: nothing is compiled of a report from standard input' out && ok=yes || ok=
result "$ok" "standard input is refused"
cp -R shelf/long broken && printf 'id: [' >broken/c2.yaml
touch -d 2001-01-01 broken/*.yaml
"$lectern" --compile broken >out 2>&1
[ $? -eq 2 ] && grep -q "^lectern: chapter 2 can't be read: " out && ok=yes || ok=
result "$ok" "so is a chapter that can't be read"
rm -rf "$shared" && : >"$shared"
compile 3 long <<END
^lectern: $shared: this folder can't be written: Not a directory\$
END
result "$ok" "a folder that can't be made is status 3, with the reason"
rm -f "$shared"
mkdir -m 755 "$shared"
for how in "unshare -m" "unshare -rm"; do
    $how mount -t tmpfs tmpfs "$folder" 2>/dev/null && apart=$how && break
done
on_disk() # NAME OPTIONS REASON
{
    if [ "$apart" ]; then
        $apart sh -c "mount -t tmpfs -o '$2' tmpfs '$shared' && '$lectern' --compile long; status=\$?; ls '$shared'; exit \$status" >out 2>&1
        [ $? -eq 3 ] && [ "$(wc -l <out)" -eq 1 ] && grep -q "^lectern: $shared: this folder can't be written: $3\$" out && ok=yes || ok=
        [ "$ok" ] || sed 's/^/# /' out
        result "$ok" "$1"
    else
        skip "$1" "no file system can be mounted here: that takes root, or user namespaces"
    fi
}
on_disk "so is a full disk, and nothing is left on it" size=64k 'No space left on device'
on_disk "so are read-only media" ro 'Read-only file system'
for wrong in --private --no-cache --json --secure --dump --marks; do
    compile 2 "$wrong" long <<END
^lectern: 
END
    [ "$ok" ] || break
done
result "$ok" "what it does not go with is refused"

echo "1..$number"
[ -z "$failed" ]

#!/bin/sh
# Secure mode: no way out of the shelf and the state by any option, command or variable; what the kernel holds besides; lent rights are refused.
# TAP. The program is ./lectern in the build folder. A copy of it is run, beside content and keymaps, which are then the shelf: no variable may be.
source=$(cd "${srcdir:-.}" && pwd)
built=${LECTERN_PROGRAM:-$PWD/lectern}
screens=$PWD/tests/screens/run
id=human-trafficking-1
folder=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
chmod 755 "$folder"     # another user is to run what is in it
unset LECTERN LECTERN_WIDTH LECTERN_KEYMAP LECTERN_SCREEN_READER LECTERN_SECURE LESSSECURE ACCESSIBLE LANG LANGUAGE
bait=$folder/bait tree=$folder/tree
mkdir -p "$tree/bin" "$bait/lectern/$id" "$bait/lectern/keymaps" "$bait/home/.local/share/lectern/$id" "$bait/home/.config/lectern/keymaps" \
    "$bait/home/.cache/lectern" "$bait/home/.terminfo/x" "$bait/content" "$bait/keymaps"
cp "$built" "$tree/bin/lectern"
cp -r "$source/content" "$source/keymaps" "$tree"
chmod -R u+w "$tree"
lectern=$tree/bin/lectern
for place in "$bait" "$bait/lectern/$id" "$bait/home/.local/share/lectern/$id" "$bait/$id"; do
    mkdir -p "$place"
    printf 'lectern: 1\nid: %s\ntitle: Bait\nchapters:\n  - {id: a, title: A, body: [Bait.]}\n' "$id" >"$place/report.yaml"
done
for place in "$bait/lectern" "$bait/home/.config/lectern"; do
    printf 'width: 33\nkeymap: baited\n' >"$place/config.yaml"
    printf 'lectern-keymap: 1\nextends: default\nkeys: {}\n' >"$place/keymaps/baited.yaml"
done
LC_ALL=C.UTF-8 HOME=$bait/home XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$bait XDG_CONFIG_DIRS=$bait XDG_DATA_HOME=$bait XDG_DATA_DIRS=$bait
XDG_CACHE_HOME=$bait XDG_RUNTIME_DIR=$bait TMPDIR=$bait LECTERN_PATH=$bait LECTERN_DATA=$bait TERMINFO=$bait/home/.terminfo TERMINFO_DIRS=$bait
LOCPATH=$bait NLSPATH=$bait/%N ICU_DATA=$bait TZ=:$bait/zone TZDIR=$bait GCONV_PATH=$bait LANGUAGE=$bait/de EDITOR=$bait/editor VISUAL=$bait/editor
BROWSER=$bait/browser PAGER=$bait/pager SHELL=$bait/shell LECTERN_SPEECH=$bait/speech TERM=xterm
export LC_ALL HOME XDG_STATE_HOME XDG_CONFIG_HOME XDG_CONFIG_DIRS XDG_DATA_HOME XDG_DATA_DIRS XDG_CACHE_HOME XDG_RUNTIME_DIR TMPDIR LECTERN_PATH \
    LECTERN_DATA TERMINFO TERMINFO_DIRS LOCPATH NLSPATH ICU_DATA TZ TZDIR GCONV_PATH LANGUAGE EDITOR VISUAL BROWSER PAGER SHELL LECTERN_SPEECH TERM
mkdir "$folder/work"
cd "$folder/work" || exit 99
cp -r "$bait/$id" "$id"     # what stands as a path comes first, else

number=0 failed= status=

result() # ok|"" NAME [FILE]: one case; shows the file, or what was printed, where it is not ok
{
    number=$((number + 1))
    if [ "$1" ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        echo "# exit status $status"
        cat ${3:-../out ../err} | sed 's/^/# /' | head -n 30
    fi
}

skip() # NAME REASON
{
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

run() # ARGUMENT…
{
    "$lectern" "$@" </dev/null >../out 2>../err
    status=$?
}

said() { tr '\n' ' ' <../out; }

is_refused() { [ "$status" -eq 2 ] && [ ! -s ../out ] && tr '\n' ' ' <../err | grep -Eq "in secure mode \(set by ($1)\)"; }

# What asks for it
ok=yes
for by in --secure LECTERN_SECURE=1 LESSSECURE=1 LECTERN_SECURE=0 'LECTERN=--width=40 --secure'; do
    case $by in
    --secure) run --secure --dump "$bait" ;;
    *) (export "$by"; run --dump "$bait"; exit $status); status=$? ;;
    esac
    is_refused '--secure|LECTERN_SECURE|LESSSECURE|LECTERN' || ok=
done
result "$ok" "--secure, LECTERN_SECURE, LESSSECURE, and --secure within LECTERN ask for it"
(LECTERN_SECURE='' LESSSECURE='' && export LECTERN_SECURE LESSSECURE && run --dump "$bait" && [ "$status" -eq 0 ] && grep -q Bait ../out) && ok=yes || ok=
result "$ok" "empty variables ask for nothing"
ok=yes
(LECTERN_SECURE='' LECTERN='--width=40' && export LECTERN_SECURE LECTERN && run --secure --width=40 --dump "$bait"; exit $status); status=$?
is_refused --secure || ok=
(LESSSECURE=1 LECTERN_SECURE='' && export LESSSECURE LECTERN_SECURE && run --dump "$bait"; exit $status); status=$?
is_refused LESSSECURE || ok=
for option in --secure=off --secure=no --no-secure --insecure; do
    run --secure "$option" --dump "$bait"
    [ "$status" -eq 2 ] && [ ! -s ../out ] && grep -q 'there is no option' ../err || ok=
done
result "$ok" "no later option and no variable takes it back"

# What is read
ok=yes
for path in "$bait" "$bait/report.yaml" ./$id ../work/$id "$tree/content/$id" - /etc/passwd . "$id/" "$bait#a" nowhere ''; do
    run --secure --dump "$path"
    is_refused --secure && grep -q "by its id: .* is none of $id" ../err || ok=
done
result "$ok" "no path is read, also none of the shelf, and no standard input: installed reports are named"
run --secure --contents "$id"
[ "$status" -eq 0 ] && grep -q 'Trafficking' ../out && ! grep -q Bait ../out && ok=yes || ok=
result "$ok" "an id is that of an installed report, not the path of that name"
run --secure --dump "$id#2"
[ "$status" -eq 0 ] && [ -s ../out ] && ok=yes || ok=
result "$ok" "#PLACE goes with it"
ok=yes
for keymap in ./baited.yaml "$bait/lectern/keymaps/baited.yaml" ../bait/lectern/keymaps/baited.yaml; do
    run --secure --line --keymap="$keymap" "$id"
    is_refused --secure && grep -q 'a keymap is an installed one' ../err || ok=
done
run --secure --line --keymap=baited "$id"
[ "$status" -eq 2 ] && grep -q 'no keymap "baited"' ../err || ok=
run --secure --line --keymap=vi "$id"
[ "$status" -eq 0 ] || ok=
result "$ok" "of keymaps only the installed ones are there"

# No way out: everything in the environment leads to the bait, and so does every argument. What a system call names of it is wrong.
# Under AddressSanitizer the search for leaks would fail: it traces too, and one process may have one tracer.
traced() # NAME ARGUMENT…: adds what is wrong to ../wrong
{
    name=$1
    shift
    (ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0 && export ASAN_OPTIONS &&
        exec strace -f -s 4096 -e signal=none -o ../trace -e 'trace=%file,%process,%network' "$lectern" "$@" 2>../err >../out)
    status=$?
    sed -e 1d -e '/--- SIGCHLD /d' -e '/<\.\.\. [a-z0-9_]* resumed>/d' ../trace >../calls    # what it names stands where the call began
    {
        grep -F "$bait" ../calls
        grep -E 'execve|execveat|socket|connect\(' ../calls
        grep -E 'O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|mkdir|rename|unlink|mknod|symlink|[^d]link\(|[^d]linkat|truncate|chmod|chown|utime' ../calls | grep -Ev "\"/dev/(null|tty)\"|\"$folder(/state(/lectern(/[^/\"]*)?)?)?\"|\"(/[^/\"]*)?\"|unlinked"
        grep -q '^[0-9]* *exit_group' ../calls || echo "the program did not end"
    } | sed "s|^|$name: |" >>../wrong
}
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    commands=$(grep -o '{\.name = "[a-z-]*"' "$source/src/reader/command.c" | cut -d '"' -f 2 | grep -vx -e key-help -e quit)
    [ "$(echo "$commands" | wc -l)" -gt 90 ] || echo "Bail out! the commands are not found"
    for command in $commands key-help quit; do
        printf ':%s %s/out\nEsc\nEsc\n:%s\nEsc\nEsc\n' "$command" "$bait" "$command"
    done >../lines
    : >../wrong
    find "$bait" . -exec ls -ld {} + >../before
    traced 'line mode' --secure --line "$id" <../lines
    find "$bait" . -exec ls -ld {} + >../after
    ok=
    [ "$status" -eq 0 ] && [ ! -s ../wrong ] && cmp -s ../before ../after && grep -q "$folder/state/lectern/$id.yaml" ../calls && ok=yes
    result "$ok" "no command opens, runs, connects or writes anything else" ../wrong
    ! grep 'There is no command' ../out | grep -qv '"Esc"' && said | grep -q 'stop is not there in secure mode (set by --secure): it leads to the shell' && ok=yes || ok=
    result "$ok" "each was tried; what is not allowed says why"
    options=$("$lectern" --help | grep -oE '^  --[a-z-]+=?' | tr -d ' ')
    [ "$(echo "$options" | wc -l)" -gt 20 ] || echo "Bail out! the options are not found"
    : >../wrong
    for option in $options; do
        case $option in
        --search= | --complete= | --forget=) traced "$option" --secure "$option$bait/out" "$id" </dev/null ;;
        *=) traced "$option" --secure --line "$option$bait/out" "$id" </dev/null ;;
        *) traced "$option" --secure "$option" "$id" </dev/null ;;
        esac
    done
    [ ! -s ../wrong ] && ok=yes || ok=
    result "$ok" "no option does" ../wrong
    : >../wrong
    traced shelf --secure </dev/null
    traced path --secure --dump "$bait" </dev/null
    traced state --secure --marks "$id" </dev/null
    [ ! -s ../wrong ] && ok=yes || ok=
    result "$ok" "nor does what is named instead of a report, or nothing" ../wrong
    # Of a long report in the shelf there is a compiled copy that another search made: it is not read, and stays as it is.
    mkdir -p "$tree/content/long"
    printf 'lectern: 1\nid: long\ntitle: A Long Report\nlanguage: en\nchapters: [c.yaml]\n' >"$tree/content/long/report.yaml"
    awk 'BEGIN { print "id: c\ntitle: C\nbody:"; for (text = 1; text <= 6000; text++) print "  - The *words* of the text " text ", of which there are many." }' >"$tree/content/long/c.yaml"
    touch -d 2001-01-01 "$tree/content/long"/*.yaml
    (LECTERN_PATH=$tree/content && run --shelf --search='words of the text 5000')
    find "$bait" -type f -exec ls -l --time-style=full-iso {} + >../before
    : >../wrong
    traced 'shelf search' --secure --shelf --search='words of the text 5000' </dev/null
    find "$bait" -type f -exec ls -l --time-style=full-iso {} + >../after
    ok=
    [ "$status" -eq 0 ] && grep -q 'text 5000' ../out && grep -q 'long-.*compiled' ../before && cmp -s ../before ../after && [ ! -s ../wrong ] && ok=yes
    result "$ok" "a search of the shelf neither makes nor reads compiled copies" ../wrong
    rm -r "$tree/content/long" "$bait"/lectern/long-*
    : >../wrong
    if command -v script >/dev/null; then
        export lectern id folder
        (sleep 1; printf '\032tq/the\rnm==q'; sleep 1) | SHELL=/bin/sh ASAN_OPTIONS=detect_leaks=0 script -qec \
            'strace -f -s 4096 -e signal=none -o ../trace -e trace=%file,%process,%network "$lectern" --secure "$id"' /dev/null >../out 2>../err
        status=$?
        sed 1d ../trace | grep -E "$bait|execve|socket|connect\(" >../wrong
        [ "$status" -eq 0 ] && [ ! -s ../wrong ] && grep -q terminfo ../trace && ok=yes || ok=
        result "$ok" "nor does the screen: descriptions of terminals are the system's" ../wrong
    else
        skip "nor does the screen: descriptions of terminals are the system's" "script is not here (Debian: bsdutils)"
    fi
else
    for name in "no command opens, runs, connects or writes anything else" "each was tried; what is not allowed says why" "no option does" \
        "nor does what is named instead of a report, or nothing" "a search of the shelf neither makes nor reads compiled copies" \
        "nor does the screen: descriptions of terminals are the system's"; do
        skip "$name" "strace does not run here (Debian: strace)"
    done
fi
printf 'verbosity high\nbookmark mine\nq\n' | "$lectern" --secure --line "$id" >../out 2>../err
status=$?
ok=
[ "$status" -eq 0 ] && said | grep -q 'but only this time: secure mode keeps no settings' && grep -q mine "$folder/state/lectern/$id.yaml" && ok=yes
result "$ok" "bookmarks are kept, settings are not"
ok=
[ "$(find "$folder/state" -type d ! -perm 700 -o -type f ! -perm 600 | wc -l)" -eq 0 ] && [ "$(find "$folder/state" -type f | wc -l)" -ge 1 ] && ok=yes
result "$ok" "in files of 0600 in folders of 0700"
(sleep 3; echo q) | sh -c 'echo $$ >../reader; exec "$1" --secure --line "$2"' sh "$lectern" "$id" >../out 2>../err &
sleep 1
reader=$(cat ../reader)
kill -TSTP "$reader"
sleep 0.3
grep -q '^State:.*stopped' "/proc/$reader/status" 2>/dev/null && ok= || ok=yes
grep -Eq '^Max core file size  *0  *0 ' "/proc/$reader/limits" || ok=
kill -CONT "$reader" 2>/dev/null
wait "$!"
status=$?
[ "$status" -eq 0 ] || ok=
result "$ok" "the signal of Ctrl-Z does not stop it, and a crash leaves no core"
shows() # SCREEN
{
    (unset LC_ALL TERM; cd "$source" && LECTERN=$lectern srcdir=$source "$screens" "$source/tests/screens/$1") >../out 2>../err
    status=$?
    [ "$status" -eq 0 ] && ! grep -q '^not ok' ../out && grep -q '^ok' ../out && ok=yes || ok=
}
no_emulator="there is no libvterm (Debian: libvterm-dev)"
if [ -x "$screens" ]; then
    shows secure.screen
    result "$ok" "on the screen Ctrl-Z and its signal do nothing either"
else
    skip "on the screen Ctrl-Z and its signal do nothing either" "$no_emulator"
fi
if [ ! -x "$screens" ]; then
    skip "words are parted" "$no_emulator"
elif [ ! -r /usr/share/hyphen/hyph_en_US.dic ] || [ -z "$(find /usr/lib /usr/lib64 -name libhyphen.so.0 2>/dev/null)" ]; then
    skip "words are parted" "there is no libhyphen with English patterns (Debian: libhyphen0 hyphen-en-us)"
else
    shows secure-hyphenation.screen
    result "$ok" "words are parted, libhyphen is not locked out"
fi

# The system's configuration
system=${SYSCONFDIR:-/usr/local/etc}
if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
    top=$system
    while [ ! -d "$top" ]; do top=$(dirname "$top"); done
    export system top lectern id
    unshare -m sh -c 'mount -t tmpfs none "$top" && mkdir -p "$system/xdg/lectern/keymaps" && printf "width: 31\nkeymap: kiosk\n" >"$system/xdg/lectern/config.yaml" &&
        printf "lectern-keymap: 1\nextends: default\nkeys: {page: {Z: where}}\n" >"$system/xdg/lectern/keymaps/kiosk.yaml" &&
        printf "Z\nq\n" | "$lectern" --secure --line "$id"' >../out 2>../err
    status=$?
    ok=
    [ "$status" -eq 0 ] && awk 'length > 31 { exit 1 }' ../out && said | grep -q 'Chapter [1-5] of' && ok=yes
    result "$ok" "the configuration of the system is read, and its keymaps"
else
    skip "the configuration of the system is read, and its keymaps" "only root can mount a file system for it"
fi

# What the kernel holds
printf 'where\nwhere\nq\n' | "$lectern" --secure --line "$id" >../out 2>../err
status=$?
said | grep -Eq 'Secure mode, set by --secure: .*(Landlock|seccomp)' && ok=yes || ok=
result "$ok" "where, the second time, tells what the kernel holds it to"
LECTERN_DATA=$source "$lectern" --dump --width=40 "$source/content/lectern-sampler" >../wanted 2>../err && "$lectern" --secure --dump --width=40 lectern-sampler >../out 2>>../err
status=$?
[ "$status" -eq 0 ] && [ ! -s ../err ] && cmp ../wanted ../out && [ "$(wc -c <../out)" -gt 20000 ] && ok=yes || ok=
result "$ok" "texts that need ICU, which is opened when it is needed, are read there all the same"
printf 'where long\nq\n' | HOME=$folder/home XDG_CONFIG_HOME=$folder/home LECTERN_DATA=$source "$lectern" --line "$source/content/$id" >../out 2>../err
said | grep -q 'Ordinary mode: lectern is not locked in' && ok=yes || ok=
result "$ok" "and in the ordinary mode that it is not locked in"
printf 'where long\nq\n' | "$lectern" --secure --line "$id" >../out 2>../err
if grep -q __asan_init "$lectern"; then
    skip "a hole in the reader leads nowhere" "what is preloaded does not go with a sanitizer"
elif ! said | grep -q '(Landlock and seccomp)'; then
    skip "a hole in the reader leads nowhere" "this kernel has not both Landlock and seccomp"
elif ! ${CC:-cc} -shared -fPIC -o ../hole.so "$source/tests/secure/hole.c" 2>../err; then
    result "" "a hole in the reader leads nowhere"
else
    echo secret >"$folder/secret"
    (sleep 1; kill -USR1 "$(cat ../reader)"; sleep 1) | (sh -c 'echo $$ >../reader; exec env LD_PRELOAD=../hole.so HOLE="$1/secret" "$2" --secure --line "$3"' sh "$folder" "$lectern" "$id" >../out 2>../err; echo $? >../status)
    status=$(cat ../status)
    printf 'read: Permission denied\nwrite: Permission denied\nremove: Permission denied\nconnect: Operation not permitted\ntype: Operation not permitted\nrun: Operation not permitted\n' >../wanted
    ok=
    [ "$status" -eq 77 ] && cmp -s ../wanted ../err && [ -s "$folder/secret" ] && [ ! -e "$folder/secret.new" ] && ok=yes
    result "$ok" "a hole in the reader leads nowhere"
    (sleep 1; kill -USR1 "$(cat ../reader)"; sleep 1) | (sh -c 'echo $$ >../reader; exec env LECTERN_DATA="$3" XDG_CONFIG_HOME="$1" LD_PRELOAD=../hole.so HOLE="$1/secret" "$2" --line "$3/content/human-trafficking-1"' sh "$folder" "$lectern" "$source" >../out 2>../err; echo $? >../status)
    grep -q '^read: done' ../err && grep -q '^remove: done' ../err && [ "$(cat ../status)" -eq 0 ] && ok=yes || ok=
    result "$ok" "which in the ordinary mode it would"
fi

# Lent rights
as_nobody() { ASAN_OPTIONS=detect_leaks=0 setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
lent() # NAME MODE: a copy with that mode, run by another user
{
    cp "$built" "$folder/lent" && chown 0:0 "$folder/lent" && chmod "$2" "$folder/lent"
    as_nobody "$folder/lent" --version >../out 2>../err </dev/null
    status=$?
    [ "$status" -eq 2 ] && [ ! -s ../out ] && grep -q 'rights that are not yours (setuid, setgid' ../err && ok=yes || ok=
    result "$ok" "$1"
}
python=${PYTHON:-/usr/bin/python3}
if [ "$(id -u)" -ne 0 ] || ! as_nobody true 2>/dev/null; then
    for name in "a setuid program refuses to run" "and a setgid one" "and one whose file has capabilities" "without them the same user may run it"; do
        skip "$name" "only root can lend rights"
    done
else
    cp "$(command -v id)" "$folder/id" && chown 0:0 "$folder/id" && chmod 4755 "$folder/id"
    if [ "$(as_nobody "$folder/id" -u)" = 0 ]; then
        lent "a setuid program refuses to run" 4755
        if grep -q __asan_init "$built"; then
            skip "and a setgid one" "that the process is hidden does not go with a sanitizer"
        else
            lent "and a setgid one" 2755
        fi
    else
        skip "a setuid program refuses to run" "this file system knows no setuid"
        skip "and a setgid one" "this file system knows no setuid"
    fi
    cp "$built" "$folder/lent" && chmod 755 "$folder/lent"
    as_nobody "$folder/lent" --version >../out 2>../err
    status=$?
    [ "$status" -eq 0 ] && ok=yes || ok=
    result "$ok" "without them the same user may run it"
    if "$python" -c 'import os, struct, sys; os.setxattr(sys.argv[1], "security.capability", struct.pack("<IIIII", 0x02000001, 1 << 13, 0, 0, 0))' "$folder/lent" 2>../err; then
        as_nobody "$folder/lent" --version >../out 2>../err
        status=$?
        [ "$status" -eq 2 ] && [ ! -s ../out ] && grep -q 'capabilities' ../err && ok=yes || ok=
        result "$ok" "and one whose file has capabilities"
    else
        skip "and one whose file has capabilities" "this file system knows no capabilities"
    fi
fi

echo "1..$number"
[ -z "$failed" ]

#!/bin/sh
# What is asked for on the command line, and what is said where it cannot be done: exit status and message. TAP.
# What needs a terminal is in tests/screens. The program is ./lectern in the build folder, the source is $srcdir (automake sets it).
source=$(cd "${srcdir:-.}" && pwd)
lectern=${LECTERN_PROGRAM:-$PWD/lectern}
report=$source/content/human-trafficking-1
folder=$(mktemp -d) || exit 99
trap 'chmod -R u+rwx "$folder"; rm -rf "$folder"' EXIT
unset LECTERN LECTERN_WIDTH LECTERN_KEYMAP LECTERN_SCREEN_READER LECTERN_PATH ACCESSIBLE
LC_ALL=C.UTF-8 HOME=$folder XDG_STATE_HOME=$folder/state XDG_CONFIG_HOME=$folder/config XDG_DATA_HOME=$folder/data XDG_DATA_DIRS=$folder/none
LECTERN_DATA=$source
export LC_ALL HOME XDG_STATE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_DATA_DIRS LECTERN_DATA
cd "$folder" || exit 99

number=0 failed=

result() # ok|"" NAME: one case; shows what was printed where it is not ok
{
    number=$((number + 1))
    if [ "$1" ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        echo "# exit status $status"
        sed 's/^/# out: /' out | head -n 20
        sed 's/^/# err: /' err | head -n 20
    fi
}

run() # ARGUMENT…: sets $status; out and err hold what was printed
{
    "$lectern" "$@" </dev/null >out 2>err
    status=$?
}

speaks_as_lectern() # whether each message on standard error begins so; lines that belong to one are indented
{
    [ -s err ] && ! grep -v '^  ' err | grep -qv '^lectern: '
}

# refuses NAME PATTERN ARGUMENT…: exit status 2, nothing on standard output, and the pattern (grep -E) on standard error
refuses()
{
    name=$1 pattern=$2
    shift 2
    run "$@"
    ok=
    [ "$status" -eq 2 ] && [ ! -s out ] && speaks_as_lectern && grep -Eq -e "$pattern" err && ok=yes
    result "$ok" "$name"
}

# gives NAME STATUS PATTERN ARGUMENT…: that exit status, and the pattern on standard output
gives()
{
    name=$1 wanted=$2 pattern=$3
    shift 3
    run "$@"
    ok=
    [ "$status" -eq "$wanted" ] && grep -Eq -e "$pattern" out && ok=yes
    result "$ok" "$name"
}

manifest() # NAME: a folder with a manifest from standard input
{
    mkdir -p "$1"
    cat >"$1/report.yaml"
}

# Help and version
gives "--help says what it is" 0 '^lectern reads long reports in a terminal' --help
head -n 4 out | grep -q -e '--screen-reader=page' && ok=yes || ok=
result "$ok" "--help names the screen-reader mode in its first lines"
ok=yes
for option in line dump contents search exact regex word marks shelf export-marks only import-marks merge check export pack output force new json command complete private no-cache compile forget yes terminal-test help version ambiguous bidi blank-lines citation columns copy hyphenation justification keymap marker mouse numbers probe screen-reader slow spacing status-line theme title width width-of; do
    grep -q -e "^  --$option[ =]" out || ok=
done
result "$ok" "--help lists every option"
awk 'length($0) > 100 { exit 1 }' out && ok=yes || ok=
result "$ok" "--help fits into 100 columns"
gives "--version names the program" 0 '^lectern [0-9]' --version
mkdir -p config/lectern
echo 'width: nonsense' >config/lectern/config.yaml
gives "--help works with a broken configuration" 0 '^Usage' --help
refuses "a broken configuration is told with its line" 'config.yaml:1:[0-9]+' --dump "$report"
rm -r config

# Widths
manifest signs <<'END'
lectern: 1
id: signs
title: Signs
language: en
chapters: [{id: a, title: Signs, body: ["§§§§ §§§§ §§§§ §§§§"]}]
END
gives "signs are narrow in a dump" 0 '^§§§§ §§§§ §§§§ §§§§$' --dump --width=20 signs
gives "and wide where that is asked for" 0 '^§§§§ §§§§$' --dump --width=20 --ambiguous=2 signs
refuses "a width that no sign has is told" '--ambiguous: .*auto, 1 or 2' --ambiguous=3 --dump signs
refuses "an unknown way to tell widths is told" '--width-of: .*auto, wcwidth or grapheme' --width-of=pixels --dump signs

# Options
refuses "an unknown option is named" 'no option --colour' --colour "$report"
refuses "--terminal-test wants a terminal" '--terminal-test asks a terminal' --terminal-test
refuses "an unknown short option is named" 'no option -x' -x "$report"
refuses "--search needs a text" '--search needs a value' --search
refuses "two faces do not go together" '--dump and --contents' --dump --contents "$report"
refuses "--json does not go with --dump" '--json goes with' --dump --json "$report"
refuses "--exact goes with --search" 'go with --search' --exact --dump "$report"
refuses "one report at a time" 'one report at a time' --dump "$report" "$report"
refuses "a width that is none is told" '--width: .*10 to 1000' --width=wide --dump "$report"
refuses "a width that is too small is told" '--width: .*10 to 1000' --width=9 --dump "$report"
refuses "an unknown screen-reader mode is told" 'page, line or off' --screen-reader=loud "$report"
run --line --width=9 "$report"
[ "$status" -eq 0 ] && head -n 12 out | tr '\n' ' ' | grep -q '^Line mode, since .* wrong: --width: width is .*10 to 1000' && ok=yes || ok=
result "$ok" "in line mode a wrong width is told in the first line, and the nearest one taken"
mkdir -p config/lectern
printf '# mine\nwidth: 2000\n' >config/lectern/config.yaml
run --line "$report"
[ "$status" -eq 0 ] && head -n 3 out | tr '\n' ' ' | grep -q 'config.yaml:2 is wrong: width' && ok=yes || ok=
result "$ok" "and one in config.yaml with its line"
rm -r config
refuses "an unknown keymap is told" 'emacs' --line --keymap=emacs "$report"
LECTERN_WIDTH=wide && export LECTERN_WIDTH
refuses "a variable with a wrong value is named" 'LECTERN_WIDTH' --dump "$report"
unset LECTERN_WIDTH
LECTERN=--width=wide && export LECTERN
refuses "a wrong option in LECTERN is named" 'LECTERN' --dump "$report"
unset LECTERN
refuses "--watch without --check is told" "goes with --check" --watch "$report"
refuses "--watch of standard input is told" "needs a report in files" --check --watch -
refuses "an empty search is told" 'search' --search= "$report"
refuses "a wrong regular expression is told" 'regular expression|pattern|[(]' --regex --search='(' "$report"

refuses "--command goes with reading" '--command goes with reading, not with --dump' --command=end --dump "$report"
run --line "$report"
grep -q 'Throughout the COVID-19 crisis' out && ok= || ok=yes
gives_there() { run --line --command='goto 3.2' "$report"; [ "$status" -eq 0 ] && sed -n 3p out | grep -q '^Throughout the COVID-19 crisis'; }
[ "$ok" ] && gives_there && ok=yes || ok=
result "$ok" "--command is run first"
rm -r state
run --line --command=nonsense "$report"
[ "$status" -eq 0 ] && grep -q 'There is no command "nonsense"' out && ok=yes || ok=
result "$ok" "and one that there is not is told"

# What the completion of shells asks for
tab=$(printf '\t')
gives "--complete=reports has id and title" 0 "^human-trafficking-1${tab}Human Trafficking in the Context" --complete=reports
gives "--complete=keymaps has names" 0 '^one-handed' --complete=keymaps
gives "--complete=places has chapters and sections" 0 "^trends/traffickers-adapt${tab}Traffickers Quickly Adapt" --complete=places "$report"
grep -q "^trends${tab}Changing Human" out && ok=yes || ok=
result "$ok" "a chapter by its id"
refuses "--complete of what there is not is told" '--complete is reports, places or keymaps, not "words"' --complete=words
mkdir -p data/lectern/esc config/lectern/keymaps
printf 'lectern: 1\nid: esc\ntitle: "a\\tb\\e[31mc\\nd"\nchapters: [{id: a, title: A, body: [x]}]\n' >data/lectern/esc/report.yaml
echo 'width: nonsense' >config/lectern/config.yaml
: >'config/lectern/keymaps/a b.yaml'
: >config/lectern/keymaps/vi.yaml
gives "--complete works with a broken configuration" 0 "^esc${tab}" --complete=reports
[ "$(wc -l <out)" -eq 4 ] && awk -F '\t' 'NF != 2 { exit 1 }' out && ! grep -q "$(printf '\033')" out && ok=yes || ok=
result "$ok" "and a title stays one line, without escapes"
gives "a keymap of one's own and the installed one of its name are one" 0 '^vi' --complete=keymaps
[ "$(grep -c '^vi' out)" -eq 1 ] && ! grep -q 'a b' out && ok=yes || ok=
result "$ok" "and a name that a shell would part is left out"
rm -r data config

# Which report
refuses "a report that is not there is told" 'no file or folder "nowhere"' --dump nowhere
refuses "an escape in a name does not reach the terminal" 'no file or folder' --dump "$(printf 'no\033[2Jwhere')"
grep -q "$(printf '\033')" err && ok= || ok=yes
result "$ok" "and it is not in the message"
refuses "a place that is not there is told" '#nowhere' --dump "$report#nowhere"
gives "the id of an installed report opens it" 0 'Trafficking' --contents human-trafficking-1
gives "#PLACE behind a path opens there" 0 '.' --dump "$report#2"
cp -r "$report" 'odd#name'
chmod -R u+w 'odd#name'
gives "a # in the name of a path is no place" 0 'Trafficking' --contents 'odd#name'
gives "the last # begins the place" 0 '.' --dump 'odd#name#2'
refuses "a list is of the whole report" '"#2" goes with reading' --contents "$report#2"
gives "the only installed report needs no name" 0 'Trafficking' --contents
gives "the tutorial is opened by its name" 0 'Bookmarks and Notes' --contents lectern-tutorial
"$lectern" --check "$source/content/lectern-tutorial" >out 2>err
[ $? -eq 0 ] && [ ! -s err ] && ok=yes || ok=
result "$ok" "and --check finds nothing in it"
printf 'h\n/tutorial\n' | "$lectern" --line "$report" >out 2>err
grep -q '^> 1\. lectern lectern-tutorial, typed' out && ok=yes || ok=
result "$ok" "and the help names it"
gives "the sampler is opened by its name" 0 'ภาษาไทย' --contents lectern-sampler
"$lectern" --check "$source/content/lectern-sampler" >out 2>err
[ $? -eq 0 ] && [ ! -s err ] && ok=yes || ok=
result "$ok" "and --check finds nothing in it"
mkdir none && LECTERN_DATA=$folder/none XDG_DATA_HOME=$source/none
cp -r "$source/keymaps" none
printf 'h\n/tutorial\n' | "$lectern" --line "$report" >out 2>err
grep -q '^Help: .* 0 rows with "tutorial"' out && ok=yes || ok=
result "$ok" "but not where it is not installed"
LECTERN_DATA=$source XDG_DATA_HOME=$folder/data
rm -r none
mkdir -p data/lectern
cp -r "$report" data/lectern/another
chmod -R u+w data
refuses "of several installed reports one must be named" 'another.*human-trafficking-1' --contents
mkdir -p data/lectern/broken && echo 'lectern: 9' >data/lectern/broken/report.yaml
gives "without a name the installed reports are listed" 0 '^human-trafficking-1  Human Trafficking in.*part 1 of 7'
grep -q '^broken .*can.t be read: .*9' out && grep -q 'lectern another' out && ok=yes || ok=
result "$ok" "the broken one with its error, and how to open one"
rm -r data
LECTERN_DATA=$folder/none
refuses "where none is installed that is told" 'no report is installed' --contents
LECTERN_DATA=$source
refuses "nothing on standard input is told with a position" 'standard input:1:1' --dump -

if command -v setsid >/dev/null; then
    setsid -w "$lectern" --line - <"$source/tests/reports/one.yaml" >out 2>err
    status=$?
    [ "$status" -eq 2 ] && [ ! -s out ] && grep -q '^lectern: the report is on standard input, and there is no terminal' err && ok=yes || ok=
    result "$ok" "where keys can't come from anywhere, that is told"
else
    number=$((number + 1))
    echo "ok $number - where keys can't come from anywhere # SKIP setsid is not here (Debian: util-linux)"
fi
"$lectern" --contents - <"$source/tests/reports/one.yaml" >out 2>err
status=$?
[ "$status" -eq 0 ] && [ -s out ] && [ ! -s err ] && ok=yes || ok=
result "$ok" "a report on standard input needs no terminal to be listed"
LECTERN='--width=20 --screen-reader line' && export LECTERN
run --line "$report"
LECTERN_WIDTH=30 "$lectern" --line "$report" </dev/null >wide 2>>err
LECTERN_WIDTH=30 "$lectern" --line --width=40 "$report" </dev/null >wider 2>>err
unset LECTERN
widest() { sed 5q "$1" | awk 'length($0) > most { most = length($0) } END { print most }'; }
[ "$status" -eq 0 ] && [ "$(widest out)" -le 20 ] && [ "$(widest wide)" -gt 20 ] && [ "$(widest wide)" -le 30 ] && [ "$(widest wider)" -gt 30 ] && ok=yes || ok=
result "$ok" "LECTERN holds options; a variable of its own wins over it, and an option over both"

# Reports that are none
mkdir nothing
refuses "a folder without a manifest is told" 'nothing.*report.yaml' --dump nothing
: >empty.yaml
refuses "an empty report is told" 'empty.yaml' --dump empty.yaml
printf 'lectern: 1\nid: x\ntitle: "never closed\n' >truncated.yaml
refuses "a truncated report is told with its line" 'truncated.yaml:[0-9]+:[0-9]+' --dump truncated.yaml
printf 'Just a letter.\nNot a report: at: all.\n' >prose.yaml
refuses "what is not YAML is told with its line" 'prose.yaml:[0-9]+:[0-9]+' --dump prose.yaml
printf 'lectern: 1\nid: x\ntitle: caf\351\n' >latin.yaml
refuses "what is not UTF-8 is told with its line" 'latin.yaml:3:[0-9]+' --dump latin.yaml
printf 'lectern: 2\nid: x\ntitle: x\nchapters: [{id: a, title: A, body: [x]}]\n' >future.yaml
refuses "another version of the format is told" 'future.yaml:1:[0-9]+.*2' --dump future.yaml
head -c 3000 /dev/urandom >noise.yaml
refuses "noise is told" 'noise.yaml' --dump noise.yaml
mkfifo pipe.yaml
refuses "a pipe is told at once, not waited for" 'pipe.yaml' --dump pipe.yaml
printf 'lectern: 1\nid: x\ntitle: x\nchapters: [../outside.yaml]\n' | manifest inside
printf 'id: a\ntitle: Secret\nbody: [secret]\n' >outside.yaml
gives "a chapter outside the folder is not read, and says so in its place" 2 'report.yaml:4:[0-9]+.*outside' --dump inside
grep -qi 'secret' out && ok= || ok=yes
result "$ok" "and nothing of it is shown"
if [ "$(id -u)" -eq 0 ]; then
    number=$((number + 1))
    echo "ok $number - an unreadable report is told # SKIP root may read everything"
else
    cp future.yaml secret.yaml
    chmod 0 secret.yaml
    refuses "an unreadable report is told" 'secret.yaml' --dump secret.yaml
fi
printf 'lectern: 1\nid: x\ntitle: x\nchapters:\n  - gone.yaml\n  - {id: b, title: Here, body: [still here]}\n' | manifest holes
gives "a missing chapter says so in its place, and the rest is read" 2 'still here' --dump holes
grep -q 'gone.yaml' out && speaks_as_lectern && grep -q 'chapter 1 can.t be read: .*gone.yaml' err && ok=yes || ok=
result "$ok" "and names its file, on standard error too"
gives "--search of a report with a gap finds the rest and has exit status 2" 2 'still here' --search still holes
grep -q 'gone.yaml' err && ok=yes || ok=
result "$ok" "and names what could not be searched"
gives "--dump of a chapter without a gap has exit status 0" 0 'still here' --dump "holes#2"

# --check
run --check "$report"
[ "$status" -eq 0 ] && [ ! -s out ] && ok=yes || ok=
result "$ok" "--check finds nothing in the shipped report"
run --check holes
[ "$status" -eq 1 ] && grep -q 'gone.yaml' err && ok=yes || ok=
result "$ok" "--check tells problems with exit status 1"
run --check truncated.yaml
[ "$status" -eq 2 ] && grep -Eq 'truncated.yaml:[0-9]+:[0-9]+' err && ok=yes || ok=
result "$ok" "--check of what is no report has exit status 2"
gives "--check --json prints them on standard output" 1 'gone.yaml' --check --json holes
gives "and a report that is not there likewise" 2 '^{"gravity": "error",.*no file or folder' --check --json nowhere

# Lists
gives "--search finds" 0 'traffick' --search traffick "$report"
run --search 'no such words anywhere' "$report"
[ "$status" -eq 1 ] && ok=yes || ok=
result "$ok" "--search that finds nothing has exit status 1"
run --marks "$report"
[ "$status" -eq 1 ] && ok=yes || ok=
result "$ok" "--marks without bookmarks has exit status 1"
mkdir -p "$XDG_STATE_HOME/lectern" && printf 'something else\n' >"$XDG_STATE_HOME/lectern/x.yaml"
run --marks holes
[ "$status" -eq 2 ] && grep -q 'nothing that lectern wrote' err && ok=yes || ok=
result "$ok" "--marks of a state file that can't be read says so with exit status 2"
rm "$XDG_STATE_HOME/lectern/x.yaml"

# Faces without a terminal
run "$report"
[ "$status" -eq 0 ] && [ -s out ] && [ ! -s err ] && cp out dumped && run --dump "$report" && cmp -s out dumped && ok=yes || ok=
result "$ok" "output that is no terminal gets the dump"
echo quit | "$lectern" --line "$report" >out 2>err
status=$?
[ "$status" -eq 0 ] && [ -s out ] && ! grep -q "$(printf '[\033\r]')" out && ok=yes || ok=
result "$ok" "--line on a pipe is plain text, and ends with 0"
run --line "$report"
[ "$status" -eq 0 ] && ok=yes || ok=
result "$ok" "--line ends with 0 at the end of its input"
echo quit | "$lectern" --screen-reader=line "$report" >out 2>err
status=$?
[ "$status" -eq 0 ] && ! cmp -s out dumped && ok=yes || ok=
result "$ok" "--screen-reader=line asks for line mode on a pipe too"
mkdir -p config/lectern
printf '# mine\nnumbers: on   # in the margin\n' >config/lectern/config.yaml
echo 'verbosity high' | "$lectern" --line "$report" >out 2>err
status=$?
printf '# mine\nnumbers: on   # in the margin\nverbosity: high\n' >wanted
[ "$status" -eq 0 ] && grep -q '^Verbosity high\.$' out && cmp -s wanted config/lectern/config.yaml && ok=yes || ok=
result "$ok" "verbosity is kept in config.yaml, and all else there stays"
echo verbosity | "$lectern" --line "$report" >out 2>err
status=$?
[ "$status" -eq 0 ] && grep -q '^Verbosity low\.$' out && ok=yes || ok=
result "$ok" "and is so the next time"
printf '{numbers: on}\n' >config/lectern/config.yaml
echo 'verbosity high' | "$lectern" --line "$report" >out 2>err
status=$?
[ "$status" -eq 0 ] && tr '\n' ' ' <out | grep -q 'Verbosity high, but only this time: .*verbosity: high' && ok=yes || ok=
result "$ok" "a config.yaml written in another way is not touched, and that is told"
rm -r config
ACCESSIBLE=1 "$lectern" --line "$report" </dev/null >out 2>err
status=$?
ok=
[ "$status" -eq 0 ] && head -n 1 out | grep -q '^Line mode, set by --line\.' && ! grep -q 'Page mode' out && ok=yes
result "$ok" "--line wins over ACCESSIBLE, and no other mode is named"

printf 'goto #inline-marks\nbrowse 1\n' >orders
BROWSER="touch owned" "$lectern" --line "$source/tests/reports/every-block" <orders >out 2>err
status=$?
ok=
[ "$status" -eq 0 ] && [ ! -e owned ] && ok=yes
result "$ok" "through a pipe no browser is opened"

# Writing
for face in --help --version --dump --contents --search=the; do
    case $face in --help | --version) set -- ;; *) set -- "$report" ;; esac
    if [ -c /dev/full ]; then
        "$lectern" "$face" "$@" </dev/null >/dev/full 2>err
        status=$?
        : >out
        [ "$status" -eq 3 ] && speaks_as_lectern && ok=yes || ok=
        result "$ok" "$face on a full disk has exit status 3, and says so"
    else
        number=$((number + 1))
        echo "ok $number - $face on a full disk # SKIP there is no /dev/full"
    fi
done
(ulimit -f 1; "$lectern" --dump "$report" </dev/null >long 2>err)
status=$?
[ "$status" -eq 3 ] && grep -q 'File too large' err && ok=yes || ok=
result "$ok" "a file that may grow no more has exit status 3, and says so"
echo "bookmark with a note" | (ulimit -f 0; exec "$lectern" --line "$report" 2>&1) | tr '\n' ' ' >out
grep -q 'not saved: nothing could be added: File too large' out && ok=yes || ok=
result "$ok" "a bookmark that may not be written is told, and reading goes on"
printf 'goto 2.3\nq\n' | "$lectern" --line "$report" >out 2>err
printf 'q\n' | "$lectern" --line "$report" >kept 2>>err
printf 'q\n' | "$lectern" --line "$report#3.2" >out 2>>err
status=$?
grep -q 'You stopped here' kept && ! grep -q 'You stopped' out && grep -q 'shows the keys' out && ok=yes || ok=
result "$ok" "a place that is asked for is not told to be where one stopped"
printf 'oil\noil\n' >>"$XDG_STATE_HOME/lectern/human-trafficking-1.yaml"
printf 'q\n' | "$lectern" --line "$report" 2>&1 | tr '\n' ' ' >out
grep -Eq 'human-trafficking-1.yaml:[0-9]+: 2 lines are damaged, the first is this' out && ok=yes || ok=
result "$ok" "damaged lines of the state file are told with the line of the first"
printf 'contents\nfilter tech\nfilter\n\nq\nq\n' | "$lectern" --line "$report" >out 2>err
[ "$(grep -c '^[> ]*1\. Introduction' out)" -eq 2 ] && ok=yes || ok=
result "$ok" "an empty line takes a filter back"
escape=$(printf '\033')
mkdir -p keys && printf 'lectern-keymap: 1\nextends: default\nkeys: {}\n' >"keys/a$escape[31mb.yaml"
printf 'help\nq\n' | "$lectern" --line --keymap="./keys/a$escape[31mb.yaml" "$report" >out 2>&1
status=$?
grep -q 'Help: commands and keys' out && ! grep -q "$escape" out && ok=yes || ok=
result "$ok" "the name of a keymap's file sends no escape sequence"
if command -v script >/dev/null; then
    export lectern report
    (sleep 2; printf q; sleep 1) | TERM=xterm-256color script -qec '"$lectern" "$report"' /dev/null >out 2>err
    tail -c 100 out | grep -q "$escape\[J.*$escape\[?1049l" && ok=yes || ok=
    result "$ok" "the second screen is left empty, or tmux shows its text when the window was resized"
    (sleep 2; printf q; sleep 1) | TERM=xterm script -qec \
        'stty -icanon -echo; stty -g >before; "$lectern" --line "$report"; status=$?; stty -g >after; exit $status' /dev/null >out 2>err
    status=$?
    [ "$status" -eq 0 ] && [ -s before ] && cmp -s before after && grep -q 'Line mode' out && ok=yes || ok=
    result "$ok" "line mode gives the terminal back as it was"
    (sleep 2; printf q; sleep 1) | TERM=xterm script -qec \
        'stty raw -echo -iexten -ixon; stty -g >before; "$lectern" --line "$report"; status=$?; stty -g >after; exit $status' /dev/null >out 2>err
    status=$?
    [ "$status" -eq 0 ] && [ -s before ] && cmp -s before after && ok=yes || ok=
    result "$ok" "line mode gives back also a terminal that was raw before"
    (sleep 1; printf q; sleep 1) | COLUMNS=30 LINES=8 TERM=xterm script -qec 'stty rows 0 cols 0; "$lectern" --line "$report"' /dev/null >out 2>err
    status=$?
    tr -d '\r' <out | sed -n '2,9p' | awk 'length($0) > 30 { exit 1 } length($0) > 20 { seen = 1 } END { exit !seen }' && ok=yes || ok=
    result "$ok" "where the terminal does not tell its size, COLUMNS does"
else
    number=$((number + 1))
    echo "ok $number - how the terminal is given back # SKIP script is not here (Debian: bsdutils)"
fi
"$lectern" --dump "$report" </dev/null >&- 2>err
status=$?
[ "$status" -eq 3 ] && ok=yes || ok=
result "$ok" "a closed standard output has exit status 3"

echo "1..$number"
[ -z "$failed" ]

# How pandoc reads it: as a whole, or part by part

# While a large document is read, a word now and then; and its end where it takes too long. It is ended by KILL: a TERM that comes before it has
# put off the traps of this shell would be lost. What sleeps must not hold a pipe open.
start_ticking()
{
    left=$((begun + seconds_most - $(date +%s)))
    while sleep $((left < 10 ? left > 0 ? left : 0 : 10)) </dev/null >/dev/null 2>&1; do
        seconds=$(($(date +%s) - begun)) left=$((begun + seconds_most - $(date +%s)))
        if [ "$left" -le 0 ]; then
            : >"$scratch/late"
            kill -KILL "$reading"
            return
        fi
        if [ -n "$part" ]; then say "still reading part %s of %s, after %s s" "$part" "$parts" "$seconds"; else say "still reading, after %s s" "$seconds"; fi
    done
}

stop_ticking()
{
    [ -n "$ticking" ] || return 0
    kill -KILL "$ticking" 2>/dev/null
    wait "$ticking" 2>/dev/null
    ticking=
}

run_pandoc() # OUTPUT OPTION… INPUT: adds to what is said
{
    written=$1
    shift
    set -- +RTS "-M${memory}m" -RTS --sandbox --from="$reader" --to="$writer" --output="$written" "$@"
    set -- --lua-filter="$writer" --variable=filtered --variable="counts=$scratch/counts" "$@"
    [ -z "$title" ] || set -- --metadata="title=$title" "$@"
    [ -z "$author" ] || set -- --metadata="author=$author" "$@"
    [ -z "$language" ] || set -- --metadata="lang=$language" "$@"
    [ "$kind" != epub ] || set -- --variable=reversed-authors "$@"        # pandoc (2.17 to 3.1) gives them the last first
    [ -z "$direction" ] || set -- --metadata="dir=$direction" "$@"
    [ -z "$id" ] || set -- --metadata="id=$id" "$@"
    [ -z "$level" ] || set -- --metadata="chapter-level=$level" "$@"
    [ -n "$title" ] || set -- --variable="file-name=$stem" "$@"
    # -M bounds what pandoc holds itself; the writer's own memory comes beside it.
    (ulimit -v $((memory * 2048 + 1048576)) 2>/dev/null
        exec pandoc "$@") </dev/null >/dev/null 2>>"$scratch/said" &
    reading=$!
    start_ticking &
    ticking=$!
    wait "$reading"         # which a signal ends at once
    status=$?
    reading=
    stop_ticking
    return "$status"
}

# Long HTML is read part by part, as pandoc takes several hundred times its size. What the parts know of each other is in $scratch/parts: lectern.lua.
cut_html()
{
    mkdir "$scratch/parts"
    [ -n "$level" ] || level=$(LC_ALL=C awk -v pass=1 -f "$cutter" "$input")
    LC_ALL=C awk -v pass=2 -v level="$level" -v most=$((part_size * 1000)) -v folder="$scratch/parts" -f "$cutter" "$input" && [ -s "$scratch/parts/00001.html" ] ||
        give_up $EXIT_WRITING "\"%s\" can't be cut into parts; is there room in %s?" "$name" "${TMPDIR:-/tmp}"
    set -- "$scratch"/parts/*.html
    parts=$#
}

read_parts()
{
    part=0 told=$begun
    for piece in "$scratch"/parts/*.html; do
        part=$((part + 1))
        now=$(date +%s)
        if [ $((now - told)) -ge 10 ]; then
            say "reading part %s of %s, after %s s" "$part" "$parts" "$((now - begun))"
            told=$now
        fi
        run_pandoc "${piece%.html}.yaml" --variable="parts=$scratch/parts" --variable="part=$part" "$piece" || refuse_reading $?
    done
    part=
}

refuse_reading() # STATUS OF PANDOC
{
    if [ -e "$scratch/late" ]; then
        give_up $EXIT_MACHINE "\"%s\" takes more than %s s to read; no report was written; split it, or allow more: --seconds=%s" "$name" "$seconds_most" "$((seconds_most * 4))"
    fi
    [ -z "$part" ] || say "the part that begins in line %s could not be read" "$(cat "${piece%.html}.line")"
    if [ "$1" -eq 251 ] || grep -qi 'heap exhausted\|out of memory\|not enough memory\|cannot allocate memory' "$scratch/said"; then
        give_up $EXIT_MACHINE "\"%s\" needs more than %s MB of memory to read; no report was written; split it, or allow more: --memory=%s" "$name" "$memory" "$((memory * 4))"
    fi
    if grep -qi 'no space left\|disk quota' "$scratch/said"; then
        give_up $EXIT_WRITING "\"%s\" can't be written: %s" "$output" "$(tail -n 1 "$scratch/said")"
    fi
    grep -v '^\[WARNING\]' "$scratch/said" | head -n 5 | sed 's/^/  /' | shown
    give_up $EXIT_USE "pandoc could not read \"%s\" as %s (its exit status: %s); no report was written" "$name" "$reader" "$1"
}

# All of it, in order

clean_up()
{
    stop_ticking
    if [ -n "$reading" ]; then
        kill "$reading" 2>/dev/null
        wait "$reading" 2>/dev/null
    fi
    [ -z "$draft" ] || rm -rf "$draft"
    [ -z "$scratch" ] || rm -rf "$scratch"
}

read_arguments "$@"
check_arguments
need_pandoc
find_parts
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
scratch=$(mktemp -d) || give_up $EXIT_MACHINE "no temporary folder can be made"
find_kind
prepare
size=$(wc -c <"$input")
[ "$size" -lt 5000000 ] || say "reading \"%s\" (%s MB); this may take some minutes" "$name" "$((size / 1000000))"
draft=$output.new-$$
printf "" 2>/dev/null >"$draft" || { draft=; give_up $EXIT_WRITING "\"%s\" can't be written: is there such a folder, and may this user write in it?" "$output"; }
begun=$(date +%s)
: >"$scratch/said"
if [ "$reader" = html ] && [ "$size" -gt $((part_size * 1000)) ]; then
    cut_html
    read_parts
else
    run_pandoc "$scratch/whole.yaml" "$input" || refuse_reading $?
fi
assemble
check
status=$?
put_in_place
tell_what_to_look_at
[ ! -s "$scratch/check" ] || "$lectern" --check "$output"   # again, by the name that it has now
if [ "$status" -ne 0 ]; then
    say "wrote \"%s\", which has problems that must be put right" "$output"
    exit $EXIT_PROBLEMS
fi
say "wrote \"%s\"; read it: lectern %s" "$output" "$output"

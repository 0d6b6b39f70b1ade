# What comes of it

# Puts the parts together: one file, or a folder with a file for each chapter, which is what lectern asks of long reports.
put_together() # YAML…
{
    set -- "$scratch/parts/ids" "$scratch/parts/places" "$scratch/parts/chapters" "$@"
    for known in "$1" "$2" "$3"; do [ -e "$known" ] || : >>"$known"; done
    LC_ALL=C FOLDER=$draft_folder awk -v guessed="$scratch/parts/guessed" -f "$joiner" "$@"
}

# Whether the report goes into a folder is known only now.
assemble()
{
    if [ -n "$parts" ]; then set -- "$scratch"/parts/*.yaml; else set -- "$scratch/whole.yaml"; fi
    mkdir -p "$scratch/parts"
    draft_folder=
    if [ "$(cat "$@" | wc -c)" -gt "$one_file_most" ]; then
        output=${output%.yaml}
        [ ! -e "$output" ] || give_up $EXIT_USE "the report is so long that it must be a folder, and \"%s\" exists; name another with -o" "$output"
        rm -f "$draft"
        draft=$output.new-$$ draft_folder=$draft
        mkdir "$draft" && put_together "$@"
    else
        put_together "$@" >"$draft"
    fi || give_up $EXIT_WRITING "\"%s\" can't be written: is the disk full?" "$output"
}

# The draft takes its name only when it is whole.
put_in_place()
{
    if [ -n "$draft_folder" ]; then
        [ ! -e "$output" ] && mv "$draft" "$output"
    elif [ -n "$is_forced" ]; then
        mv -f "$draft" "$output"
    else
        ln "$draft" "$output" 2>/dev/null || { [ ! -e "$output" ] && mv "$draft" "$output"; }
    fi || give_up $EXIT_WRITING "\"%s\" can't be written, or has come to be meanwhile" "$output"
}

# What the runs have counted: times, format and what stands in it; each kind once, in the order of the first run.
add_up()
{
    awk -F '\t' '{ kind = $2 "\t" $3; if (!(kind in sum)) order[++kinds] = kind; sum[kind] += $1 }
        END { for (i = 1; i <= kinds; i++) print sum[order[i]] "\t" order[i] }' "$scratch/counts"
}

tell_counts()
{
    say "what a report can't hold:"
    # TRANSLATORS: how often, and what: "3 x picture: its words are kept"
    row=$(translated "%s x %s")
    # shellcheck disable=SC2059
    add_up | while IFS=$(printf '\t') read -r times format within; do
        printf "  $row\n" "$times" "$(printf "$(translated "$format")" "$within")"
    done >&2
}

tell_what_to_look_at()
{
    grep '^\[WARNING\]' "$scratch/said" | grep -v -i 'translation' | sed 's/^\[WARNING\] */lectern-import: pandoc: /' | head -n 20 | shown
    [ ! -s "$scratch/counts" ] || tell_counts
    [ -n "$draft_folder" ] || grep -q '^ *body:$' "$output" ||
        say "nothing but headings was found; if \"%s\" is not %s, say what it is with --from=FORMAT" "$name" "$kind"
    if [ -s "$scratch/parts/continued" ]; then
        say "chapters too long to be read at once go on in others: %s, as \"%s\"" "$(wc -l <"$scratch/parts/continued" | tr -d ' ')" "$(head -n 1 "$scratch/parts/continued")"
    fi
    if [ -s "$scratch/parts/guessed" ]; then
        say "links that lead to the nearest chapter only, as their places were not found: %s" "$(wc -l <"$scratch/parts/guessed" | tr -d ' ')"
    fi
    manifest=$output
    [ -z "$draft_folder" ] || manifest=$output/report.yaml
    grep -q '^language: ' "$manifest" || say "its language is not known; add it with --language=TAG, or as a line \"language: TAG\""
    case $kind in
    pdf | text) say "a draft: it has paragraphs only; look at headings, lists, tables, notes, and the heads and feet of pages in the text" ;;
    esac
}

check()
{
    printf "" >"$scratch/check"
    if [ -z "$lectern" ]; then
        say "lectern is not here, so the report was not checked"
        return 0
    fi
    "$lectern" --check "$draft" 2>"$scratch/check"
    status=$?
    [ "$status" -lt 2 ] || {
        sed 's/^/  /' "$scratch/check" | head -n 5 | shown
        give_up $EXIT_MACHINE "what came of \"%s\" is no report that lectern can read; this is a fault of lectern-import, please report it" "$name"
    }
    return "$status"
}

# The command line

take_option() # NAME VALUE
{
    case $1 in
    output) output=$2 ;;
    from) from=$2 ;;
    chapter-level) level=$2 ;;
    language) language=$2 ;;
    title) title=$2 ;;
    id) id=$2 ;;
    memory) memory=$2 ;;
    seconds) seconds_most=$2 ;;
    part-size) part_size=$2 ;;
    *) give_up $EXIT_USE "there is no option --%s; lectern-import --help lists them" "$1" ;;
    esac
}

read_arguments()
{
    while [ $# -gt 0 ]; do
        case $1 in
        --help) usage; exit 0 ;;
        --version) echo "lectern-import $version"; exit 0 ;;
        --force) is_forced=yes ;;
        -o | --output)
            [ $# -gt 1 ] || give_up $EXIT_USE "the name of the report is missing: %s REPORT.yaml" "$1"
            output=$2
            shift ;;
        --) shift; break ;;
        --*=*) argument=${1#--}; take_option "${argument%%=*}" "${argument#*=}" ;;
        -?*) give_up $EXIT_USE "there is no option %s, or it needs a value as in --title=TEXT; lectern-import --help lists them" "$1" ;;
        *) take_file "$1" ;;
        esac
        shift
    done
    for argument; do take_file "$argument"; done
}

take_file()
{
    [ -z "$file" ] || give_up $EXIT_USE "one document at a time: \"%s\" and \"%s\" were named" "$file" "$1"
    [ -n "$1" ] || give_up $EXIT_USE "the name of the document is empty"
    file=$1
}

is_number() { case $1 in '' | *[!0-9]*) return 1 ;; esac; }

check_arguments()
{
    [ -n "$file" ] || give_up $EXIT_USE "no document was named; lectern-import --help tells how"
    [ -e "$file" ] || give_up $EXIT_USE "there is no file \"%s\"" "$file"
    [ -f "$file" ] || give_up $EXIT_USE "\"%s\" is no file that can be imported" "$file"
    [ -r "$file" ] || give_up $EXIT_USE "\"%s\" can't be opened: this user may not read it" "$file"
    [ -s "$file" ] || give_up $EXIT_USE "\"%s\" is empty" "$file"
    case $level in '' | [1-6]) ;; *) give_up $EXIT_USE "the chapter level is 1 to 6, as in --chapter-level=2" ;; esac
    is_number "$memory" && [ "$memory" -ge 64 ] || give_up $EXIT_USE "the value of %s is a number, %s at least" --memory 64
    is_number "$seconds_most" && [ "$seconds_most" -ge 1 ] || give_up $EXIT_USE "the value of %s is a number, %s at least" --seconds 1
    is_number "$part_size" && [ "$part_size" -ge 1 ] || give_up $EXIT_USE "the value of %s is a number, %s at least" --part-size 1
    case $file in -*) file=./$file ;; esac
    name=${file##*/}
    stem=${name%.*}
    [ -n "$stem" ] || stem=$name
    [ -n "$output" ] || output=$stem.yaml
    case $output in -*) output=./$output ;; esac
    [ ! -d "$output" ] || give_up $EXIT_USE "\"%s\" is a folder; name the report in it: -o %s/report.yaml" "$output" "$output"
    [ -n "$is_forced" ] || [ ! -e "$output" ] || give_up $EXIT_USE "\"%s\" exists; name another with -o, or replace it with --force" "$output"
}

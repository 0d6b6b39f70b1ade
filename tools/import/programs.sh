# The programs and files that it needs

# Where the parts of lectern are: in the folder that LECTERN_DATA names or that of the installation, or beside this program.
find_part() # FILE
{
    for folder in "${LECTERN_DATA:-$data_folder}/tools" "$own_folder" "$own_folder/../share/lectern/tools" "$own_folder/../../tools"; do
        [ ! -f "$folder/$1" ] || { echo "$folder/$1" && return; }
    done
    give_up $EXIT_MACHINE "%s is not in %s/tools; install lectern again, or set LECTERN_DATA to its folder" "$1" "${LECTERN_DATA:-$data_folder}"
}

find_parts()
{
    own_folder=$(dirname -- "$0")
    writer=$(find_part lectern.lua) && cutter=$(find_part html-parts.awk) && joiner=$(find_part report-parts.awk) && mender=$(find_part odt-text.awk) || exit $EXIT_MACHINE
    lectern=
    for candidate in "${LECTERN_PROGRAM:-}" "$own_folder/lectern" "$own_folder/../lectern"; do
        [ -n "$lectern" ] || [ ! -x "$candidate" ] || [ -d "$candidate" ] || lectern=$candidate
    done
    [ -n "$lectern" ] || lectern=$(command -v lectern) || lectern=
}

how_to_install() # PACKAGE PROGRAM
{
    for manager in apt-get dnf apk pacman zypper brew; do
        command -v "$manager" >/dev/null 2>&1 || continue
        case $manager in apk) echo "apk add $1" ;; pacman) echo "pacman -S $1" ;; *) echo "$manager install $1" ;; esac
        return
    done
    echo "install $1"
}

need_pandoc()
{
    command -v pandoc >/dev/null 2>&1 || give_up $EXIT_MACHINE "pandoc reads documents, and is not here; install it: %s" "$(how_to_install pandoc)"
    found=$(pandoc --version 2>/dev/null | sed -n '1s/^pandoc[^ ]* \([0-9.]*\).*/\1/p')
    printf '%s\n' "${found:-0}" | awk -F . '{ exit !($1 > 2 || ($1 == 2 && $2 >= 17)) }' ||
        give_up $EXIT_MACHINE "pandoc %s is too old: 2.17 or later is needed" "${found:-?}"
}

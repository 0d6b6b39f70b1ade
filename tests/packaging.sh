#!/bin/sh
# The files for those who make packages, as their own tools see them; and what `make install` puts where. TAP; a tool that is not here is a skip.
source=$(cd "${srcdir:-.}" && pwd)
files=$source/packaging
number=0 failed=
log=$(mktemp) || exit 99
trap 'rm -f "$log"' EXIT

result() # STATUS NAME: one case; shows the log where it is not ok
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        sed 's/^/# /' "$log"
    fi
}

# try PROGRAM PACKAGE NAME COMMAND…: by that program, which the Debian package brings
try()
{
    program=$1 package=$2 name=$3
    shift 3
    if command -v "$program" >/dev/null 2>&1; then
        "$@" >"$log" 2>&1
        result $? "$name"
    else
        number=$((number + 1))
        echo "ok $number - $name # SKIP $program is not here (Debian: $package)"
    fi
}

same_version() # whether each of them has the version of configure.ac
{
    version=$(sed -n 's/^AC_INIT(\[lectern\], \[\([^]]*\)\].*/\1/p' "$source/configure.ac")
    [ -n "$version" ] || return 1
    set -- "$files/lectern.spec" "^Version: *$version\$" "$files/APKBUILD" "^pkgver=$version\$" "$files/lectern.rb" "lectern-$version.tar.xz" \
        "$files/org.lectern.lectern.metainfo.xml" "<release version=\"$version\"" "$source/debian/changelog" "^lectern ($version-" "$source/CHANGES" "^$version"
    while [ $# -gt 0 ]; do
        grep -q -e "$2" "$1" || { echo "$1 has not the version $version"; return 1; }
        shift 2
    done
}

same_versions_of_libraries() # whether each asks for what configure.ac asks for
{
    for library in yaml-0.1 icu-uc icu-i18n ncursesw; do
        wanted=$(sed -n "s/^PKG_CHECK_MODULES(.*[[ ]$library >= \([0-9.]*\).*/\1/p" "$source/configure.ac")
        grep -q "pkgconfig($library) >= $wanted\$" "$files/lectern.spec" || { echo "lectern.spec: $library >= $wanted is missing"; return 1; }
    done
    for library in yaml ncurses icu; do
        wanted=$(sed -n "s/^PKG_CHECK_MODULES(.*\[$library[-a-z0-9.]* >= \([0-9.]*\).*/\1/p" "$source/configure.ac")
        grep -q "lib$library-dev (>= $wanted)" "$source/debian/control" || { echo "debian/control: lib$library-dev >= $wanted is missing"; return 1; }
        grep -qi "$library.* $wanted\|(wide) $wanted" "$source/README" || { echo "README: $library $wanted is missing"; return 1; }
    done
}

lints_well() # SPEC: an error is a fault; warnings are of those who publish it
{
    rpmlint "$1" && ! rpmlint "$1" | grep -q ': E: '
}

compiles_alone() # whether what packages do at their installation is done without a home and settings of who installs, and fails for nobody
{
    folder=$(mktemp -d) && chmod 755 "$folder" || return 1
    printf '#!/bin/sh\necho "$*" >"%s/said"; exit 3\n' "$folder" >"$folder/lectern" && chmod 755 "$folder/lectern"
    for step in configure triggered abort-upgrade; do
        rm -f "$folder/said"
        PATH=$folder:$PATH sh "$source/debian/lectern.postinst" "$step" || return 1
        case $step in
        abort-upgrade) [ ! -e "$folder/said" ] || return 1 ;;
        *) [ "$(cat "$folder/said")" = "--compile --shelf" ] || return 1 ;;
        esac
    done
    rm -rf "$folder"
}

compiles_where_it_is_read() # whether packages have the folder of compiled reports that they remove in the end
{
    grep -qx '    rm -rf /var/cache/lectern' "$source/debian/lectern.postrm" && grep -qx 'interest-noawait /usr/share/lectern' "$source/debian/lectern.triggers" &&
        grep -q -e '--localstatedir=/var' "$files/APKBUILD" && grep -q '%{_localstatedir}/cache/lectern' "$files/lectern.spec"
}

same_version >"$log"
result $? "all of them have the version of configure.ac"
same_versions_of_libraries >"$log"
result $? "the RPM spec, the Debian package and the README ask for its versions of the libraries"
compiles_alone >"$log" 2>&1
result $? "the Debian package compiles what is installed, whatever comes of it"
compiles_where_it_is_read >"$log" 2>&1
result $? "and each looks for it in /var, and removes it"
try rpmlint rpmlint "rpmlint finds no error in the RPM spec" lints_well "$files/lectern.spec"
try rpmspec rpm "rpmspec reads it" rpmspec --parse "$files/lectern.spec"
try sh dash "sh reads the APKBUILD" sh -n "$files/APKBUILD"
try shellcheck shellcheck "and shellcheck finds nothing in it" shellcheck --shell=sh --exclude=SC2034,SC2154 "$files/APKBUILD"
try ruby ruby "ruby reads the Homebrew formula" ruby -c "$files/lectern.rb"
try appstreamcli appstream "appstreamcli finds the AppStream metadata valid" appstreamcli validate --no-net --no-color "$files/org.lectern.lectern.metainfo.xml"
try desktop-file-validate desktop-file-utils "desktop-file-validate finds the desktop entry valid" desktop-file-validate "$files/lectern.desktop"
grep -q '^Terminal=true$' "$files/lectern.desktop"
result $? "which opens a terminal"
echo "1..$number"
[ -z "$failed" ]

#!/bin/sh
# The Debian package: built of the archive that `make dist` made, looked at by lintian, installed in a clean system that debootstrap lays out, run there,
# and removed again. TAP. Usage: package.sh ARCHIVE. It needs root, Debian or one of its children, and the network; `make check-package` runs it.
archive=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
number=0 failed=
unset MAKEFLAGS MFLAGS CC CFLAGS LDFLAGS     # those of the build that this archive is from: "make -s" would hide the commands that are judged

result() # STATUS NAME: one case; shows $folder/log where it is not ok
{
    number=$((number + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $number - $2"
    else
        echo "not ok $number - $2"
        failed=1
        { grep -E "^(FAIL|ERROR|not ok)[: ]" "$folder/log"; tail -n 30 "$folder/log"; } | sed 's/^/# /'
    fi
}

skip() { echo "1..0 # SKIP $1"; exit 0; }

[ "$(id -u)" -eq 0 ] || skip "only root can lay out another system and change into it"
for program in dpkg-buildpackage dh debootstrap lintian script; do
    command -v "$program" >/dev/null || skip "$program is not here (Debian: dpkg-dev debhelper debootstrap lintian bsdutils)"
done
folder=$(mktemp -d) || exit 99
trap 'umount "$folder/root/dev/pts" "$folder/root/proc" 2>/dev/null; rm -rf "$folder"' EXIT
system=$folder/root
: >"$folder/log"

# The packages, source and binary
version=$(basename "$archive" .tar.xz) && version=${version#lectern-}
cp "$archive" "$folder/lectern_$version.orig.tar.xz" && tar -C "$folder" -xf "$archive"
(cd "$folder/lectern-$version" && dpkg-buildpackage -us -uc) >"$folder/log" 2>&1
result $? "dpkg-buildpackage builds source and package, and their tests pass"
package=$(ls "$folder"/lectern_*.deb)
[ -n "$package" ] || exit 1
dpkg-deb --field "$package" Depends >"$folder/depends" && grep -q 'libicu[0-9]' "$folder/depends" && grep -q libyaml "$folder/depends"
result $? "it depends on ICU too, which the program opens when it is needed"
grep '^gcc.* -c ' "$folder/log" | grep -v 'conftest' | grep -vE 'stack-protector.*-D_FORTIFY_SOURCE=2|-D_FORTIFY_SOURCE=2.*stack-protector' >"$folder/soft"
[ ! -s "$folder/soft" ] && grep -q '^gcc.* -c ' "$folder/log" && grep -q -e '-pie.*-Wl,-z,relro.*-Wl,-z,now\|-Wl,-z,relro.*-Wl,-z,now' "$folder/log"
result $? "each file is compiled, and the program linked, with the hardening flags"
lintian --fail-on error "$folder"/lectern_*.changes >"$folder/log" 2>&1
result $? "lintian finds no error"
sed 's/^/# lintian: /' "$folder/log"

# A clean system
release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
mirror=$(apt-cache policy | sed -n "s|^ *[0-9]* \(https\{0,1\}://[^ ]*\) $release/main .*|\1|p" | head -n 1)
debootstrap --variant=minbase "$release" "$system" "$mirror" >"$folder/log" 2>&1
result $? "a clean system is laid out"
mount -t proc proc "$system/proc" 2>/dev/null
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$system/dev/pts" 2>/dev/null && ln -sf pts/ptmx "$system/dev/ptmx"
printf '#!/bin/sh\nexit 101\n' >"$system/usr/sbin/policy-rc.d" && chmod 755 "$system/usr/sbin/policy-rc.d"
cp /etc/resolv.conf "$system/etc/resolv.conf" 2>/dev/null

inside() # COMMAND…: there, in a small locale and a home of its own
{
    chroot "$system" env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin HOME=/tmp/home LC_ALL=C.UTF-8 TERM=xterm DEBIAN_FRONTEND=noninteractive "$@"
}

mkdir -p "$system/tmp/home" && cp "$package" "$system/tmp/lectern.deb"
inside apt-get update >"$folder/log" 2>&1
inside apt-get install --yes --no-install-recommends --download-only /tmp/lectern.deb >>"$folder/log" 2>&1
find "$system" -xdev -path "$system/var/cache" -prune -o -path "$system/var/lib/apt" -prune -o -path "$system/var/log" -prune -o -path "$system/tmp" -prune -o -print | sort >"$folder/before"
inside apt-get install --yes --no-install-recommends /tmp/lectern.deb >>"$folder/log" 2>&1
result $? "the package is installed, with what it needs"

# Run there
inside lectern --version >"$folder/log" 2>&1 && grep -qx "lectern $version" "$folder/log"
result $? "--version"
inside lectern --check human-trafficking-1 >"$folder/log" 2>&1 && [ ! -s "$folder/log" ]
result $? "--check finds nothing in the report that came with it"
inside lectern --dump human-trafficking-1 >"$folder/log" 2>&1 && [ "$(wc -w <"$folder/log")" -gt 5000 ]
result $? "--dump"
inside lectern-import --version >"$folder/log" 2>&1
result $? "lectern-import --version"
for keymap in default less vi info one-handed; do
    echo quit | inside lectern --line --keymap="$keymap" human-trafficking-1 >"$folder/log" 2>&1 || break
done
result $? "each keymap is found"
(sleep 3; printf ' '; sleep 1; printf q; sleep 1) | inside script -qec lectern /dev/null >"$folder/log" 2>&1 && grep -q 'page 2 of' "$folder/log" && tail -c 100 "$folder/log" | grep -q '1049l'
result $? "a session on a terminal: a page, another, and the terminal given back"

# A package with a long report
long=$folder/long
mkdir -p "$long/DEBIAN" "$long/usr/share/lectern/long"
printf 'Package: lectern-long\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@lectern.invalid>\nDescription: a long report\n' >"$long/DEBIAN/control"
printf 'lectern: 1\nid: long\ntitle: A Long Report\nlanguage: en\nchapters: [one.yaml]\n' >"$long/usr/share/lectern/long/report.yaml"
awk 'BEGIN {
    print "id: one\ntitle: One\nbody:"
    for (text = 1; text <= 9000; text++)
        print "  - The *words* of the text with the number " text ", of which there are many in this report."
}' >"$long/usr/share/lectern/long/one.yaml"
chmod -R go=rX,u=rwX "$long" && dpkg-deb --root-owner-group --build "$long" "$system/tmp/long.deb" >"$folder/log" 2>&1 && inside dpkg --install /tmp/long.deb >>"$folder/log" 2>&1
ls -l "$system/var/cache/lectern" >>"$folder/log" 2>&1
[ "$(find "$system/var/cache/lectern" -name 'long-*.compiled' -user root -perm 0644 2>/dev/null | wc -l)" -eq 2 ]
result $? "a long report of another package is compiled for everybody when that is installed"
inside dpkg --purge lectern-long >"$folder/log" 2>&1

# What stands beside it
for page in man1/lectern.1 man1/lectern-import.1 man5/lectern.5; do
    zcat "$system/usr/share/man/$page.gz" >"$folder/log" 2>&1 && grep -q '^\.Sh NAME' "$folder/log" || break
done
result $? "the man pages are there"
# shellcheck disable=SC2016 # of that bash
inside bash -c '. /usr/share/bash-completion/completions/lectern; COMP_WORDS=(lectern hum) COMP_CWORD=1; _lectern 2>/dev/null; echo "${COMPREPLY[@]}"' >"$folder/log" 2>&1 && grep -qx 'human-trafficking-1' "$folder/log"
result $? "completion works in bash"
[ -s "$system/usr/share/zsh/vendor-completions/_lectern" ] && [ -s "$system/usr/share/fish/vendor_completions.d/lectern.fish" ]
result $? "and is there for zsh and fish, where Debian's look for it"
for schema in report chapter; do
    "${PYTHON:-/usr/bin/python3}" -m json.tool "$system/usr/share/lectern/content/$schema.schema.json" >"$folder/log" 2>&1 || break
done
result $? "so are the JSON Schemas of the format"

# And gone
inside apt-get purge --yes --autoremove lectern >"$folder/log" 2>&1 && [ ! -e "$system/var/cache/lectern" ]
result $? "it is removed, and what was compiled too"
rm -rf "$system/tmp/home/.local"
find "$system" -xdev -path "$system/var/cache" -prune -o -path "$system/var/lib/apt" -prune -o -path "$system/var/log" -prune -o -path "$system/tmp" -prune -o -print | sort >"$folder/after"
comm -13 "$folder/before" "$folder/after" | grep -v "^$system/var/lib/dpkg/" >"$folder/log"
[ ! -s "$folder/log" ]
result $? "and nothing of it or of what it brought is left"
echo "1..$number"
[ -z "$failed" ]

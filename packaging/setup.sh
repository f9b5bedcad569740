# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by run.sh and test.sh: installs packages, fetches libraries, configures, builds. Whatever goes
# wrong ends with one sentence; the details are in build/logs.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build="$root/build/release"
logs="$root/build/logs"
terminal=0
[ -t 1 ] && terminal=1

say() { printf '%s\n' "$*"; }
fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# ---- packages -----------------------------------------------------------------------------------

# Lines "names<TAB>why" of packages.txt.
package_lines() { sed -e '/^#/d' -e '/^$/d' -e 's/[[:space:]]\{2,\}/\t/' "$root/packaging/packages.txt"; }

# Lines "names<TAB>why" of what is not installed; one call of dpkg-query for all.
missing_packages() {
    local installed names why name
    installed=" $(dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p' | tr '\n' ' ') "
    while IFS=$'\t' read -r names why; do
        for name in ${names//|/ }; do
            [[ "$installed" == *" $name "* ]] && continue 2
        done
        printf '%s\t%s\n' "$names" "$why"
    done < <(package_lines)
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

has_candidate() { grep -q 'Candidate: [^(]' <<<"$(LC_ALL=C apt-cache policy "$1" 2>/dev/null)"; }

install_packages() {
    local missing names why name chosen=() wanted
    missing=$(missing_packages)
    [ -z "$missing" ] && return
    wanted=$(cut -f1 <<<"$missing" | cut -d'|' -f1 | tr '\n' ' ')
    [ "$install" -eq 1 ] || fail "These packages are missing: ${wanted% } (install them, or leave out --no-install)."
    command -v apt-get >/dev/null || fail "These packages are missing, and apt-get is not here to install them: ${wanted% }"
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "These packages are missing: ${wanted% } (run this as root, or install sudo)."
    fi
    say "Installing through apt:"
    while IFS=$'\t' read -r names why; do printf '  %-34s %s\n' "${names%%|*}" "$why"; done <<<"$missing"

    as_root apt-get update >"$logs/apt.log" 2>&1 || true # an outdated list may still do
    while IFS=$'\t' read -r names why; do
        for name in ${names//|/ }; do
            has_candidate "$name" && { chosen+=("$name"); continue 2; }
        done
        fail "No package source on this machine has ${names//|/ or }; Retort is made for Debian 12 and 13 (log: $logs/apt.log)."
    done <<<"$missing"
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${chosen[@]}" \
        >>"$logs/apt.log" 2>&1; then
        grep -qi 'no space left\|not enough free space' "$logs/apt.log" && fail "The disk is full: apt could not install its packages (log: $logs/apt.log)."
        fail "apt could not install the packages: $(grep -m1 '^E:' "$logs/apt.log" || echo 'no reason given') (log: $logs/apt.log)."
    fi
}

# ---- build --------------------------------------------------------------------------------------

check_compiler() {
    local compiler="${CXX:-c++}"
    command -v "$compiler" >/dev/null || fail "There is no C++ compiler ($compiler): install build-essential."
    echo '#include <concepts>
          #include <span>
          int main() { return std::integral<int> ? 0 : 1; }' >"$logs/try.cpp"
    "$compiler" -std=c++20 -fsyntax-only "$logs/try.cpp" >"$logs/compiler.log" 2>&1 ||
        fail "$compiler ($("$compiler" -dumpfullversion 2>/dev/null)) cannot compile C++20: install g++ 12 or newer."
}

check_room() { # check_room <folder> <MiB>
    local free
    free=$(df -Pm "$1" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$2" ] || fail "The disk of $1 is too full: $2 MiB are needed for building, $free MiB are free."
}

configure() {
    # Ninja configures again by itself when a CMake file changes; other libraries need it from here.
    local stamp="$build/.libraries" now
    now="$(bash "$root/packaging/fetch_libraries.sh" --print-torch) ${RETORT_ARROW:-}"
    [ -f "$build/build.ninja" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
    [ -f "$build/CMakeCache.txt" ] || check_room "$root" 4000
    say "Configuring"
    if ! (cd "$root" && cmake --preset release) >"$logs/configure.log" 2>&1; then
        fail "$(configure_error) (log: $logs/configure.log)"
    fi
    echo "$now" >"$stamp"
}

# The text of the first error, in one line.
configure_error() {
    local text
    text=$(awk '/^CMake Error/ { on = 1; next } on && /^Call Stack|^--|^CMake / { exit } on' "$logs/configure.log" |
        tr '\n' ' ' | sed 's/  */ /g; s/^ //; s/ $//')
    echo "Configuring failed: ${text:-no reason given}"
}

jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/MemAvailable/ { print int($2 / 2000000) }' /proc/meminfo) # 2 GB a job with LibTorch's headers
    [ "$memory" -ge 1 ] || memory=1
    echo $((cores < memory ? cores : memory))
}

show_progress() { # ninja's lines "[12/345] Building ...": redrawn on a terminal, else every twentieth
    local line last=""
    while IFS= read -r line; do
        [[ "$line" =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
        last=$line
        if [ "$terminal" -eq 1 ]; then
            printf '\r\033[K%.*s' "${COLUMNS:-100}" "$line"
        elif ((BASH_REMATCH[1] % 20 == 0)); then
            say "${line:0:100}"
        fi
    done
    if [ -n "$last" ] && [ "$terminal" -eq 1 ]; then printf '\r\033[K'; fi
}

compile() { # compile <targets>
    local log="$logs/build.log"
    if ! grep -q 'no work to do' <<<"$(ninja -C "$build" -n "$@" 2>/dev/null)"; then
        say "Building (the first time takes minutes; log: ${log#"$root/"})"
    fi
    if ! (set -o pipefail; ninja -C "$build" -j "$(jobs)" "$@" 2>&1 | tee "$log" | show_progress); then
        grep -q 'No space left on device' "$log" && fail "The disk filled up while building; make room and run this again."
        grep -q 'Killed (program cc1plus)\|fatal error: Killed\|std::bad_alloc' "$log" &&
            fail "The compiler ran out of memory; close other programs and run this again."
        grep -q 'CMake Error' "$log" && cp "$log" "$logs/configure.log" && fail "$(configure_error) (log: $log)"
        fail "Building failed: $(grep -m1 'error:' "$log" || tail -n1 "$log") (log: $log)"
    fi
}

# Everything up to a configured build folder.
set_up() {
    mkdir -p "$logs" 2>/dev/null || fail "Cannot write to $root."
    export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1
    install_packages
    check_compiler
    bash "$root/packaging/fetch_libraries.sh" || exit 1 # it has said why
    configure
}

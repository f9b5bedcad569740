#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a fresh clone to the running window: installs, fetches, builds, starts.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

usage() {
    cat <<'TEXT'
Usage: bash packaging/run.sh [--no-install] [--build-only] [-- arguments of retort]

Installs what is missing (Debian 12 or 13; as root or with sudo), fetches LibTorch and Arrow into a cache,
builds, and opens the window with the demo project. Without a display the same demo runs in the terminal.

  --no-install   never call apt; say what is missing instead
  --build-only   stop after building
  --help         this text

Environment: RETORT_TORCH, RETORT_ARROW, RETORT_CACHE, RETORT_CUDA, PIP_INDEX_URL
(see packaging/fetch_libraries.sh --help)
TEXT
}

install=1
build_only=0
while [ $# -gt 0 ]; do
    case "$1" in
        --no-install) install=0 ;;
        --build-only) build_only=1 ;;
        -h | --help) usage; exit 0 ;;
        --) shift; break ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

set_up
compile retort retort-cli
if [ "$build_only" -eq 1 ]; then
    say "Built: build/release/bin/retort, build/release/bin/retort-cli"
    exit 0
fi

torch=$(bash "$root/packaging/fetch_libraries.sh" --print-torch)
export RETORT_TORCH="$torch"
if "$build/bin/retort" --check-display 2>/dev/null; then
    [ $# -gt 0 ] || set -- --demo
    exec "$build/bin/retort" "$@"
fi
demo="${XDG_DATA_HOME:-$HOME/.local/share}/retort/demo"
say "There is no display that can be reached: running the demo in the terminal (project: $demo)."
mkdir -p "$(dirname "$demo")"
exec "$build/bin/retort-cli" demo --dir "$demo" "$@"

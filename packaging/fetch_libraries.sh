#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches LibTorch and Apache Arrow, the two libraries that Debian does not have (or has too old), into a
# cache that all checkouts share. Versions and checksums: packaging/libraries.lock.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: packaging/fetch_libraries.sh [--print-torch]

Fetches what is missing and does nothing when all is there.
  --print-torch   print the LibTorch folder that will be used, and nothing else

Environment:
  RETORT_CACHE    cache folder (default: $XDG_CACHE_HOME/retort, else ~/.cache/retort)
  RETORT_TORCH    a LibTorch of your own (a folder with include/ and lib/); nothing is fetched then
  RETORT_ARROW    an Apache Arrow of your own (same shape); an Arrow with Parquet and CMake files is found by itself
  RETORT_CUDA     1: fetch the CUDA libraries, 0: do not; unset: only where an NVIDIA driver is
  PIP_INDEX_URL   package index to use, as for pip, whose configuration is honoured as well
TEXT
}

here=$(cd "$(dirname "$0")" && pwd)
cache="${RETORT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/retort}/libraries"

lock_value() { # lock_value torch version
    python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))[sys.argv[2]][sys.argv[3]])' "$here/libraries.lock" "$1" "$2"
}

has_nvidia_driver() { [ -e /proc/driver/nvidia/version ] || command -v nvidia-smi >/dev/null 2>&1; }

cmake_package() { # cmake_package Arrow: where find_package would look
    local prefix folder prefixes
    IFS=: read -ra prefixes <<<"${CMAKE_PREFIX_PATH:-}"
    for prefix in ${prefixes[@]+"${prefixes[@]}"} /usr/local /usr; do
        for folder in "$prefix"/lib/cmake "$prefix"/lib64/cmake "$prefix"/lib/*-linux-gnu/cmake; do
            [ -e "$folder/$1/$1Config.cmake" ] && return 0
        done
    done
    return 1
}

system_arrow() { cmake_package Arrow && cmake_package Parquet; } # the build wants both

torch_folder() { echo "${RETORT_TORCH:-$cache/$(lock_value torch folder)}"; }

case "${1:-}" in
    -h | --help) usage; exit 0 ;;
    --print-torch) torch_folder; exit 0 ;;
    "") ;;
    *) usage >&2; exit 2 ;;
esac

command -v python3 >/dev/null || { echo "python3 is missing; it is needed to fetch the libraries." >&2; exit 1; }

sets=()
if [ -n "${RETORT_ARROW:-}" ]; then
    [ -e "$RETORT_ARROW/lib/libarrow.so" ] || { echo "RETORT_ARROW=$RETORT_ARROW has no lib/libarrow.so." >&2; exit 1; }
elif ! system_arrow; then
    sets+=(arrow)
fi
if [ -n "${RETORT_TORCH:-}" ]; then
    [ -e "$RETORT_TORCH/lib/libtorch_cpu.so" ] || { echo "RETORT_TORCH=$RETORT_TORCH has no lib/libtorch_cpu.so." >&2; exit 1; }
else
    sets+=(torch)
    case "${RETORT_CUDA:-auto}" in
        1) sets+=(cuda) ;;
        auto) if has_nvidia_driver; then sets+=(cuda); fi ;;
    esac
fi
[ ${#sets[@]} -eq 0 ] || exec python3 "$here/fetch_wheels.py" --cache "$cache" "${sets[@]}"

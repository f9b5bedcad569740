#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The set-up of run.sh, then the whole test suite, offscreen.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

usage() {
    cat <<'TEXT'
Usage: bash packaging/test.sh [--no-install] [arguments of ctest]

Installs what is missing, fetches LibTorch and Arrow, builds everything and runs the tests.
  bash packaging/test.sh -R core.clean     only tests whose name matches
TEXT
}

install=1
case "${1:-}" in
    -h | --help) usage; exit 0 ;;
    --no-install) install=0; shift ;;
esac

set_up
compile all
# Many tests wait for processes that they start: one more than this machine has cores.
exec ctest --test-dir "$build" --output-on-failure -j"$(($(nproc) + 1))" "$@"

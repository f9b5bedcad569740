#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a test in a home of its own, so that no test sees the user's settings or another test's.
set -u
home=$(mktemp -d "${TMPDIR:-/tmp}/retort-test.XXXXXX") || exit 1
trap 'rm -rf "$home"' EXIT
mkdir -p "$home"/{config,data,cache,state,tmp}
mkdir -m 700 "$home/run"
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" \
    XDG_STATE_HOME="$home/state" XDG_RUNTIME_DIR="$home/run" TMPDIR="$home/tmp"
unset RETORT_CACHE DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
"$@"

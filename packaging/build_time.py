#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints how many seconds each target of a build folder took, from ninja's log: compiling, linking, moc.

  python3 packaging/build_time.py [build folder] [--slowest N]

The log keeps the last time of each output, so a folder that was built in several goes counts as a whole; what ccache
answered counts as the tenth of a second that it took.
"""
import argparse
import re
from collections import Counter
from pathlib import Path

GROUPS = [  # first match wins
    ("precompiled headers", r"\.gch$|_pch\.dir/"),
    ("tests with LibTorch", r"torch_tests"),
    ("tests", r"^tests/"),
    ("retort_learn", r"retort_learn"),
    ("retort_data", r"retort_data"),
    ("retort_ui", r"retort_ui|^i18n/"),
    ("programs", r"retort-cli|retort\.dir|^bin/|retort_autogen"),
]


def read_log(folder):
    """Seconds by output, for the outputs that are there; of a step with several, by the first of them."""
    times, steps = {}, {}
    for line in (folder / ".ninja_log").read_text().splitlines():
        if line.startswith("#"):
            continue
        start, end, _, output, command = line.split("\t")
        step = (start, end, command)
        if steps.setdefault(step, output) == output:
            times[output] = (int(end) - int(start)) / 1000
        else:
            times.pop(output, None)
    inside = {output: seconds for output, seconds in times.items() if not Path(output).is_absolute()}
    return {output: seconds for output, seconds in inside.items() if (folder / output).exists()}


def group_of(output):
    for name, pattern in GROUPS:
        if re.search(pattern, output):
            return name
    return "rest"


def seconds_by_group(times):
    groups = Counter()
    for output, seconds in times.items():
        groups[group_of(output)] += seconds
    return groups


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/release"))
    parser.add_argument("--slowest", type=int, default=0, help="also the slowest outputs")
    arguments = parser.parse_args()
    times = read_log(arguments.folder)
    groups = seconds_by_group(times)
    total = sum(groups.values())
    for name, seconds in groups.most_common():
        print(f"{seconds:8.1f} s  {100 * seconds / total:5.1f} %  {name}")
    print(f"{total:8.1f} s           all, one after the other")
    for output, seconds in sorted(times.items(), key=lambda item: -item[1])[: arguments.slowest]:
        print(f"{seconds:8.1f} s  {output}")


if __name__ == "__main__":
    main()

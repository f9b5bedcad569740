# SPDX-License-Identifier: GPL-3.0-or-later
"""No part of the build may outgrow its share of the time: build_budget.json, in percent of the whole, by the version of the
compiler (that of Debian 12 and of 13, whose Qt headers cost more).

Only a build from nothing as packaging/test.sh makes it says something: where ccache answered, a part was left out or the
sources of a folder are not compiled together (preset dev), the test is skipped.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "packaging"))
import build_time  # noqa: E402

BUDGETS = json.loads((HERE / "build_budget.json").read_text())
FOLDER = pathlib.Path(os.environ["RETORT_BUILD"])


def over_budget(groups, budget):
    """What takes more than its share, as sentences."""
    total = sum(groups.values())
    return [
        f"{name} takes {100 * seconds / total:.0f} % of the build; its budget is {budget.get(name, 0)} %"
        for name, seconds in groups.items()
        if 100 * seconds / total > budget.get(name, 0)
    ]


def compiler_version(cache):
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.+)$", cache, re.MULTILINE).group(1)
    return subprocess.run([compiler, "-dumpversion"], capture_output=True, text=True, check=True).stdout.strip()


class BuildBudget(unittest.TestCase):
    def test_no_part_outgrows_its_share(self):
        cache = (FOLDER / "CMakeCache.txt").read_text()
        if "RETORT_UNITY:BOOL=ON" not in cache or "RETORT_SANITIZE:STRING=\n" not in cache:
            self.skipTest("not the build that packaging/test.sh makes")
        groups = build_time.seconds_by_group(build_time.read_log(FOLDER))
        budget = BUDGETS["percent"].get(compiler_version(cache))
        if not budget:
            self.skipTest("no budget was measured for this compiler")
        missing = [name for name in budget if name not in groups]
        if missing or sum(groups.values()) < BUDGETS["least_seconds"]:
            self.skipTest("this folder was not built whole, or with the help of ccache")
        self.assertEqual(over_budget(groups, budget), [])

    def test_a_part_that_grows_is_reported(self):
        for budget in BUDGETS["percent"].values():
            groups = {name: float(share) for name, share in budget.items()}
            groups["tests"] += sum(groups.values())
            self.assertTrue(any(line.startswith("tests takes") for line in over_budget(groups, budget)))


if __name__ == "__main__":
    unittest.main()

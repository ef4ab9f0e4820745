"""`make bench`: every gate, as a ratio against a baseline timed in the same run. Exit status 1 where one is missed."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.measuring import RUNS, result, table


def main() -> int:
    """Run all cases and print the table."""
    # Here and not above: worker processes import this file too, and need none of it.
    from tests.bench import board_paper, checks, imports, plan_file, trackers, window, workbooks

    rooms = (plan_file, checks, trackers, workbooks, board_paper, window, imports)
    with TemporaryDirectory() as folder:
        results = [result(case) for room in rooms for case in room.cases(Path(folder))]
    print(f"medians of {RUNS} runs, in turns with the baseline")
    print(table(results))
    return 0 if all(each.passed for each in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""What a page costs as the site grows: the same pages on sites of several sizes, measured in turns.

Each size is a process with a database of its own; the turns make other load on the machine fall on all of them alike.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

SIZES = [int(size) for size in os.environ.get("PAGES", "1000,10000,100000").split(",")]
ROUNDS, PER_ROUND = 25, 12
BAR = 1.2
LISTINGS = ("column p1", "column deep", "latest p1", "latest deep")
MEASURED = ("home", *LISTINGS, "story")
ROOT = Path(__file__).resolve().parents[2]


class Site:
    """The process of one size."""

    def __init__(self, stories: int) -> None:
        command = [sys.executable, "-m", "tests.bench.one_size", str(stories)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        json.loads(self.process.stdout.readline())

    def times(self, name: str, number: int) -> list[list[float]]:
        """[wall, CPU] of so many requests, in ms."""
        self.process.stdin.write(json.dumps([name, number]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        """Let the process clean up and end."""
        self.process.stdin.close()
        self.process.wait()


def compare() -> bool:
    """Print p95 wall and median CPU per page and size; False when a listing grows by more than the bar."""
    sites = [Site(size) for size in SIZES]
    try:
        return _compare(sites)
    finally:
        for site in sites:
            site.close()


def _compare(sites: list[Site]) -> bool:
    print(f"ms: p95 of wall (median of CPU), {ROUNDS * PER_ROUND} requests a page in turns")
    print(f"{'page':<14}" + "".join(f"{size:>18,}" for size in SIZES) + f"{'last/first':>12}")
    is_flat = True
    for name in MEASURED:
        for site in sites:
            site.times(name, 5)
        taken: list[list[list[float]]] = [[] for _ in sites]
        for _ in range(ROUNDS):
            for site, times in zip(sites, taken, strict=True):
                times += site.times(name, PER_ROUND)
        tails = [statistics.quantiles([wall for wall, _ in times], n=20)[-1] for times in taken]
        centres = [statistics.median([cpu for _, cpu in times]) for times in taken]
        cells = "".join(f"{tail:>10.2f} ({cpu:5.2f})" for tail, cpu in zip(tails, centres, strict=True))
        print(f"{name:<14}{cells}{tails[-1] / tails[0]:>11.2f}x", flush=True)
        is_flat &= name not in LISTINGS or tails[-1] / tails[0] <= BAR
    return is_flat

"""Taking turns, medians, and the table of figures."""

import gc
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Final

RUNS: Final = 7

Run = Callable[[], object]
"""One run of a contender: what it does is timed."""


@dataclass(frozen=True)
class Figure:
    """One measured value; `target` is what it must reach (`at_least`) or stay below."""

    name: str
    database: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = True

    @property
    def verdict(self) -> str:
        """Whether the target is met; empty for what is told for information."""
        if self.target is None:
            return ""
        met = self.value >= self.target if self.at_least else self.value <= self.target
        return "met" if met else "MISSED"

    def as_json(self) -> dict[str, object]:
        """The figure with its verdict, for the JSON file."""
        return {**asdict(self), "value": round(self.value, 4), "verdict": self.verdict}


def seconds(run: Run) -> float:
    """How long one run takes, without the garbage of others."""
    gc.collect()
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def most_memory() -> float:
    """The most MB that this program has had, by Linux's own account of it.

    `ru_maxrss` is no use to a program that another one started: it begins with what that
    one had at most.
    """
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


def interleaved(
    contenders: Mapping[str, Callable[[int], float]], runs: int = RUNS
) -> dict[str, list[float]]:
    """The times of each contender, one run each in turn, after one that does not count.

    A contender is asked with the number of the run, from 0, and gives seconds.
    """
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for run in range(runs + 1):
        for name, contender in contenders.items():
            taken = contender(run)
            if run:
                times[name].append(taken)
    return times


def ratio(times: Mapping[str, list[float]], above: str, below: str) -> float:
    """The median, over the turns, of one contender's time over another's."""
    return median(a / b for a, b in zip(times[above], times[below], strict=True))


def table(figures: list[Figure]) -> str:
    """The figures as lines of text."""
    lines = [f"{'figure':<58} {'database':<11} {'value':>10}  {'target':<10} verdict"]
    for figure in figures:
        sign = "≥" if figure.at_least else "≤"
        target = f"{sign} {figure.target:g}" if figure.target is not None else ""
        value = f"{figure.value:,.2f} {figure.unit}"
        lines.append(
            f"{figure.name:<58} {figure.database:<11} {value:>12}  {target:<8} {figure.verdict}"
        )
    return "\n".join(lines)


def say(words: str) -> None:
    """A line for whoever waits."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()

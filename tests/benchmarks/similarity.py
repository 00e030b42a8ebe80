"""`python -m tests.benchmarks.similarity`: how many near duplicates are among the five shown."""

import sys

from tests.support.similarity import Figures, items, of_the_labelled, of_the_spoilt, together


def _say(kind: str, figures: Figures) -> None:
    told = f"recall@5 {figures.recall:.3f}  precision@1 {figures.precision:.3f}"
    sys.stdout.write(f"{kind:<22} {figures.asked:>5} asked  {told}\n")


if __name__ == "__main__":
    sys.stdout.write(f"{len(items())} items: the real items and the seeded ones\n")
    _say("pairs labelled", of_the_labelled())
    spoilt = list(of_the_spoilt())
    for kind, figures in spoilt:
        _say(kind, figures)
    _say("spoilt, together", together([figures for _kind, figures in spoilt]))

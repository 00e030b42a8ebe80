"""Ten thousand random definitions, proved and explored: no disagreement.

`python -m tests.soak.proving [COUNT] [FIRST]` prints the numbers of those on which the prover and
the explorer differ, and ends with 1 where there are some.
"""

import sys

from tests.support.differential import disagreement


def main() -> None:
    """Ask both about each definition."""
    given = [int(one) for one in sys.argv[1:]]
    count, first = (given + [10_000, 0][len(given) :])[:2]
    found = []
    for number in range(first, first + count):
        if said := disagreement(number):
            found.append(said)
            sys.stdout.write(f"{said}\n")
    sys.stdout.write(f"{count} definitions, {len(found)} disagreements\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

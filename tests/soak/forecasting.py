"""Two hundred simulated cycles: does the band of the forecast hold eight of ten outcomes?

    python -m tests.soak.forecasting [--offices 25]

Each office has twelve cycles, the first four of which are only history; half of the offices have
evaluation sessions. Prints the figures, those of a constant guess from the mean beside them;
exits 1 where the band holds less than 75 or more than 85 % or the guess does better.
"""

import argparse
import sys
from statistics import mean

from tests.soak.both import say
from tests.support.simulated_office import Score, SimulatedOffice, forecast_cycles


def main() -> int:
    """Forecast every cycle; 1 where the forecast is worse than it says."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--offices", type=int, default=25, help="of eight forecast cycles each")
    score = Score()
    for seed in range(arguments.parse_args().offices):
        forecast_cycles(SimulatedOffice(seed, sessions=seed % 2 == 0), score)
    say(str(score))
    right = 0.75 <= mean(score.inside) <= 0.85 and mean(score.error) < mean(score.constant_error)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())

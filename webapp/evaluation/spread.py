"""Where the evaluators' means of one item lie in a picture of the scale, in its own units."""

from decimal import Decimal
from typing import Final

from workflow.evaluation import Scale

WIDTH: Final = 200
"""Units from the poorest step of the scale to the best."""


class SpreadPicture:
    """All pictures of a page: the same scale, so that they can be compared."""

    def __init__(self, scale: Scale) -> None:
        """Let the picture reach over the whole scale."""
        self._steps = max(scale.highest - 1, 1)

    @property
    def ticks(self) -> list[float]:
        """Where the steps of the scale are."""
        return [self.place(Decimal(step + 1)) for step in range(self._steps + 1)]

    def place(self, mean: Decimal) -> float:
        """Where a mean is drawn."""
        return round(float(mean - 1) * WIDTH / self._steps, 1)

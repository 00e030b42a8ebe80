"""Pictures of charts: Vega-Lite to SVG, without a browser and without the network."""

import json
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import vl_convert
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from workflow import fonts
from workflow.models import DrawnChart

UNUSED_FOR: Final = timedelta(days=60)
"""After so many days without a reader a picture is let go; it can be drawn again any time."""


def draw(spec: Any) -> str:
    """The SVG of a Vega-Lite specification; the same one gives the same picture.

    The first call in a process takes about a second, later ones some hundredths.
    """
    _with_fonts()
    return str(vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[]))


def keep(session: Session, key: str, svg: str, today: date) -> None:
    """Keep the picture of a chart, and let go of those that nobody has looked at for long."""
    session.execute(update(DrawnChart).where(DrawnChart.key == key).values(svg=svg))
    session.execute(delete(DrawnChart).where(DrawnChart.used_on < today - UNUSED_FOR))


@cache
def _with_fonts() -> None:
    for folder in fonts.folders():
        vl_convert.register_font_directory(folder)

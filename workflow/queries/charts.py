"""Which charts have been drawn, and their pictures."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.errors import NotFound
from workflow.models import DrawnChart


class Found(NamedTuple):
    """The keys that are drawn, and whether every row is there and was touched today."""

    drawn: frozenset[str]
    settled: bool


def find(session: Session, keys: Collection[str], today: date) -> Found:
    """What is there of `keys`; `settled` where nothing is to be asked for or marked today."""
    query = select(
        DrawnChart.key, DrawnChart.svg.is_not(None), DrawnChart.asked_on, DrawnChart.used_on
    )
    rows = session.execute(query.where(DrawnChart.key.in_(keys))).all()
    return Found(
        drawn=frozenset(key for key, is_drawn, _, _ in rows if is_drawn),
        settled=len(rows) == len(set(keys))
        and all(
            used_on >= today and (is_drawn or asked_on >= today)
            for _, is_drawn, asked_on, used_on in rows
        ),
    )


def picture(session: Session, key: str) -> str:
    """The SVG of a chart. Raises NotFound where it is not drawn (yet)."""
    svg = session.scalar(select(DrawnChart.svg).where(DrawnChart.key == key))
    if not svg:
        raise NotFound(what="chart", name=key)
    return svg

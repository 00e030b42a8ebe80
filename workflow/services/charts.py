"""Asking for pictures: one row and one job a chart, however many pages ask at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflow.models import DrawnChart
from workflow.outbox import Outbox


def ask(session: Session, outbox: Outbox, specs: Mapping[str, Any], today: date) -> None:
    """Have every chart of `specs` (its key: what to draw) drawn that is not there yet.

    A job is put down for a chart that is new, or whose job of an earlier day came to
    nothing. What is there is marked as looked at today.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    # In one order whoever asks: two pages that ask for the same charts never wait in a ring.
    for key in sorted(specs):
        new = {"key": key, "spec": specs[key], "asked_on": today, "used_on": today}
        asked = session.scalar(
            insert(DrawnChart).values(new).on_conflict_do_nothing().returning(DrawnChart.key)
        ) or session.scalar(
            update(DrawnChart)
            .where(DrawnChart.key == key, DrawnChart.svg.is_(None), DrawnChart.asked_on < today)
            .values(asked_on=today)
            .returning(DrawnChart.key)
        )
        if asked:
            outbox.draw(session, key, today)
    shown = select(DrawnChart.key).where(DrawnChart.key.in_(specs), DrawnChart.used_on < today)
    session.execute(
        update(DrawnChart).where(DrawnChart.key.in_(shown)).values(used_on=today),
        execution_options={"synchronize_session": False},
    )

"""Rows that are locked while somebody changes them."""

from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import Session

from workflow.models.base import may_be_id
from workflow.values.errors import NotFound

R = TypeVar("R")


def locked(session: Session, query: Select[R], number: int, what: str, **how: Any) -> R:
    """The row with this number that `query` finds, as it is now, changed by nobody else meanwhile.

    `how` is that of `with_for_update`. Raises NotFound (what).
    """
    latest = query.with_for_update(**how).execution_options(populate_existing=True)
    row = session.scalar(latest) if may_be_id(number) else None
    if row is None:
        raise NotFound(what=what)
    return row

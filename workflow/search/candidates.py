"""Which rows of a table share most of a text, before any of them is compared closely."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, case, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from workflow.database.statements import ESCAPE, escaped
from workflow.search.similarity import Name

PAIRS_ASKED: Final = 24
LOOKED_AT: Final = 200
"""How many rows that share most with the text are compared closely."""


def telling_pairs(text: Name) -> list[str]:
    """The pairs of characters to look for: those that any text is full of come last."""
    pairs = text.pairs
    return sorted(pairs, key=lambda pair: -pairs[pair])[:PAIRS_ASKED]


def sought(pairs: Sequence[str]) -> dict[str, str]:
    """The pairs as parameters of `sharing_most`."""
    return {_sought(at): f"%{escaped(pair)}%" for at, pair in enumerate(pairs)}


def _sought(at: int) -> str:
    return f"pair_{at}"


def sharing_most(
    key: InstrumentedAttribute[int],
    text: InstrumentedAttribute[str],
    pairs: int,
    *conditions: ColumnElement[bool],
) -> Select[int]:
    """The ids of the rows whose folded text has most of so many pairs, given by `sought`.

    A pair that ten rows have counts a tenth of one that a single row has.
    """
    has = [
        case((text.like(bindparam(_sought(at)), escape=ESCAPE), 1.0), else_=0.0).label(f"has_{at}")
        for at in range(pairs)
    ]
    # Materialized: else each pair is looked for twice, to count and to sort.
    query: Any = select(key, *has).where(*conditions)
    looked = query.cte("looked").prefix_with("MATERIALIZED")
    columns = [looked.c[one.name] for one in has]
    having = select(*(func.sum(one).label(one.name) for one in columns)).cte("having_it")
    weights = [one / func.nullif(having.c[one.name], 0.0) for one in columns]
    rare: ColumnElement[float] = sum(
        (func.coalesce(one, 0.0) for one in weights[1:]), func.coalesce(weights[0], 0.0)
    )
    best: Any = (
        select(looked.c.id)
        .join(having, true())
        .where(rare > 0)
        .order_by(rare.desc(), looked.c.id.desc())
        .limit(LOOKED_AT)
    )
    found: Select[int] = best
    return found

"""What a person answered: kept with the file, and names of departments for the files after it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import select

from workflow.exchange import understanding
from workflow.exchange.asking import COLUMN, DEPARTMENT_NAMED, HIDDEN_COLUMNS
from workflow.exchange.names import Names, names_in
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Grid
from workflow.items import visibility
from workflow.models import Cycle, Item
from workflow.work import Work


class Known(NamedTuple):
    """What a file is read by: the cycle, its names, and from which amount on yen are suspected.

    `names` are as they are written down; `amounts` are those that items of the cycle have already.
    """

    cycle_id: str
    names: Names
    ask_from: int
    amounts: frozenset[int]


def names_for(work: Work, cycle_id: str, how: Understanding) -> Names:
    """The names of a cycle with those that were answered for the file."""
    written = names_in(work, work.session.get_one(Cycle, cycle_id).fiscal_year)
    return written.also(departments(how, written))


def known(work: Work, cycle_id: str) -> Known:
    """What a file for a cycle is read by."""
    cycle = work.session.get_one(Cycle, cycle_id)
    written = names_in(work, cycle.fiscal_year)
    amounts = select(Item.amount_kyen).where(
        Item.cycle_id == cycle_id,
        Item.amount_kyen >= work.ask_from_kyen,
        visibility.visible_items(work.actor),
    )
    found = frozenset(filter(None, work.session.scalars(amounts)))
    return Known(cycle_id, written, work.ask_from_kyen, found)


def departments(how: Understanding, names: Names) -> dict[str, int]:
    """The names of departments that were answered, with what they mean."""
    given = {
        key.removeprefix(DEPARTMENT_NAMED): names.department_of(code)
        for key, code in how.answers.items()
        if key.startswith(DEPARTMENT_NAMED)
    }
    return {name: found for name, found in given.items() if found is not None}


def is_open(described: Mapping[str, Any]) -> bool:
    """Whether a question still waits for its answer."""
    return bool(open_questions(described))


def open_questions(described: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The questions that wait for an answer."""
    answers = described.get("answers", {})
    return [one for one in described.get("questions", ()) if one["key"] not in answers]


def answered(
    grid: Grid, how: Understanding, asked: Sequence[Mapping[str, Any]], answers: Mapping[str, str]
) -> Understanding:
    """The understanding with those of the answers that are choices of what is asked."""
    known = {one["key"]: dict(one["choices"]) for one in asked}
    taken = {key: word for key, word in answers.items() if word in known.get(key, ())}
    how = replace(how, answers={**how.answers, **taken})
    tab = grid.tab(how.tab)
    for key, word in taken.items():
        if key.startswith(COLUMN) and tab is not None:
            place = known[key][word]["place"]
            how = understanding.with_rival(tab, how, key.removeprefix(COLUMN), place)
    if taken.get(HIDDEN_COLUMNS) == "skip" and tab is not None:
        shown = {p: name for p, name in how.columns.items() if p + 1 not in tab.hidden_columns}
        how = replace(how, columns=shown)
    return how

"""The rows of 資料1-3 as they are typed, and their steps as the lines that are typed of them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.models import Undertaking, UndertakingStep
from workflow.undertakings import record
from workflow.values.canonical import fingerprint
from workflow.values.changes import ChangeAction
from workflow.values.cleaning import Checking, text_problem
from workflow.values.errors import InputRefused, Problem
from workflow.values.promotion import Mark, StepState
from workflow.values.text import TextUnclean, clean_line
from workflow.work import Work


@dataclass(frozen=True)
class Entry:
    """A step as it is typed: its sign, its words, the budget cycles that it is about."""

    mark: str
    text: str
    cycle_ids: tuple[str, ...] = ()


Quarters = tuple[tuple[Entry, ...], ...]
"""Four quarters, April to June first."""

MARKS: Final = {
    "○": Mark.HEADQUARTERS,
    "〇": Mark.HEADQUARTERS,
    "◯": Mark.HEADQUARTERS,
    "●": Mark.OTHER,
    "□": Mark.DOCUMENT,
    "■": Mark.DOCUMENT,
}
"""What may be typed for each mark; three circles look alike."""

LONGEST_TITLE: Final = 200
LONGEST_NOTE: Final = 400
LONGEST_ENTRY: Final = 100
MOST_ENTRIES: Final = 20

_CYCLES: Final = re.compile(r"[0-9a-z,、 -]*")


def read_quarter(text: str, field: str, cycles: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of one quarter, blank lines left out; `cycles` are the ids that exist.

    Raises InputRefused with every wrong line, naming `field`.
    """
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_ENTRIES:
        raise InputRefused([Problem(field, "too_many", {"limit": MOST_ENTRIES})])
    known = frozenset(cycles)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, line in lines:
        try:
            entries.append(_entry(line, number, field, known))
        except InputRefused as refused:
            problems += refused.problems
    if problems:
        raise InputRefused(problems)
    return tuple(entries)


def print_quarter(entries: Iterable[Entry]) -> str:
    """The lines that `read_quarter` reads these entries from."""
    return "\n".join(
        entry.mark + entry.text + (f" [{', '.join(entry.cycle_ids)}]" if entry.cycle_ids else "")
        for entry in entries
    )


def _apart(typed: str) -> tuple[str, str]:
    """What happens, with the cycles in square brackets after it."""
    text, bracket, cycles = typed.removesuffix("]").rpartition("[")
    if bracket and typed.endswith("]") and _CYCLES.fullmatch(cycles):
        return text.rstrip(), cycles
    return typed, ""


def _entry(line: str, number: int, field: str, known: frozenset[str]) -> Entry:
    typed, cycles = _apart(line[1:].strip())
    if line[0] not in MARKS or not typed:
        raise InputRefused([Problem(field, "entry_without_mark", {"line": str(number)})])
    try:
        text = clean_line(typed, LONGEST_ENTRY)
    except TextUnclean as unclean:
        raise InputRefused([text_problem(field, unclean)]) from unclean
    ids = tuple(one for one in re.split("[,、 ]+", cycles) if one)
    if unknown := [one for one in ids if one not in known]:
        raise InputRefused([Problem(field, "entry_cycle_unknown", {"name": unknown[0]})])
    return Entry(MARKS[line[0]].value, text, ids)


@dataclass(frozen=True)
class RowDraft:
    """A row of 資料1-3 as typed; `is_part` puts it under the numbered row before it."""

    title: str
    note: str
    is_part: bool
    quarters: Quarters

    def settled(self) -> "RowDraft":
        """The draft with clean texts. Raises InputRefused."""
        check = Checking()
        title = check.line("title", self.title, LONGEST_TITLE, needed=True)
        note = check.block("note", self.note, LONGEST_NOTE)
        check.done()
        return replace(self, title=title, note=note)


# -------------------------------------------------- the steps of a row as lines


Place = tuple[int, int]
"""A quarter, and the place in it, both from 1."""


def steps_of(session: Session, row_id: int) -> Sequence[UndertakingStep]:
    """The steps of a row that are on the paper, in order."""
    step = UndertakingStep
    query = select(step).where(step.undertaking_id == row_id, step.removed_at.is_(None))
    return session.scalars(query.order_by(step.quarter, step.position, step.id)).all()


def quarters_of(steps: Sequence[UndertakingStep]) -> Quarters:
    """The entries of four quarters."""
    return tuple(tuple(entry(one) for one in steps if one.quarter == n) for n in range(1, 5))


def entry(step: UndertakingStep) -> Entry:
    """A step as it is typed."""
    return Entry(step.mark, step.text, tuple(step.cycle_ids))


def draft_of(session: Session, row: Undertaking) -> RowDraft:
    """A row as it could be typed again."""
    quarters = quarters_of(steps_of(session, row.id))
    return RowDraft(row.title, row.note, not row.number, quarters)


def seen(draft: RowDraft) -> str:
    """A fingerprint of the words of a row."""
    words = [[vars(one) for one in quarter] for quarter in draft.quarters]
    return fingerprint([draft.title, draft.note, draft.is_part, words])


def write_lines(work: Work, row: Undertaking, quarters: Quarters) -> None:
    """Give the row these lines: steps that it has already stay, others are added or removed.

    A step is the same where its words are, in its quarter or in another one; what is left over in
    a quarter was reworded, in its order.
    """
    steps = list(steps_of(work.session, row.id))
    wanted = _placed(quarters)
    taken = _matched(steps, wanted)
    kept = {step.id for step in taken.values()}
    for step in (one for one in steps if one.id not in kept):
        with record.recorded(work, step, ChangeAction.END):
            step.removed_at = work.now
    for place, step in taken.items():
        if (step.quarter, step.position) != place or entry(step) != wanted[place]:
            with record.recorded(work, step):
                _word(step, place, wanted[place])
    new = [_new(row, place, one) for place, one in wanted.items() if place not in taken]
    work.session.add_all(new)
    work.session.flush()
    record.put(work, *new)


def begun(row: Undertaking, quarters: Quarters) -> list[UndertakingStep]:
    """The steps of a row that is new, in order."""
    return [_new(row, place, one) for place, one in _placed(quarters).items()]


def _placed(quarters: Quarters) -> dict[Place, Entry]:
    return {
        (quarter, place): one
        for quarter, entries in enumerate(quarters, 1)
        for place, one in enumerate(entries, 1)
    }


def _matched(
    steps: Sequence[UndertakingStep], wanted: dict[Place, Entry]
) -> dict[Place, UndertakingStep]:
    """Which step goes on at which place."""
    taken: dict[Place, UndertakingStep] = {}
    left = list(steps)

    def take(same: Callable[[UndertakingStep, Place, Entry], bool]) -> None:
        for place, one in wanted.items():
            found = next((step for step in left if same(step, place, one)), None)
            if place not in taken and found is not None:
                taken[place] = found
                left.remove(found)

    take(lambda step, place, one: step.quarter == place[0] and entry(step) == one)
    take(lambda step, _place, one: (step.mark, step.text) == (one.mark, one.text))
    take(lambda step, place, _one: step.quarter == place[0])
    return taken


def _word(step: UndertakingStep, place: Place, one: Entry) -> None:
    step.quarter, step.position = place
    step.mark, step.text, step.cycle_ids = one.mark, one.text, list(one.cycle_ids)


def _new(row: Undertaking, place: Place, one: Entry) -> UndertakingStep:
    step = UndertakingStep(undertaking_id=row.id, state=StepState.PLANNED, said="")
    _word(step, place, one)
    return step

"""An undertaking that goes on in another year: its words with the new year's names, its plan."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from workflow.models import Person, Undertaking
from workflow.undertakings import lines, record
from workflow.undertakings.drafts import Entry, RowDraft
from workflow.undertakings.rows import add_row
from workflow.undertakings.steps import put_people, responsible
from workflow.work import Work


def carried(
    work: Work, row: Undertaking, words: Callable[[str], str], cycle: Callable[[str], str]
) -> RowDraft:
    """The row as another year has it; `words` names that year, `cycle` its cycles."""
    said = lines.draft_of(work.session, row)
    quarters = tuple(
        tuple(Entry(one.mark, words(one.text), tuple(map(cycle, one.cycle_ids))) for one in quarter)
        for quarter in said.quarters
    )
    return RowDraft(words(said.title), words(said.note), said.is_part, quarters)


def carry(
    work: Work, from_id: int, year: int, draft: RowDraft, moved: Callable[[date], date]
) -> int:
    """Add the row to another year with its steps planned as they were, each day `moved`.

    What was reported, documents, comments and pilots stay with their own year. Gives the new
    row's id. Raises what `add_row` does.
    """
    row_id = add_row(work, year, draft)
    before = {(one.quarter, one.position): one for one in lines.steps_of(work.session, from_id)}
    active = set(work.session.scalars(select(Person.id).where(Person.active)))
    for step in lines.steps_of(work.session, row_id):
        old = before.get((step.quarter, step.position))
        if old is None:
            continue
        with record.recorded(work, step):
            step.begins_on = moved(old.begins_on) if old.begins_on else None
            step.due_on = moved(old.due_on) if old.due_on else None
            people = [one for one in responsible(work, old.id) if one in active]
            put_people(work, step.id, people)
    return row_id

"""Undertakings as pages read them: a fixed number of queries, however many steps there are."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, not_, or_, select

from workflow import ledger
from workflow.calendar.schedule import is_late, lines_of
from workflow.models import (
    OfficeChange,
    Person,
    Undertaking,
    UndertakingComment,
    UndertakingDocument,
    UndertakingPilot,
    UndertakingStep,
    step_people,
)
from workflow.models.base import found_row, may_be_id
from workflow.undertakings import part_queries, record
from workflow.undertakings.links import LINKS
from workflow.undertakings.policy import may_report, may_write, require_reader
from workflow.undertakings.views import (
    HistoryEntry,
    Responsible,
    StepView,
    UndertakingRow,
    UndertakingView,
)
from workflow.values.actor import Title
from workflow.values.changes import ChangeAction, Subject
from workflow.values.errors import NotFound
from workflow.values.promotion import OPEN_STEPS, DocumentStage, Mark, StepState
from workflow.work import Standpoint, Work

MOST_HISTORY: Final = 100
MOST_TO_DO: Final = 50


def every(work: Work, fiscal_year: int) -> tuple[UndertakingRow, ...]:
    """The undertakings of a year in the order and with the numbers of 資料1-3.

    Raises NotSignedIn.
    """
    require_reader(work.actor)
    found = lines_of(work, fiscal_year)
    of_year = (Undertaking.fiscal_year == fiscal_year, Undertaking.removed_at.is_(None))
    by_row: defaultdict[int, list[StepView]] = defaultdict(list)
    for step in steps(work, *of_year):
        by_row[step.undertaking_id].append(step)
    stages = _latest_stages(work, *of_year)
    return tuple(
        UndertakingRow(
            id=row.id,
            number=line.number,
            title=row.title,
            remark=line.remark,
            steps=tuple(by_row[row.id]),
            stage=stages.get(row.id),
        )
        for row, line in zip(found.rows, found.written, strict=True)
    )


def one(work: Work, undertaking_id: int) -> UndertakingView:
    """One undertaking with all that belongs to it. Raises NotSignedIn, NotFound."""
    require_reader(work.actor)
    query = select(Undertaking).where(Undertaking.id == undertaking_id)
    there = query.where(Undertaking.removed_at.is_(None))
    row = found_row(work.session, there, undertaking_id, what="undertaking")
    return UndertakingView(
        id=row.id,
        fiscal_year=row.fiscal_year,
        title=row.title,
        note=row.note,
        steps=steps(work, Undertaking.id == row.id),
        documents=part_queries.documents(work, UndertakingDocument.undertaking_id == row.id),
        recommendations=part_queries.comments(
            work,
            UndertakingComment.undertaking_id == row.id,
            UndertakingComment.document_id.is_(None),
        ),
        pilots=part_queries.pilots(work, UndertakingPilot.undertaking_id == row.id),
        items=LINKS.items(work, row.id),
        history=_history(work, row),
        may_write=may_write(work.actor) is None,
    )


def step(work: Work, step_id: int) -> StepView:
    """One step. Raises NotSignedIn, NotFound."""
    require_reader(work.actor)
    live = (UndertakingStep.id == step_id, Undertaking.removed_at.is_(None))
    found = steps(work, *live) if may_be_id(step_id) else ()
    if not found:
        raise NotFound(what="step")
    return found[0]


def to_do(work: Work) -> tuple[StepView, ...]:
    """The open steps that the person is responsible for and that have a day, the earliest first."""
    mine = work.ask(work.statement(_mine)).scalars().all()
    found = steps(work, UndertakingStep.id.in_(mine)) if mine else ()
    return tuple(sorted(found, key=lambda one: (one.due_on, one.id)))


def _mine(of: Standpoint) -> Select[Any]:
    return (
        select(UndertakingStep.id)
        .join(step_people, step_people.c.step_id == UndertakingStep.id)
        .join(Undertaking, Undertaking.id == UndertakingStep.undertaking_id)
        .where(
            step_people.c.person_id == of.person.person_id,
            UndertakingStep.state.in_(OPEN_STEPS),
            UndertakingStep.due_on.is_not(None),
            Undertaking.removed_at.is_(None),
        )
        .order_by(UndertakingStep.due_on, UndertakingStep.id)
        .limit(MOST_TO_DO)
    )


def of_item(work: Work, item_id: int) -> tuple[tuple[int, str], ...]:
    """The undertakings that an item is part of: id and title."""
    linked = LINKS.of_item(work, item_id)
    rows = work.ask(_TITLES, ids=list(linked)) if linked else ()
    return tuple((row.id, row.title) for row in rows)


_TITLES: Final = (
    select(Undertaking.id, Undertaking.title)
    .where(Undertaking.id.in_(bindparam("ids", expanding=True)), Undertaking.removed_at.is_(None))
    .order_by(Undertaking.id)
)


def steps(work: Work, *conditions: ColumnElement[bool]) -> tuple[StepView, ...]:
    """The steps of some condition, in the order of 資料1-3."""
    query = (
        select(UndertakingStep, Undertaking.title, Undertaking.fiscal_year)
        .join(Undertaking, Undertaking.id == UndertakingStep.undertaking_id)
        .where(UndertakingStep.removed_at.is_(None), *conditions)
        .order_by(
            Undertaking.position,
            UndertakingStep.quarter,
            UndertakingStep.position,
            UndertakingStep.id,
        )
    )
    rows = work.session.execute(query).all()
    people = _people(work, [row.UndertakingStep.id for row in rows])
    return tuple(_step(work, row, tuple(people[row.UndertakingStep.id])) for row in rows)


def _step(work: Work, row: Any, people: tuple[Responsible, ...]) -> StepView:
    found: UndertakingStep = row.UndertakingStep
    return StepView(
        id=found.id,
        undertaking_id=found.undertaking_id,
        undertaking=row.title,
        fiscal_year=row.fiscal_year,
        quarter=found.quarter,
        mark=Mark(found.mark),
        text=found.text,
        cycle_ids=tuple(found.cycle_ids),
        state=StepState(found.state),
        begins_on=found.begins_on,
        due_on=found.due_on,
        done_on=found.done_on,
        said=found.said,
        late=is_late(found.state, found.due_on, work.today),
        people=people,
        may_report=may_report(work.actor, [one.id for one in people]) is None,
        seen=record.seen_as(found, {"people": sorted(one.login for one in people)}),
    )


def _people(work: Work, ids: Sequence[int]) -> defaultdict[int, list[Responsible]]:
    query = (
        select(step_people.c.step_id, Person.id, Person.login, Person.name_ja, Person.name_en)
        .join(Person, Person.id == step_people.c.person_id)
        .where(step_people.c.step_id.in_(ids))
        .order_by(Person.id)
    )
    found: defaultdict[int, list[Responsible]] = defaultdict(list)
    for step_id, person_id, login, ja, en in work.session.execute(query) if ids else ():
        found[step_id].append(Responsible(person_id, login, Title(ja, en)))
    return found


def _latest_stages(work: Work, *conditions: ColumnElement[bool]) -> dict[int, DocumentStage]:
    query = (
        select(UndertakingDocument.undertaking_id, UndertakingDocument.stage)
        .join(Undertaking, Undertaking.id == UndertakingDocument.undertaking_id)
        .where(*conditions)
        .order_by(UndertakingDocument.dated_on, UndertakingDocument.id)
    )
    return {row_id: DocumentStage(stage) for row_id, stage in work.session.execute(query)}


def _history(work: Work, row: Undertaking) -> tuple[HistoryEntry, ...]:
    """What the record has of an undertaking and its parts, the latest first.

    That a step was put down is left out: the paper says it.
    """
    of_parts = OfficeChange.code.startswith(f"{row.id}/", autoescape=True)
    begun = (ChangeAction.ADD, ChangeAction.TAKE_OVER)
    of_a_step = OfficeChange.code.startswith(f"{row.id}/step/", autoescape=True)
    which = (
        OfficeChange.subject == Subject.UNDERTAKING,
        or_(OfficeChange.code == str(row.id), of_parts),
        not_(and_(of_a_step, OfficeChange.action.in_(begun))),
    )
    return tuple(
        HistoryEntry(
            action=ChangeAction(change.action),
            at=change.at,
            by=by,
            part=change.code.partition("/")[2].partition("/")[0],
            name=_name(change.after or change.before or {}),
            note=change.note,
        )
        for change, by in ledger.latest_first(work, *which, limit=MOST_HISTORY)
    )


def _name(said: dict[str, Any]) -> str:
    """What a part is called in a line of the history."""
    names = ("theme", "said_by", "title", "text")
    return next((str(said[name]) for name in names if said.get(name)), "")

"""Conditions as pages show them: of one item, and across items."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO, Final

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, select
from sqlalchemy.orm import Session

from workflow.conditions.policy import (
    STATE,
    TURNS,
    ConditionFacts,
    may_answer,
    may_mark_met,
    may_send_back,
)
from workflow.conditions.views import (
    EVERY_ONE,
    AnswerFile,
    ConditionFilter,
    ConditionPage,
    ConditionStep,
    ConditionView,
)
from workflow.files.attachments import MEDIA_TYPES, FileKind
from workflow.items import visibility
from workflow.items.rows import PLACE, SECTION_PLACE, placed
from workflow.models import (
    Condition,
    ConditionEntry,
    ConditionFile,
    ConditionTerms,
    Cycle,
    Department,
    Evaluation,
    Item,
    Person,
    Section,
)
from workflow.values.actor import Actor, Title
from workflow.values.business_days import business_days_between
from workflow.values.errors import NotFound
from workflow.values.listing import page_of
from workflow.values.vocabulary import ConditionAct, ConditionState
from workflow.work import Work, built

PAGE: Final = 50
_ORDER: Final = (
    Cycle.opens_on.desc(),
    Cycle.id,
    PLACE,
    SECTION_PLACE,
    Item.id,
    Evaluation.id,
    Condition.number,
)


def of(work: Work, item_id: int) -> tuple[ConditionView, ...]:
    """Every condition of an item, the latest evaluation's first. Raises NotFound (item)."""
    item = visibility.get_visible(work, item_id)
    return _views(work, built(_of_an_item, work.alike), item=item.id)


def one(work: Work, condition_id: int) -> ConditionView:
    """One condition. Raises NotFound, also where its item is not for the person."""
    found = _views(work, _lines(work.actor).where(Condition.id == condition_id))
    if not found:
        raise NotFound(what="condition")
    return found[0]


def page(work: Work, wanted: ConditionFilter = EVERY_ONE, number: int = 1) -> ConditionPage:
    """Page `number` (from 1) of the conditions that the reader may see: five queries.

    Closed ones are left out unless they are asked for.
    """
    everything = _lines(work.actor).where(*_narrowing(wanted))
    late = _overdue(work.today)
    overdue = work.session.scalar(everything.where(late).with_only_columns(func.count())) or 0
    narrowed = everything.where(late) if wanted.overdue else everything
    keys = Item.cycle_id, STATE
    counted = narrowed.with_only_columns(*keys, func.count()).group_by(*keys)
    by_cycle: dict[str, Counter[ConditionState]] = defaultdict(Counter)
    for cycle_id, state, count in work.session.execute(counted):
        by_cycle[cycle_id][ConditionState(state)] += count
    counts = sum(by_cycle.values(), Counter[ConditionState]())
    unclosed = [state for state in ConditionState if state is not ConditionState.CLOSED]
    shown = [wanted.state] if wanted.state else unclosed
    total = sum(counts.get(state, 0) for state in shown)
    number, pages = page_of(total, PAGE, number)
    only = STATE.in_(shown)
    query = narrowed.where(only).order_by(*_ORDER)
    rows = _views(work, query.limit(PAGE).offset((number - 1) * PAGE))
    return ConditionPage(rows, number, pages, counts, overdue, by_cycle)


def every(work: Work, wanted: ConditionFilter = EVERY_ONE) -> tuple[ConditionView, ...]:
    """All that the pages show one after the other, by budget, for papers: three queries."""
    only = STATE.in_([wanted.state]) if wanted.state else STATE != ConditionState.CLOSED
    query = _lines(work.actor).where(*_narrowing(wanted))
    query = query.where(only)
    if wanted.overdue:
        query = query.where(_overdue(work.today))
    return _views(work, query.order_by(*_ORDER))


def open_file(work: Work, condition_id: int, file_id: int) -> tuple[AnswerFile, BinaryIO]:
    """A file of an answer and its bytes, to be closed. Raises NotFound (condition, file)."""
    steps = one(work, condition_id).steps
    found = next((file for step in steps for file in step.files if file.id == file_id), None)
    if found is None:
        raise NotFound(what="file")
    return found, work.files.open(found.sha256)


def _overdue(today: date) -> ColumnElement[bool]:
    return and_(STATE == ConditionState.OPEN, ConditionTerms.due_on < today)


def _narrowing(wanted: ConditionFilter) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if wanted.department:
        chosen.append(Department.code == wanted.department)
    if wanted.cycle_id:
        chosen.append(Item.cycle_id == wanted.cycle_id)
    return chosen


def _of_an_item(actor: Actor | None) -> Select[Any]:
    lines = _lines(actor).where(Item.id == bindparam("item"))
    return lines.order_by(Evaluation.id.desc(), Condition.number)


def _lines(actor: Actor | None) -> Select[Any]:
    lines: Any = (
        select(Condition, Evaluation, Item.id.label("item_id"), Item.name, Item.cycle_id,
               Item.department_id, Department.name_ja, Department.name_en,
               Section.name.label("section"), ConditionTerms.due_on, ConditionTerms.who, STATE)
        .select_from(Condition)
        .outerjoin(ConditionTerms, ConditionTerms.condition_id == Condition.id)
        .join(Evaluation, Evaluation.id == Condition.evaluation_id)
        .join(Item, Item.id == Evaluation.item_id)
    )  # fmt: skip
    found: Select[Any] = placed(lines).where(visibility.visible_items(actor))
    return found


def _views(work: Work, query: Select[Any], **values: Any) -> tuple[ConditionView, ...]:
    lines = work.objects(query, **values).all()
    if not lines:
        return ()
    entries = _entries(work.session, [line.Condition.id for line in lines])
    return tuple(_view(line, entries[line.Condition.id], work) for line in lines)


def _entries(
    session: Session, ids: Sequence[int]
) -> defaultdict[int, list[tuple[int, ConditionStep]]]:
    """Who (the person's id) and what, by condition, in order."""
    found: defaultdict[int, list[tuple[int, ConditionStep]]] = defaultdict(list)
    query = (
        select(ConditionEntry, Person.name_ja, Person.name_en)
        .join(Person, Person.id == ConditionEntry.by_id)
        .where(ConditionEntry.condition_id.in_(ids))
        .order_by(ConditionEntry.condition_id, ConditionEntry.sequence)
    )
    files = _files_of(session, ids)
    for entry, ja, en in session.execute(query):
        act = ConditionAct(entry.kind)
        given = tuple(files[entry.condition_id, entry.sequence])
        step = ConditionStep(entry.sequence, act, entry.text, Title(ja, en), entry.at, given)
        found[entry.condition_id].append((entry.by_id, step))
    return found


def _files_of(session: Session, ids: Sequence[int]) -> dict[tuple[int, int], list[AnswerFile]]:
    """The files of answers to these conditions, by condition and entry."""
    found: dict[tuple[int, int], list[AnswerFile]] = defaultdict(list)
    query = select(ConditionFile).where(ConditionFile.condition_id.in_(ids))
    for row in session.scalars(query.order_by(ConditionFile.id)):
        file = AnswerFile(row.id, row.name, row.sha256, row.size, MEDIA_TYPES[FileKind(row.kind)])
        found[row.condition_id, row.sequence].append(file)
    return found


def _view(line: Row[Any], entries: list[tuple[int, ConditionStep]], work: Work) -> ConditionView:
    actor, state = work.actor, ConditionState(line.state)
    is_waited_for = line.due_on is not None and state is ConditionState.OPEN
    answered_by = frozenset(who for who, step in entries if step.kind is ConditionAct.ANSWERED)
    facts = ConditionFacts(state, line.department_id, answered_by)
    return ConditionView(
        id=line.Condition.id,
        number=line.Condition.number,
        text=line.Condition.text,
        due_on=line.due_on,
        who=line.who or "",
        days_left=business_days_between(work.today, line.due_on) if is_waited_for else None,
        state=state,
        turn=TURNS[state],
        steps=tuple(step for _, step in entries),
        evaluation_id=line.Evaluation.id,
        verdict=Title(line.Evaluation.verdict_ja, line.Evaluation.verdict_en),
        evaluated_at=line.Evaluation.finalised_at,
        undone=line.Evaluation.undone_at is not None,
        item_id=line.item_id,
        item_name=line.name,
        cycle_id=line.cycle_id,
        department=Title(line.name_ja, line.name_en),
        section=line.section or "",
        answer_refusal=may_answer(actor, facts),
        met_refusal=may_mark_met(actor, facts),
        send_back_refusal=may_send_back(actor, facts),
    )

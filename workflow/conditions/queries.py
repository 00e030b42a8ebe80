"""Conditions as pages show them: of one item, and across items."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from workflow.conditions.policy import (
    STATE,
    TURNS,
    ConditionFacts,
    may_answer,
    may_mark_met,
    may_send_back,
)
from workflow.items import visibility
from workflow.items.rows import PLACE, SECTION_PLACE, placed
from workflow.models import Condition, ConditionEntry, Department, Evaluation, Item, Person, Section
from workflow.values.actor import Actor, Title
from workflow.values.errors import NotFound, Refusal
from workflow.values.vocabulary import ConditionAct, ConditionState, Role
from workflow.work import Work


@dataclass(frozen=True)
class ConditionFilter:
    """Which conditions a list shows; None asks for every one."""

    state: ConditionState | None = None
    department: str | None = None
    cycle_id: str | None = None


EVERY_ONE: Final = ConditionFilter()


@dataclass(frozen=True)
class ConditionStep:
    """An answer or a judgement."""

    sequence: int
    kind: ConditionAct
    text: str
    by: Title
    at: datetime


@dataclass(frozen=True)
class ConditionView:
    """One condition with all that was said to it, the oldest first."""

    id: int
    number: int
    text: str
    state: ConditionState
    turn: tuple[Role, ...]
    steps: tuple[ConditionStep, ...]
    evaluation_id: int
    verdict: Title
    evaluated_at: datetime
    undone: bool
    """Whether the evaluation was taken back."""
    item_id: int
    item_name: str
    cycle_id: str
    department: Title
    section: str
    answer_refusal: Refusal | None
    met_refusal: Refusal | None
    send_back_refusal: Refusal | None

    @property
    def seen(self) -> int:
        """What a form about the condition says it has seen: its last entry's number."""
        return self.steps[-1].sequence if self.steps else 0

    @property
    def sent_back(self) -> bool:
        """Whether the last answer was not enough."""
        return self.state is ConditionState.OPEN and bool(self.steps)

    @property
    def answer(self) -> ConditionStep | None:
        """The latest answer of the department."""
        return next(
            (one for one in reversed(self.steps) if one.kind is ConditionAct.ANSWERED), None
        )


@dataclass(frozen=True)
class ConditionPage:
    """One page of conditions in 建制順; `counts` are of all that the other filters let through."""

    rows: tuple[ConditionView, ...]
    page: int
    pages: int
    counts: Mapping[ConditionState, int]


PAGE: Final = 50


def of(work: Work, item_id: int) -> tuple[ConditionView, ...]:
    """Every condition of an item, the latest evaluation's first. Raises NotFound (item)."""
    item = visibility.get_visible(work, item_id)
    query = _lines(work.actor).where(Item.id == item.id)
    return _views(work, query.order_by(Evaluation.id.desc(), Condition.number))


def one(work: Work, condition_id: int) -> ConditionView:
    """One condition. Raises NotFound, also where its item is not for `actor`."""
    found = _views(work, _lines(work.actor).where(Condition.id == condition_id))
    if not found:
        raise NotFound(what="condition")
    return found[0]


def page(work: Work, wanted: ConditionFilter = EVERY_ONE, number: int = 1) -> ConditionPage:
    """Page `number` (from 1) of the conditions that `actor` may see, closed ones left out
    unless they are asked for: three queries."""
    narrowed = _lines(work.actor).where(*_narrowing(wanted))
    counted = narrowed.with_only_columns(STATE, func.count()).group_by(STATE)
    counts = {ConditionState(state): count for state, count in work.session.execute(counted)}
    unclosed = [state for state in ConditionState if state is not ConditionState.CLOSED]
    shown = [wanted.state] if wanted.state else unclosed
    total = sum(counts.get(state, 0) for state in shown)
    pages = max(1, -(-total // PAGE))
    number = min(max(1, number), pages)
    only = STATE.in_(shown)
    query = narrowed.where(only).order_by(
        PLACE, SECTION_PLACE, Item.id, Evaluation.id, Condition.number
    )
    rows = _views(work, query.limit(PAGE).offset((number - 1) * PAGE))
    return ConditionPage(rows, number, pages, counts)


def _narrowing(wanted: ConditionFilter) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if wanted.department:
        chosen.append(Department.code == wanted.department)
    if wanted.cycle_id:
        chosen.append(Item.cycle_id == wanted.cycle_id)
    return chosen


def _lines(actor: Actor | None) -> Select[Any]:
    return placed(
        select(Condition, Evaluation, Item.id.label("item_id"), Item.name, Item.cycle_id,
               Item.department_id, Department.name_ja, Department.name_en,
               Section.name.label("section"), STATE)
        .select_from(Condition)
        .join(Evaluation, Evaluation.id == Condition.evaluation_id)
        .join(Item, Item.id == Evaluation.item_id)
    ).where(visibility.visible_items(actor))  # fmt: skip


def _views(work: Work, query: Select[Any]) -> tuple[ConditionView, ...]:
    lines = work.session.execute(query).all()
    entries = _entries(work.session, [line.Condition.id for line in lines])
    return tuple(_view(line, entries[line.Condition.id], work.actor) for line in lines)


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
    for entry, ja, en in session.execute(query) if ids else ():
        act = ConditionAct(entry.kind)
        step = ConditionStep(entry.sequence, act, entry.text, Title(ja, en), entry.at)
        found[entry.condition_id].append((entry.by_id, step))
    return found


def _view(
    line: Row[Any], entries: list[tuple[int, ConditionStep]], actor: Actor | None
) -> ConditionView:
    state = ConditionState(line.state)
    answered_by = frozenset(who for who, step in entries if step.kind is ConditionAct.ANSWERED)
    facts = ConditionFacts(state, line.department_id, answered_by)
    return ConditionView(
        id=line.Condition.id,
        number=line.Condition.number,
        text=line.Condition.text,
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

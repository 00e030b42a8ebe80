"""Plans that administrators decide on and that take effect by themselves on their day."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow import ledger
from workflow.models import Person
from workflow.models.base import Plan, may_be_id
from workflow.values.actor import Actor, Grant, Title
from workflow.values.canonical import fingerprint
from workflow.values.changes import ChangeAction, Subject
from workflow.values.cleaning import clean_words
from workflow.values.errors import ChangedMeanwhile, Conflict, InputRefused, NotFound, Problem
from workflow.values.vocabulary import Role
from workflow.work import Work

__all__ = ["OPEN", "PlanKind", "PlanState", "as_decided", "checked", "find", "fingerprint_of"]

LONGEST_TITLE: Final = 100

P = TypeVar("P", bound=Plan)


def fingerprint_of(row: Plan) -> str:
    """The fingerprint of a plan that its form carries: another one once the plan is rewritten."""
    return _written(row.title, row.takes_effect_on, row.lines)


def _written(title: str, day: date, lines: Sequence[Any]) -> str:
    return fingerprint([title, day.isoformat(), lines])


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    DECIDED = "decided"
    """It takes effect by itself on its day."""
    OUTDATED = "overtaken"
    """Something stood in its way, or was changed by somebody else: it is asked for again."""
    DONE = "done"
    CANCELLED = "cancelled"


OPEN: Final = frozenset({PlanState.DRAFT, PlanState.DECIDED, PlanState.OUTDATED})


@dataclass(frozen=True)
class PlanKind(Generic[P]):
    """What all plans of one kind share; the record of changes knows them by `subject`."""

    table: type[P]
    subject: Subject
    told: Callable[[Any], str]
    """A stored line in words, for the record; "" where the plan does nothing by it."""
    not_open: type[Conflict]
    """Raised with the plan's state where a plan may no longer be changed."""

    def __post_init__(self) -> None:
        """Let audits of the record know how the plans stand."""
        ledger.stands_as(self.subject, self._current)

    def open(self, work: Work, plan_id: int) -> P:
        """A plan that may still be changed, locked. Raises NotFound, `not_open`."""
        row = find(work, self.table, plan_id, locked=True)
        if PlanState(row.state) not in OPEN:
            raise self.not_open(state=row.state)
        return row

    def write(
        self,
        work: Work,
        row: P | None,
        title: str,
        day: date,
        lines: Sequence[Any],
        seen: str | None = None,
    ) -> int:
        """Write a plan down as a draft, or `row` anew; gives its id. Sent twice is written once.

        `lines` are as they are stored, `seen` what the form showed of `row`. Raises
        ChangedMeanwhile.
        """
        if row is None and (twin := self._twin(work, title, day, lines)):
            return twin
        wanted = _written(title, day, lines)
        if row and seen is not None and fingerprint_of(row) not in (seen, wanted):
            raise ChangedMeanwhile()
        before = self.fields(row) if row else None
        if row is None:
            row = self.table()
            row.created_by, row.created_at = work.person.person_id, work.now
            work.session.add(row)
        row.title, row.takes_effect_on, row.lines = title, day, lines
        row.state, row.basis = PlanState.DRAFT.value, ""
        work.session.flush()
        self._record(work, row, before, ChangeAction.CHANGE if before else ChangeAction.ADD)
        return row.id

    def decide(self, work: Work, row: P, basis: str) -> None:
        """Decide a plan: it takes effect by itself on its day; `basis` is what was looked at."""
        with self.changing(work, row, ChangeAction.SWITCH_ON):
            row.state, row.basis = PlanState.DECIDED.value, basis
            row.decided_by = work.person.person_id

    def cancel(self, work: Work, plan_id: int) -> None:
        """Cancel a plan: it never takes effect. Raises NotFound, `not_open`."""
        row = self.open(work, plan_id)
        with self.changing(work, row, ChangeAction.SWITCH_OFF):
            row.state = PlanState.CANCELLED.value

    @contextmanager
    def changing(
        self, work: Work, row: P, action: ChangeAction = ChangeAction.CHANGE
    ) -> Iterator[None]:
        """Record what becomes of a plan within."""
        before = self.fields(row)
        yield
        work.session.flush()
        self._record(work, row, before, action)

    def due(self, work: Work) -> tuple[int, ...]:
        """The decided plans whose day has come, the earliest first."""
        kind = self.table
        query = select(kind.id).where(
            kind.state == PlanState.DECIDED, kind.takes_effect_on <= work.today
        )
        return tuple(work.session.scalars(query.order_by(kind.takes_effect_on, kind.id)))

    def if_due(self, work: Work, plan_id: int) -> P | None:
        """The plan, locked, if it is decided and its day has come. Raises NotFound."""
        row = find(work, self.table, plan_id, locked=True)
        return row if row.state == PlanState.DECIDED and row.takes_effect_on <= work.today else None

    def ask_again(self, work: Work, plan_id: int) -> None:
        """Mark a plan that could not take effect as waiting for somebody to look at it again."""
        row = find(work, self.table, plan_id, locked=True)
        if row.state == PlanState.DECIDED:
            with self.changing(as_decided(work, row), row):
                row.state = PlanState.OUTDATED.value

    def fields(self, row: P) -> dict[str, Any]:
        """How a plan stands, as the record of changes has it."""
        return {
            "title": row.title,
            "takes_effect_on": row.takes_effect_on.isoformat(),
            "state": row.state,
            "lines": [said for line in row.lines if (said := self.told(line))],
            "decided_by": row.decided_by,
        }

    def _twin(self, work: Work, title: str, day: date, lines: Sequence[Any]) -> int | None:
        """The draft that says the same already."""
        kind = self.table
        drafts = work.session.execute(
            select(kind.id, kind.lines).where(
                kind.state == PlanState.DRAFT, kind.title == title, kind.takes_effect_on == day
            )
        )
        return next((row.id for row in drafts if row.lines == lines), None)

    def _current(self, session: Session) -> Iterator[tuple[str, dict[str, Any]]]:
        for row in session.scalars(select(self.table).order_by(self.table.id)):
            yield str(row.id), self.fields(row)

    def _record(
        self, work: Work, row: P, before: dict[str, Any] | None, action: ChangeAction
    ) -> None:
        after = self.fields(row)
        ledger.record(work, ledger.Change(self.subject, str(row.id), action, before, after))


def find(work: Work, kind: type[P], plan_id: int, *, locked: bool = False) -> P:
    """The row of a plan. Raises NotFound."""
    row = (
        work.session.get(kind, plan_id, with_for_update=locked or None)
        if may_be_id(plan_id)
        else None
    )
    if row is None:
        raise NotFound(what="plan", name=plan_id)
    return row


def checked(work: Work, title: str, day: date | None) -> tuple[str, list[Problem]]:
    """A plan's title made clean, and what is wrong with it or its day."""
    problems: list[Problem] = []
    try:
        title = clean_words("title", title, LONGEST_TITLE).strip()
    except InputRefused as refused:
        problems += refused.problems
    if not title.strip():
        problems.append(Problem("title", "required"))
    if day is None:
        problems.append(Problem("takes_effect_on", "required"))
    elif day < work.today:
        problems.append(Problem("takes_effect_on", "day_passed"))
    return title, problems


def as_decided(work: Work, row: Plan) -> Work:
    """The unit of work in the name of who decided the plan, as an administrator."""
    person = work.session.get_one(Person, row.decided_by)
    name = Title(person.name_ja, person.name_en)
    grants = frozenset({Grant(Role.ADMIN, None)})
    return work.as_(Actor(person.id, person.login, name, grants))

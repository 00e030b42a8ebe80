"""What advisors were asked, and what they said."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from workflow.advice.policy import (
    facts_of,
    may_advise,
    may_ask,
    may_withdraw,
    readable_requests,
    reads_all,
)
from workflow.items import asks, visibility
from workflow.items.asks import AskKind, asking
from workflow.items.rows import Lines
from workflow.items.visibility import get_visible
from workflow.models import Advice, AdviceRequest, Department, Item, Person, Section
from workflow.values.actor import Actor, Title
from workflow.values.business_days import business_days_between
from workflow.values.errors import NotFound, Refusal
from workflow.values.vocabulary import Role
from workflow.work import Standpoint, Work, built


@dataclass(frozen=True)
class Said:
    """One piece of advice; `on_this_sheet` is false where the sheet was changed since."""

    id: int
    text: str
    at: datetime
    replaced: bool
    on_this_sheet: bool


@dataclass(frozen=True)
class AdviceView:
    """What one advisor was asked about one item, and answered, the latest first.

    For officers `question` is "" and `asked_by` None: what the center asks is not for them.
    """

    request_id: int
    item_id: int
    item_name: str
    department: Title
    section: str
    advisor: Title
    advisor_id: int
    question: str
    asked_by: Title | None
    asked_at: datetime
    due_on: date
    days_left: int
    withdrawn_at: datetime | None
    said: tuple[Said, ...]
    advise_refusal: Refusal | None
    withdraw_refusal: Refusal | None

    @property
    def waiting(self) -> bool:
        """Whether an answer is still expected."""
        return not self.said and self.withdrawn_at is None

    @property
    def latest(self) -> Said | None:
        """What holds now."""
        return self.said[0] if self.said else None


MOST: Final = 200
"""Requests that are listed at once."""

_Asker = aliased(Person)


def of(work: Work, item_id: int) -> tuple[AdviceView, ...]:
    """What was asked and said about an item, as far as the person may read it, the latest first.

    Raises NotFound (item).
    """
    item = get_visible(work, item_id)
    return _views(work, built(_of_an_item, work.alike), item=item.id)


def _of_an_item(actor: Actor | None) -> Lines:
    lines = _lines(actor).where(Item.id == bindparam("item"))
    return lines.order_by(AdviceRequest.id.desc())


def one(work: Work, request_id: int) -> AdviceView:
    """One request and its advice. Raises NotFound, also where the person may not read it."""
    found = _views(work, _lines(work.actor).where(AdviceRequest.id == request_id))
    if not found:
        raise NotFound(what="advice")
    return found[0]


def page(work: Work, cycle_id: str | None = None) -> tuple[AdviceView, ...]:
    """At most 200 requests that the person may read, of a cycle or of all: open ones first."""
    query = _lines(work.actor)
    if cycle_id:
        query = query.where(Item.cycle_id == cycle_id)
    done = AdviceRequest.answered_at.is_not(None) | AdviceRequest.withdrawn_at.is_not(None)
    query = query.order_by(done, AdviceRequest.due_on, AdviceRequest.id.desc()).limit(MOST)
    return _views(work, query)


def asked_between(work: Work, since: datetime, until: datetime) -> tuple[AdviceView, ...]:
    """What was asked from a moment on and before another, as far as the person may read it."""
    days = (AdviceRequest.asked_at >= since, AdviceRequest.asked_at < until)
    return _views(work, _lines(work.actor).where(*days).order_by(AdviceRequest.id))


def ask_refusal(work: Work, item_id: int) -> Refusal | None:
    """Why the person may not ask for advice on an item now; None where they may."""
    try:
        item = get_visible(work, item_id)
    except NotFound as refusal:
        return refusal
    return may_ask(work.actor, with_center=is_with_center(work, item))


def is_with_center(work: Work, item: Item) -> bool:
    """Whether the item was submitted, and is neither a draft again nor finished."""
    process = work.process(item.process_name, item.process_version)
    drafted = item.round == 0 or item.state == visibility.NEVER_SUBMITTED
    return not drafted and not process.is_final(item.state)


def to_give(of: Standpoint) -> Select[Any] | None:
    """What the person was asked as an advisor and has not answered."""
    if not of.person.has(Role.ADVISOR):
        return None
    asker = (Person.name_ja, Person.name_en)
    request = AdviceRequest
    return (
        select(*asking(AskKind.ADVISE, request.id, request.question, asker, request.due_on))
        .select_from(request)
        .join(Item, Item.id == request.item_id)
        .join(Person, Person.id == request.asked_by)
        .where(
            request.advisor_id == of.person.person_id,
            request.answered_at.is_(None),
            request.withdrawn_at.is_(None),
            readable_requests(of.person),
        )
    )


def _lines(actor: Actor | None) -> Lines:
    return (
        select(
            AdviceRequest,
            Item.name,
            Item.content_hash,
            Department.name_ja.label("department_ja"),
            Department.name_en.label("department_en"),
            Section.name.label("section"),
            Person.name_ja.label("advisor_ja"),
            Person.name_en.label("advisor_en"),
            _Asker.name_ja.label("asker_ja"),
            _Asker.name_en.label("asker_en"),
        )
        .join(Item, Item.id == AdviceRequest.item_id)
        .join(Department, Department.id == Item.department_id)
        .outerjoin(Section, Section.id == Item.section_id)
        .join(Person, Person.id == AdviceRequest.advisor_id)
        .join(_Asker, _Asker.id == AdviceRequest.asked_by)
        .where(readable_requests(actor))
    )


def _views(work: Work, query: Lines, **values: Any) -> tuple[AdviceView, ...]:
    lines = work.objects(query, **values).all()
    if not lines:
        return ()
    said = _said(work.session, lines)
    return tuple(_view(line, said[line.AdviceRequest.id], work.actor, work.today) for line in lines)


def _said(session: Session, lines: Sequence[Row[Any]]) -> defaultdict[int, list[Said]]:
    """The advice by request, the latest first."""
    found: defaultdict[int, list[Said]] = defaultdict(list)
    hashes = {line.AdviceRequest.id: line.content_hash for line in lines}
    query = select(Advice).where(Advice.request_id.in_(hashes)).order_by(Advice.id.desc())
    for row in session.scalars(query):
        earlier = found[row.request_id]
        unchanged = row.content_hash == hashes[row.request_id]
        earlier.append(Said(row.id, row.text, row.given_at, bool(earlier), unchanged))
    return found


def _view(line: Row[Any], said: list[Said], actor: Actor | None, today: date) -> AdviceView:
    request: AdviceRequest = line.AdviceRequest
    own = actor is not None and actor.person_id == request.advisor_id
    tells_question = reads_all(actor) or own
    facts = facts_of(request)
    return AdviceView(
        request_id=request.id,
        item_id=request.item_id,
        item_name=line.name,
        department=Title(line.department_ja, line.department_en),
        section=line.section or "",
        advisor=Title(line.advisor_ja, line.advisor_en),
        advisor_id=request.advisor_id,
        question=request.question if tells_question else "",
        asked_by=Title(line.asker_ja, line.asker_en) if tells_question else None,
        asked_at=request.asked_at,
        due_on=request.due_on,
        days_left=business_days_between(today, request.due_on),
        withdrawn_at=request.withdrawn_at,
        said=tuple(said),
        advise_refusal=may_advise(actor, facts),
        withdraw_refusal=may_withdraw(actor, facts),
    )


asks.register(to_give)

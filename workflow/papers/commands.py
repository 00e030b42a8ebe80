"""A big paper is asked for, and made; what nobody fetched is forgotten."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, select

from workflow import people
from workflow.documents import HEAVY, Document, Draft, PaperNotMade, Step, progress
from workflow.items import ItemFilter, count
from workflow.models import Paper, PaperPiece
from workflow.papers import policy
from workflow.papers.policy import GIVEN_UP_AFTER, KEPT_FOR, MAKERS, MOST_KEPT, PIECE, PaperUnderWay
from workflow.papers.queries import job_of
from workflow.units import UnitsOfWork
from workflow.values.errors import NotFound, Refusal
from workflow.values.listing import SortOrder
from workflow.values.vocabulary import Stage
from workflow.work import Work


def is_big(work: Work, wanted: ItemFilter, form: str) -> bool:
    """Whether the list is one to be asked for: heavy, and longer than a page should wait for.

    Raises InputRefused (words) for a heavy form.
    """
    return form in HEAVY and count(work, wanted) > policy.BIG


def ask(work: Work, kind: str, wanted: ItemFilter, form: str) -> int:
    """Order a paper, which a job makes; gives its number. Ordered again, it is the same one.

    Raises NotFound for a kind or form that there is none of, PaperUnderWay where another one is
    being made for the person.
    """
    if (kind, form) not in MAKERS:
        raise NotFound(what="form", name=form)
    work.lock_person()  # two at once would forget each other's
    person_id, filters = work.person.person_id, policy.asked_by(work.person, asdict(wanted))
    _give_up_stuck(work, person_id)
    going = work.session.scalar(
        select(Paper).where(Paper.person_id == person_id, Paper.finished_at.is_(None))
    )
    if going is not None and not policy.may_fetch(work.person, going.wanted):
        _forget(work, Paper.id == going.id)
    elif going is not None:
        if (going.kind, going.form, going.wanted) == (kind, form, filters):
            return going.id
        raise PaperUnderWay(paper=going.id)
    _forget_all_but(work, person_id, MOST_KEPT - 1)
    made = Paper(
        person_id=person_id,
        kind=kind,
        form=form,
        wanted=filters,
        count=count(work, wanted),
        asked_at=work.now,
    )
    work.session.add(made)
    work.session.flush()
    work.outbox.make_paper(work.session, made.id)
    return made.id


class _Order(NamedTuple):
    """What is to be made, for whom, and how long it is."""

    person_id: int
    kind: str
    wanted: ItemFilter
    form: str
    rows: int


def make(units: UnitsOfWork, paper_id: int) -> None:
    """Make a paper that was asked for; nothing where it is there, or forgotten.

    Nobody else should wait: it is begun, read, and put down in units of their own, and written
    in none. How far it is, is kept meanwhile.
    """
    with units.write() as work:
        order = _begin(work, paper_id)
    if order is None:
        return
    job = job_of(paper_id)
    made: Document | None = None
    rows = order.rows
    try:
        progress.Notes(units, job, rows).tell(Step.READING, 0)
        draft = _read(units, order)
        rows = draft.rows
        made = draft.written(progress.Notes(units, job, rows).tell)
    except (Refusal, PaperNotMade):
        pass  # The page says that it could not be made; to try again changes nothing.
    with units.write() as work:
        _finish(work, paper_id, made, rows)


def _read(units: UnitsOfWork, order: _Order) -> Draft:
    with units.read() as work:
        reader = work.as_(people.actor(work, order.person_id))
        return MAKERS[order.kind, order.form](reader, order.wanted, order.form)


def forget_old(work: Work) -> None:
    """Forget the papers of the day before yesterday."""
    _forget(work, Paper.asked_at < work.now - KEPT_FOR)


def _begin(work: Work, paper_id: int) -> _Order | None:
    found = work.session.get(Paper, paper_id, with_for_update=True)
    if found is None or found.finished_at is not None:
        return None
    found.begun_at = work.now
    return _Order(found.person_id, found.kind, _filter(found.wanted), found.form, found.count)


def _finish(work: Work, paper_id: int, made: Document | None, rows: int) -> None:
    progress.forget(work, [job_of(paper_id)])
    found = work.session.get(Paper, paper_id, with_for_update=True)
    if found is None:
        return
    found.finished_at, found.count = work.now, rows
    if made is None:
        return
    found.name, found.media_type = made.name, made.media_type
    for place, begin in enumerate(range(0, len(made.content), PIECE)):
        piece = made.content[begin : begin + PIECE]
        work.session.add(PaperPiece(paper_id=paper_id, place=place, content=piece))
        work.session.flush()


def _give_up_stuck(work: Work, person_id: int) -> None:
    """Forget papers that no worker has made in all that time."""
    stuck = Paper.finished_at.is_(None) & (Paper.asked_at < work.now - GIVEN_UP_AFTER)
    _forget(work, (Paper.person_id == person_id) & stuck)


def _forget_all_but(work: Work, person_id: int, number: int) -> None:
    theirs = select(Paper.id).where(Paper.person_id == person_id).order_by(Paper.id.desc())
    kept = list(work.session.scalars(theirs.limit(number)))
    _forget(work, (Paper.person_id == person_id) & Paper.id.not_in(kept))


def _forget(work: Work, which: ColumnElement[bool]) -> None:
    """Delete papers with their pieces, and what was kept of how far they are."""
    ids = list(work.session.scalars(select(Paper.id).where(which)))
    progress.forget(work, [job_of(one) for one in ids])
    work.session.execute(delete(PaperPiece).where(PaperPiece.paper_id.in_(ids)))
    work.session.execute(delete(Paper).where(Paper.id.in_(ids)))


def _filter(kept: dict[str, Any]) -> ItemFilter:
    """The filter as it was kept, with its vocabularies again."""
    words: dict[str, Callable[[str], Any]] = {"stage": Stage, "sort": SortOrder}
    typed: dict[str, Any] = {
        name: words[name](value) if name in words and value is not None else value
        for name, value in policy.filters_of(kept).items()
    }
    return ItemFilter(**typed)

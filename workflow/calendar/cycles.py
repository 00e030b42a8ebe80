"""Cycles are added, changed and closed; and by which rules the items of one go by which process.

Every change is logged and recorded. Of the rules, the first that takes a sheet wins, the cycle's
own process takes the rest: there is no gap and no overlap. Items that were submitted stay where
they are; drafts follow when they are saved next or submitted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from workflow import ledger, office
from workflow.calendar import record, setup
from workflow.calendar.drafts import CycleDraft, DayNote
from workflow.calendar.policy import CalendarChanged, require_maintainer
from workflow.calendar.queries import CycleCard, cycle_card
from workflow.calendar.record import cycle_facts
from workflow.items.choices import masters
from workflow.models import Cycle, Item
from workflow.process import tracks
from workflow.process.branches import When
from workflow.process.tracks import MOST_TRACKS, Proof, TooManyCases, Track
from workflow.values.actor import Title
from workflow.values.canonical import fingerprint
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.values.text import is_sound
from workflow.values.vocabulary import Classification, Master
from workflow.work import Work


def add_cycle(work: Work, typed: CycleDraft) -> tuple[str, tuple[DayNote, ...]]:
    """Add a cycle; gives its id and the closed days that were typed.

    The same cycle delivered twice is added once. Raises WrongRole, InputRefused, NotFound.
    """
    require_maintainer(work.actor)
    ledger.lock(work)  # before any row: whoever puts down a whole year holds it from the start
    draft, notes = typed.settled()
    _require_process(work, draft.process_name)
    name = draft.cycle_id
    there = work.session.get(Cycle, str(name))
    if there is not None:
        if _differs(there, draft) or there.closed_at is not None:
            raise InputRefused([Problem("kind", "cycle_exists", {"name": name.title()})])
        return there.id, notes
    setup.put_cycle(
        work,
        cycle_id=str(name),
        title=Title(f"{name.title()}予算", name.title("en")),
        fiscal_year=draft.fiscal_year,
        budget_year=draft.budget_year,
        process_name=draft.process_name,
        opens_on=draft.opens_on,
        submission_deadline=draft.submission_deadline,
        review_deadline=draft.review_deadline,
        tracks=draft.tracks,
    )
    added = work.session.get_one(Cycle, str(name))
    record.log(work, added, "added", {}, cycle_facts(added))
    return added.id, notes


def change_cycle(work: Work, cycle_id: str, typed: CycleDraft, seen: str) -> tuple[DayNote, ...]:
    """Change a cycle's days or its process; drafts that were due at the old deadline follow.

    `seen` is the fingerprint of what was looked at. Raises WrongRole, NotFound,
    InputRefused, CalendarChanged.
    """
    require_maintainer(work.actor)
    ledger.lock(work)
    row = lock_cycle(work.session, cycle_id)
    draft, notes = typed.settled()
    if str(draft.cycle_id) != row.id or draft.fiscal_year != row.fiscal_year:
        raise InputRefused([Problem("kind", "cycle_name_fixed")])
    if not _differs(row, draft):
        return notes
    before = cycle_facts(row)
    if seen != fingerprint(before):
        raise CalendarChanged()
    with record.recorded(work, row):
        _change_process(work, row, draft.process_name)
        _follow_deadline(work, row, draft.submission_deadline)
        row.opens_on = draft.opens_on
        row.submission_deadline = draft.submission_deadline
        row.review_deadline = draft.review_deadline
    record.log(work, row, "changed", before, cycle_facts(row))
    return notes


def close_cycle(work: Work, cycle_id: str, *, closed: bool) -> None:
    """Close a cycle for moves, or open it again; twice is once. Raises WrongRole, NotFound."""
    require_maintainer(work.actor)
    ledger.lock(work)
    row = lock_cycle(work.session, cycle_id)
    if closed == (row.closed_at is not None):
        return
    before = cycle_facts(row)
    with record.recorded(work, row):
        row.closed_at = work.now if closed else None
    verb = "closed" if closed else "reopened"
    record.log(work, row, verb, before, cycle_facts(row))


def cycles_named(session: Session, ids: Iterable[str]) -> list[Cycle]:
    """The cycles with these ids. Raises InputRefused (cycle_ids) where one is missing."""
    wanted = list(ids)
    found = list(session.scalars(select(Cycle).where(Cycle.id.in_(wanted))))
    if len(found) != len(wanted):
        raise InputRefused([Problem("cycle_ids", "cycle_unknown")])
    return found


def lock_cycle(session: Session, cycle_id: str) -> Cycle:
    """A cycle, kept for this transaction alone until its end. Raises NotFound."""
    query = select(Cycle).where(Cycle.id == cycle_id).with_for_update(key_share=True)
    row = session.scalar(query) if is_sound(cycle_id) else None
    if row is None:
        raise NotFound(what="cycle", name=cycle_id)
    return row


def _differs(row: Cycle, draft: CycleDraft) -> bool:
    names = (
        "fiscal_year", "budget_year", "process_name",
        "opens_on", "submission_deadline", "review_deadline",
    )  # fmt: skip
    return any(getattr(row, name) != getattr(draft, name) for name in names)


def _require_process(work: Work, name: str) -> None:
    if name not in work.newest:
        raise InputRefused([Problem("process_name", "process_unknown")])


def _change_process(work: Work, row: Cycle, name: str) -> None:
    if name == row.process_name:
        return
    _require_process(work, name)
    if work.session.scalar(select(exists().where(Item.cycle_id == row.id))):
        raise InputRefused([Problem("process_name", "cycle_has_items")])
    row.process_name = name


def _follow_deadline(work: Work, row: Cycle, day: date) -> None:
    """A draft is due at its cycle's deadline, wherever that goes."""
    initial = {process.initial for process in work.published}
    work.session.execute(
        update(Item)
        .where(
            Item.cycle_id == row.id,
            Item.state.in_(initial),
            Item.due_on == row.submission_deadline,
        )
        .values(due_on=day)
    )


# ---------------------------------------------- which processes its items go by


_TRACKS: Final = "tracks"
"""What problems of the list are said beside."""

_Known = Mapping[str, frozenset[str]]
"""The codes that there are, by the part of a condition that names them."""


@dataclass(frozen=True)
class TracksCard:
    """The rules of a cycle, to change, and what is proved of them."""

    cycle: CycleCard
    tracks: tuple[Track, ...]
    proof: Proof


def tracks_card(work: Work, cycle_id: str) -> TracksCard:
    """The rules of a cycle. Raises WrongRole, NotFound."""
    card = cycle_card(work, cycle_id)
    rules = card.view.tracks
    return TracksCard(card, rules, tracks.prove(rules))


def change_tracks(work: Work, cycle_id: str, rules: Sequence[Track], seen: str) -> None:
    """Set the rules of a cycle, all of them in their order; `seen` is the card's fingerprint.

    Raises WrongRole, NotFound, CalendarChanged, and InputRefused where a rule asks for nothing,
    names what there is not, or is one that no sheet comes to.
    """
    require_maintainer(work.actor)
    ledger.lock(work)
    row = lock_cycle(work.session, cycle_id)
    stored = tracks.plain(rules)
    if stored == row.tracks:
        return
    before = cycle_facts(row)
    if seen != fingerprint(before):
        raise CalendarChanged()
    if problems := [*_wrong_rules(work, row, rules)] or [*_never_chosen(rules)]:
        raise InputRefused(problems)
    was, row.tracks = row.tracks, stored
    record.log(work, row, "changed", before, cycle_facts(row))
    record.record_tracks(work, row, was)


def _wrong_rules(work: Work, row: Cycle, rules: Sequence[Track]) -> Iterator[Problem]:
    """What is wrong with single rules."""
    if len(rules) > MOST_TRACKS:
        yield Problem(_TRACKS, "too_many", {"limit": MOST_TRACKS})
        return
    known = _known_codes(work, row)
    for number, rule in enumerate(rules, 1):
        facts = {"number": str(number)}
        if rule.when == When() or rule.when.otherwise:
            yield Problem(_TRACKS, "track_asks_nothing", facts)
        if _is_empty_band(rule.when):
            yield Problem(_TRACKS, "track_band_empty", facts)
        if rule.process_name not in work.newest:
            yield Problem(_TRACKS, "track_process_unknown", facts)
        for name, codes in known.items():
            if not codes.issuperset(getattr(rule.when, name)):
                yield Problem(_TRACKS, "track_code_unknown", facts)


def _is_empty_band(when: When) -> bool:
    return when.at_least is not None and when.below is not None and when.at_least >= when.below


def _known_codes(work: Work, row: Cycle) -> _Known:
    names = masters(work, row.fiscal_year).names
    return {
        "field": frozenset(names[Master.FIELD]),
        "category": frozenset(names[Master.CATEGORY]),
        "classification": frozenset(one.value for one in Classification),
        "funding": frozenset(one.code for one in office.office(work).funding_kinds),
    }


def _never_chosen(rules: Sequence[Track]) -> Iterator[Problem]:
    """The rules that no sheet comes to: proved over every kind of sheet that they tell apart."""
    try:
        for number in tracks.prove(rules).never_chosen:
            yield Problem(_TRACKS, "track_never_chosen", {"number": str(number)})
    except TooManyCases:
        yield Problem(_TRACKS, "tracks_too_many_cases")

"""By which rules the items of a cycle go by which process.

The first rule that takes a sheet decides, the cycle's own process takes the rest: there is no gap
and no overlap. Items that were submitted keep their process; drafts follow when they are next
saved or submitted. Every change is logged and recorded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workflow import ledger, office
from workflow.calendar import record
from workflow.calendar.cycles import lock_cycle
from workflow.calendar.policy import CalendarChanged, require_maintainer
from workflow.calendar.queries import CycleCard, cycle_card
from workflow.calendar.record import cycle_facts
from workflow.items.choices import masters
from workflow.models import Cycle
from workflow.process import tracks
from workflow.process.branches import When
from workflow.process.tracks import MOST_TRACKS, Proof, TooManyCases, Track
from workflow.values.canonical import fingerprint
from workflow.values.errors import InputRefused, Problem
from workflow.values.vocabulary import Classification, Master
from workflow.work import Work

_TRACKS: Final = "tracks"
"""The field beside which problems of the rules are shown."""

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

"""Where an item stands, for its page: its buttons, what is withheld and why, its history."""

from dataclasses import dataclass, replace
from typing import Any, Final

from flask import flash, url_for

from webapp.items import words
from webapp.process import asked
from webapp.process.words import named
from webapp.request import current
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow import items, ledger, systems
from workflow.attachments import AttachmentsView
from workflow.items import ActionView, CycleView, ItemDetail, Masters, Move, TrackView
from workflow.process import Effect
from workflow.values import (
    JAPAN,
    Action,
    ActionNotPossible,
    Actor,
    Master,
    NotSignedIn,
    OtherDepartment,
    Refusal,
    Sheet,
    Title,
    WrongRole,
    business_days_between,
)

JUDGEMENTS: Final = frozenset({Effect.RETURN, Effect.JUDGE, Effect.EVALUATE})
"""Moves by which a revision is judged."""

NOT_EXPECTED: Final = (NotSignedIn, WrongRole, OtherDepartment, ActionNotPossible)
"""Reasons that need no word: this person never does that."""


@dataclass(frozen=True)
class Event:
    """A move of the history in words; `compare` are the revisions a resubmission lies between."""

    move: Move
    what: str
    details: tuple[str, ...]
    compare: tuple[int, int] | None


def pages(item: ItemDetail) -> dict[str, str]:
    """By field of the sheet the address of what it names, where the reader may open it."""
    goal, system_id = item.row.goal_number, item.sheet.system_id
    found = {}
    if goal:
        year = item.cycle.fiscal_year
        found["goal_number"] = url_for("goals.numbered", year=year, number=goal)
    if system_id and systems.name_of(current.work(), system_id):
        found["system_id"] = url_for("systems.show", system_id=system_id)
    return found


def buttons(item: ItemDetail) -> tuple[ActionView, ...]:
    """The item's actions, a second submission named as one."""
    named = ((one, words.button(item, one)) for one in item.actions)
    return tuple(replace(one, title=Title(name, name)) for one, name in named)


def withheld(item: ItemDetail) -> dict[str, list[str]]:
    """What this person may not do now: each reason, with the actions that it withholds."""
    found: dict[str, list[str]] = {}
    for one in item.actions:
        if one.refusal is not None and not isinstance(one.refusal, NOT_EXPECTED):
            found.setdefault(refusals.refusal(one.refusal), []).append(words.button(item, one))
    return found


def history(item: ItemDetail, masters: Masters) -> list[Event]:
    """Everything that happened, the latest first."""
    return [
        Event(move, words.event(move), tuple(_details(move, item, masters)), _compare(move))
        for move in reversed(item.moves)
    ]


def since(item: ItemDetail, last_move: int, masters: Masters) -> list[Event]:
    """What happened after the entry that a page showed as the last one, the latest first."""
    return [one for one in history(item, masters) if one.move.sequence > last_move]


def judged_before(item: ItemDetail, reader: Actor) -> int:
    """The last round before the newest one that `reader` judged; 0 where there is none."""
    rounds = (
        move.round
        for move in item.moves
        if move.actor_id == reader.person_id and move.effect in JUDGEMENTS
    )
    return max((one for one in rounds if one < len(item.revisions)), default=0)


def latest_changes(item: ItemDetail, reader: Actor) -> tuple[int, int]:
    """The two revisions to compare unless asked otherwise.

    What changed since `reader` judged the item, or else what changed last.
    """
    last = len(item.revisions)
    if judged := judged_before(item, reader):
        return judged, last if item.revisions[-1].content_hash == item.content_hash else 0
    if not last:
        return 0, 0
    if item.revisions[-1].content_hash != item.content_hash:
        return last, 0
    return max(1, last - 1), last


def changed_since_last_round(item: ItemDetail, attached: AttachmentsView) -> int | None:
    """How many fields say something else than the last submission; None before the first.

    The attached files count as one.
    """
    last = item.row.round
    if not last:
        return None
    fields = items.compare(current.work(), item.row.id, last, 0).changes
    return len(fields) + (attached.at(last) != attached.now)


def late_by(item: ItemDetail) -> int:
    """How many business days the item is late where it stands; 0 where it is in time."""
    return max(0, -(item.row.days_left or 0))


def _submitted_late(move: Move, item: ItemDetail) -> int:
    """How many business days after the cycle's deadline a first submission came."""
    if move.action != Action.SUBMIT or move.round != 1:
        return 0
    day = move.at.astimezone(JAPAN).date()
    return max(0, -business_days_between(day, item.cycle.submission_deadline))


def reason_to_wait(item: ItemDetail, action: str) -> Refusal | None:
    """Why this person may not take `action` now; None where they may."""
    for one in item.actions:
        if one.action == action:
            return one.refusal
    return ActionNotPossible(action=action, state=item.row.state)


def _compare(move: Move) -> tuple[int, int] | None:
    again = move.action == Action.SUBMIT and move.round > 1
    return (move.round - 1, move.round) if again else None


def _details(move: Move, item: ItemDetail, masters: Masters) -> list[str]:
    """The particulars of a move: verdict, findings, meeting, the cycle it went to; if late."""
    told = move.particulars
    verdicts = {code: title(name) for code, name in masters.names[Master.VERDICT].items()}
    found = []
    if late := _submitted_late(move, item):
        found.append(words.late(late))
    brought_in_for: Any = told.get(items.BROUGHT_IN_FOR)
    if brought_in_for:
        department = title(Title(brought_in_for["name"], brought_in_for["name_en"]))
        found.append(_("brought in for %(department)s", department=department))
    if settled := settled_process(move):
        found.append(settled)
    if verdict := told.get("verdict"):
        found.append(verdicts.get(str(verdict), str(verdict)))
    if override := told.get("override"):
        found.append(_("Without enough evaluation sheets: %(reason)s", reason=override))
    if meeting := told.get("meeting_id"):
        found += [words.meeting(one) for one in item.cycle.meetings if one.id == meeting]
    if move.action == Action.CARRY_OVER:
        names = {one.id: title(one.title) for one in current.cycles()}
        ways = (str(told.get("from_cycle", "")), str(told.get("cycle_id", "")))
        found.append(" → ".join(names.get(way, way) for way in ways))
    return found


# ------------------------------------------------------------- by which process


def track_of(cycle: CycleView, sheet: Sheet, item: ItemDetail | None) -> TrackView | None:
    """By which process a sheet goes, of an item or (None) of one that is not begun yet."""
    fixed = item.process_name if item and item.row.round else ""
    return items.track_of(current.work(), cycle, sheet, fixed)


def track_sentence(view: TrackView | None) -> str:
    """What is said of the process that a sheet goes by; "" where there is one only."""
    if view is None:
        return ""
    facts = {"process": title(view.title), "why": _why_this_track(view)}
    if view.stays:
        return _(
            "With what it says now this item would go by “%(process)s” (%(why)s). It stays on the"
            " process that its first submission fixed.",
            **facts,
        )
    return _("With what it says now this item goes by “%(process)s” (%(why)s).", **facts)


def _why_this_track(view: TrackView) -> str:
    return asked.when(view.when) if view.when else _("no rule for another process fits")


def track_worth_saying(item: ItemDetail) -> str:
    """The same on an item's page: before it is submitted, or where it goes another way now."""
    said = item.track and (item.track.stays or not item.row.round)
    return track_sentence(item.track) if said else ""


def say_track_change(item: ItemDetail, sheet: Sheet) -> None:
    """Say after a sheet was saved that it goes by another process than before."""
    now = track_of(item.cycle, sheet, item)
    if now and item.track and now.process_name != item.track.process_name:
        flash(_("What was changed changes the process.") + " " + track_sentence(now), "warning")


def settled_process(move: Move) -> str:
    """The process that a first submission settled, for its line in the history; else ""."""
    told = move.particulars.get(ledger.TRACK)
    if not isinstance(told, dict):
        return ""
    process = current.work().process(str(told["process"]), int(told["version"]))
    return _("by the process “%(process)s”", process=named(process.title))

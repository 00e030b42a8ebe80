"""The words of these pages: what a run is called, and how far it is."""

from typing import Final

from flask_babel import gettext as _

from webapp.words import labels, refusals
from workflow.bulk.views import BulkPage, BulkRunView
from workflow.values.errors import (
    ActionNotPossible,
    MeetingMissing,
    NextCycleMissing,
    NoteRequired,
    Refusal,
    SomeoneElseActedFirst,
)

LACKING: Final = (NoteRequired, MeetingMissing, NextCycleMissing)
"""What stands against an item only until the person has said what the action asks for."""

ELSEWHERE: Final = (ActionNotPossible, SomeoneElseActedFirst)
"""The item stands where the action does not start; nobody came too late for a preview."""


def name(run: BulkRunView) -> str:
    """The action, and for how many items."""
    return name_of(run, run.total.count)


def name_of(run: BulkRunView, count: int) -> str:
    """The action, for `count` of the items: what the button says."""
    return _("%(action)s: %(count)d items", action=labels.action(run.action), count=count)


def standing(run: BulkRunView) -> str:
    """Whether it waits to be carried out, is under way, or over."""
    if run.committed_at is None:
        return _("Preview, nothing done yet")
    return _("Carried out") if run.finished_at else _("Under way")


def reason(refusal: Refusal) -> str:
    """Why an item is refused."""
    if isinstance(refusal, ELSEWHERE):
        return _("The item is not in a state for this.")
    return refusals.refusal(refusal)


def asks_for_words(refusal: Refusal) -> bool:
    """Whether only something is still to be typed or chosen."""
    return isinstance(refusal, LACKING)


def reasons(page: BulkPage) -> dict[str, int]:
    """How many items are refused for each reason in words."""
    counted: dict[str, int] = {}
    for refusal, count in page.reasons:
        counted[reason(refusal)] = counted.get(reason(refusal), 0) + count
    return counted

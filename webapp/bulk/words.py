"""The words for moves of many items: what a run is called, how far it is, and why it is refused."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.words import labels, refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import ngettext
from workflow.bulk import BulkPage, BulkRunView
from workflow.items import MeetingMissing, NextCycleMissing, QuestionsUnanswered, SheetsMissing
from workflow.values import ActionNotPossible, InputRefused, NoteRequired, Refusal

LACKING: Final = (NoteRequired, MeetingMissing, NextCycleMissing, QuestionsUnanswered)
"""Refusals that last only until the person has given what the action asks for."""

SENTENCES: Final[Mapping[str, LazyString]] = {
    "verdict_not_drafted": _l(
        "No verdict with findings is drafted for it, or its sheets are not open to you."
    ),
    "bulk_not_ready:verdicts": _l(
        "A verdict was written anew since the preview. Look at it again: nothing was done."
    ),
    "changed_since_preview": _l("It changed after the preview. It was left as it is."),
    "bulk_not_ready": _l("This preview cannot be carried out."),
    "bulk_not_ready:expired": _l(
        "The preview is more than an hour old. Choose the items again: nothing was done."
    ),
    "bulk_not_ready:committed": _l("This was carried out already."),
    "bulk_not_ready:moved_on": _l(
        "The preview was made anew in another window. Look at it again: nothing was done."
    ),
    "bulk_not_ready:nothing": _l("There is nothing in this preview that can be done."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "no_items": _l("Choose at least one item."),
    "too_many_items": _l("At most %(limit)s items at once. Filter the list first."),
}

refusals.register(SENTENCES, PROBLEMS)


def name(run: BulkRunView) -> str:
    """The action, and for how many items."""
    return name_of(run, run.total.count)


def name_of(run: BulkRunView, count: int) -> str:
    """The action, for `count` of the items: what the button says."""
    action = labels.action_here(run.action)
    return ngettext("%(action)s: %(num)d item", "%(action)s: %(num)d items", count, action=action)


def status(run: BulkRunView) -> str:
    """Whether it waits to be carried out, is under way, or over."""
    if run.committed_at is None:
        return _("Preview, nothing done yet")
    return _("Carried out") if run.finished_at else _("Under way")


def reason(refusal: Refusal) -> str:
    """Why an item is refused."""
    if isinstance(refusal, ActionNotPossible):
        return _("The item is not in a state for this.")
    if isinstance(refusal, SheetsMissing):
        return _(
            "Sheets submitted: %(submitted)s of %(expected)s; %(needed)s are needed. Finalise it"
            " alone on its page, with the reason.",
            **refusal.data,
        )
    return refusals.refusal(refusal)


def problems(error: InputRefused) -> str:
    """What is wrong with the choice of items, without the names of fields."""
    return " ".join(refusals.problem(one) for one in error.problems)


def asks_for_words(refusal: Refusal) -> bool:
    """Whether only something is still to be typed or chosen."""
    return isinstance(refusal, LACKING)


def reasons(page: BulkPage) -> dict[str, int]:
    """How many items are refused for each reason in words."""
    counted: dict[str, int] = {}
    for refusal, count in page.reasons:
        counted[reason(refusal)] = counted.get(reason(refusal), 0) + count
    return counted

"""The words for undertakings: states of steps, stages of documents, what became of comments."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import SignedWord, era_date
from workflow import undertakings
from workflow.ledger import Referred
from workflow.values import (
    CommentOutcome,
    Conclusion,
    DocumentStage,
    StepState,
    Subject,
)

STATES: Final[Mapping[StepState, SignedWord]] = {
    StepState.PLANNED: SignedWord("○", _p("step", "Planned"), "draft"),
    StepState.UNDER_WAY: SignedWord("◑", _p("step", "Under way"), "under_review"),
    StepState.DONE: SignedWord("●", _p("step", "Done"), "evaluated"),
    StepState.DROPPED: SignedWord("×", _p("step", "Dropped"), "withdrawn"),
}
WORDS: Final[Mapping[StrEnum, LazyString]] = {
    DocumentStage.OUTLINE: _p("document stage", "Outline"),
    DocumentStage.DRAFT: _p("document stage", "Draft"),
    DocumentStage.PROPOSAL: _p("document stage", "Proposal"),
    DocumentStage.ADOPTED: _p("document stage", "Adopted"),
    CommentOutcome.TAKEN_UP: _p("comment", "Taken up"),
    CommentOutcome.PARTLY: _p("comment", "Taken up in part"),
    CommentOutcome.THERE_ALREADY: _p("comment", "Is there already"),
    CommentOutcome.NOTED: _p("comment", "Noted for later"),
    CommentOutcome.DECLINED: _p("comment", "Not taken up"),
    Conclusion.REACHED: _p("pilot", "Reached"),
    Conclusion.PARTLY: _p("pilot", "Partly reached"),
    Conclusion.MISSED: _p("pilot", "Not reached"),
}
PARTS: Final[Mapping[str, LazyString]] = {
    "": _p("undertaking", "Row"),
    "step": _p("undertaking", "Step"),
    "document": _p("undertaking", "Document"),
    "comment": _p("undertaking", "Comment"),
    "pilot": _p("undertaking", "Pilot project"),
}

FIELDS: Final[Mapping[str, LazyString]] = {
    "fiscal_year": _p("undertaking", "Fiscal year"),
    "position": _p("undertaking", "Place"),
    "number": _p("undertaking", "Number"),
    "title": _p("undertaking", "Title"),
    "note": _p("undertaking", "Note"),
    "items": _p("undertaking", "Items"),
    "removed_at": _p("undertaking", "Taken off"),
    "quarter": _p("undertaking", "Quarter"),
    "mark": _p("undertaking", "Sign"),
    "text": _p("undertaking", "Words"),
    "cycle_ids": _p("undertaking", "Budget cycles"),
    "state": _p("undertaking", "State"),
    "begins_on": _p("undertaking", "Begins on"),
    "due_on": _p("undertaking", "Due on"),
    "done_on": _p("undertaking", "Done on"),
    "said": _p("undertaking", "Report"),
    "people": _p("undertaking", "Responsible"),
    "stage": _p("undertaking", "Stage"),
    "version": _p("undertaking", "Version"),
    "dated_on": _p("undertaking", "Dated"),
    "outline": _p("undertaking", "What it says"),
    "comment_from": _p("undertaking", "Comments from"),
    "comment_until": _p("undertaking", "Comments until"),
    "file_name": _p("undertaking", "File"),
    "sha256": _p("undertaking", "Hash of the file"),
    "size": _p("undertaking", "Size in bytes"),
    "kind": _p("undertaking", "Kind of file"),
    "added_by": _p("undertaking", "Added by"),
    "document_id": _p("undertaking", "Document"),
    "said_by": _p("undertaking", "Said by"),
    "received_on": _p("undertaking", "Received on"),
    "outcome": _p("undertaking", "What became of it"),
    "answer": _p("undertaking", "Answer"),
    "theme": _p("undertaking", "Theme"),
    "partner": _p("undertaking", "Partner"),
    "ends_on": _p("undertaking", "Ends on"),
    "conclusion": _p("undertaking", "Result"),
}

refusals.register(
    {
        "undertaking_changed": _l(
            "Somebody changed this in the meantime. Nothing was saved: open the page again first."
        ),
        "not_responsible": _l(
            "Only whoever is responsible for the step, or writes on undertakings, reports on it."
        ),
        "steps_not_ready": _l("The file cannot be carried out."),
        "steps_not_ready:problems": _l("Something in the file needs correcting. Nothing was done."),
        "steps_not_ready:nothing": _l(
            "Everything is as the file says: there is nothing to change."
        ),
        "steps_not_ready:committed": _l("The file was carried out already."),
    },
    {
        "steps_no_head": _l("No sheet has a row with the headings for undertaking and step."),
        "steps_number_unknown": _l("No undertaking of the year has a step with this number."),
        "steps_row_twice": _l("Another row is about the same step."),
        "steps_undertaking_unknown": _l(
            "No undertaking of the year has this name, or several have."
        ),
        "steps_moved": _l("A step stays with its undertaking. Leave the number out to add a step."),
        "steps_wording_only": _l("The words of steps are the secretariat's to change, and to add."),
        "steps_both_changed": _l(
            "Here it was changed to “%(now)s” after the file was taken. Take the list anew, or type"
            " this value."
        ),
        "done_on_without_done": _l("Only a step that is done has such a day."),
        "ends_before_beginning": _l("This day is before the beginning."),
        "day_ahead": _l("This day is still to come."),
        "responsible_unknown": _l("There is nobody called “%(name)s”. Type a login ID or a name."),
        "responsible_ambiguous": _l("Several people are called “%(name)s”. Type the login ID."),
        "linked_item_unknown": _l("There is no item with the number “%(name)s”."),
    },
)
record_words.register(
    Subject.UNDERTAKING,
    FIELDS,
    {
        "state": lambda given: str(STATES[StepState(given)].word),
        "stage": lambda given: word(DocumentStage(given)),
        "conclusion": lambda given: word(Conclusion(given)),
        "outcome": lambda given: _outcome(given),
        "quarter": lambda given: quarter(given),
        "people": record_words.refers_to(Referred.LOGIN),
        "document_id": record_words.refers_to(Referred.DOCUMENT),
    },
)


def _outcome(given: Any) -> str:
    """What became of a comment is a word of a list; of a pilot, a text."""
    return word(CommentOutcome(given)) if given in set(CommentOutcome) else str(given)


def word(value: StrEnum) -> str:
    """The word for a stage, an outcome, a result."""
    return str(WORDS[value])


def part(name: str) -> str:
    """What the history calls a part."""
    return str(PARTS[name])


def column(name: str) -> str:
    """What a column of a file is called."""
    named = {"undertaking": _("Undertaking"), "text": PARTS["step"]}
    return str(named[name] if name in named else FIELDS[name])


def said(name: str, value: Any) -> str:
    """A cell of a step in words."""
    if isinstance(value, StepState):
        return str(STATES[value].word)
    if name == "quarter":
        return quarter(value) if value else ""
    return era_date(value) if isinstance(value, date) else undertakings.cell(name, value)


def quarter(number: int) -> str:
    """The months of a quarter."""
    months = (
        _("April to June"),
        _("July to September"),
        _("October to December"),
        _("January to March"),
    )
    return months[number - 1]

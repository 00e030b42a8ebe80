"""From a refusal to the fields it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from flask_wtf import FlaskForm

from webapp.forms.choice_fields import missing_in
from webapp.words import refusals
from workflow.items import (
    AmountLooksLikeYen,
    AmountNotAllowed,
    EvaluationIncomplete,
    FormIncomplete,
    FundingMismatch,
    MeetingMissing,
    NextCycleMissing,
    QuestionsUnanswered,
    SheetsMissing,
    SheetUnreadable,
)
from workflow.values import DuplicateItem, InputRefused, NoteRequired, Problem, Refusal

AMOUNTS: Final = ("amount_kyen", "previous_amount_kyen", "funding_lines")
"""Fields that are compared with one another."""

FIELD_OF: Final[Mapping[type[Refusal], str]] = {
    DuplicateItem: "name",
    AmountNotAllowed: "amount_kyen",
    AmountLooksLikeYen: "amount_kyen",
    FundingMismatch: "funding_lines",
    NoteRequired: "note",
    MeetingMissing: "meeting_id",
    QuestionsUnanswered: "despite_questions",
    NextCycleMissing: "cycle_id",
    SheetsMissing: "override",
}


COMPARED: Final = frozenset({FundingMismatch.key, AmountLooksLikeYen.key})
"""Keys of what is said of amounts that are compared with one another."""

UNREAD: Final = frozenset({"required", "not_readable"})
"""Keys of what is said of a field that holds no value."""


def problems_of_all(errors: Iterable[Refusal]) -> list[Problem]:
    """What `errors` say about single fields, the first of each.

    Nothing is compared with an amount that is missing or cannot be read.
    """
    found: dict[str, Problem] = {}
    for error in errors:
        for one in problems_of(error):
            found.setdefault(one.field, one)
    said = [*found.values()]
    unread = any(one.field in AMOUNTS and one.key in UNREAD for one in said)
    return [one for one in said if not (unread and one.key in COMPARED)]


def problems_of(error: Refusal) -> tuple[Problem, ...]:
    """What `error` says about single fields; nothing where it is about the whole."""
    if isinstance(error, InputRefused):
        return error.problems
    if isinstance(error, FormIncomplete | EvaluationIncomplete):
        return tuple(Problem(name, _lack_of(name)) for name in error.data["fields"])
    if isinstance(error, SheetUnreadable):
        return tuple(Problem(name, "not_readable") for name in error.data["fields"])
    field = FIELD_OF.get(type(error))
    return (Problem(field, error.key, error.data),) if field else ()


def _lack_of(field: str) -> str:
    return "condition_missing" if field == "conditions" else "required"


def show_refusal(form: FlaskForm, error: Refusal) -> None:
    """Put a refusal beside the fields it names, else on top of the form."""
    problems = problems_of(error)
    if problems:
        show_problems(form, problems)
    else:
        form.form_errors.append(refusals.refusal(error))


def show_problems(form: Any, problems: Iterable[Problem]) -> None:
    """Put each problem beside its field; one with a field that is not there on top."""
    for one in problems:
        if one.field in form and one.field not in ("key", "seen"):
            key = missing_in(form[one.field]) if one.key == "required" else one.key
            text = refusals.problem(replace(one, key=key))
            said = form[one.field].errors
            form[one.field].errors = said if text in said else [*said, text]
        else:
            form.form_errors.append(refusals.problem(one))

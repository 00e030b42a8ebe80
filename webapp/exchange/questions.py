"""The sentences for what is asked of a file."""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.exchange import amount_questions, words
from webapp.exchange.choices import Facts, choice
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from workflow.exchange import QuestionView


def question(one: QuestionView) -> str:
    """What is asked, in one sentence."""
    return _QUESTIONS[one.kind](one.data)


def asked(one: QuestionView) -> str:
    """A question with its answers, for the command line."""
    offered = "".join(f"\n    {of.word}: {choice(one, of)}" for of in one.choices)
    return f"{question(one)}\n  --answer '{one.key}=...'{offered}"


# ------------------------------------------------------------------ questions


def _column(data: Facts) -> str:
    return _(
        "Several columns may be “%(column)s”. Which one is read?",
        column=words.column(data["column"]),
    )


def _no_amount(data: Facts) -> str:
    return _("No column is known as the amount. Which one is read?")


def _no_name(data: Facts) -> str:
    return _("No column is known as the name of the project. Which one is read?")


def _sheets(data: Facts) -> str:
    return _(
        "%(count)d sheets hold a list with the same columns. Which are read?", count=data["count"]
    )


def _tables(data: Facts) -> str:
    return ngettext(
        "Beneath the list %(num)d more table has the same columns (row %(row)s). Is it read too?",
        "Beneath the list %(num)d more tables have the same columns (from row %(row)s on). "
        "Are they read too?",
        data["count"],
        row=data["rows"][0],
    )


def _beside(data: Facts) -> str:
    return ngettext(
        "Beside the list %(num)d more list stands under the same headings (from column "
        "%(column)s on). Is it read too?",
        "Beside the list %(num)d more lists stand under the same headings (from column "
        "%(column)s on). Are they read too?",
        data["count"],
        column=data["column"],
    )


def _item_rows(data: Facts) -> str:
    asked = _("Items have two rows of amounts (%(count)d). Which is read?", count=data["count"])
    if data.get("size", 2) != 2:
        asked = _(
            "Items have several rows of amounts (%(count)d). Which is read?", count=data["count"]
        )
    return f"{asked}（{data['legend']}）" if data["legend"] else asked


def _details(data: Facts) -> str:
    return ngettext(
        "%(num)d item stands in several rows (%(rows)d), one for each “%(heading)s”. Are its "
        "amounts added up?",
        "%(num)d items stand in several rows each (%(rows)d in all), one for each “%(heading)s”. "
        "Are their amounts added up?",
        data["count"],
        rows=data["rows"],
        heading=data["heading"],
    )


def _sheet_department(data: Facts) -> str:
    return _(
        "There is no column of departments. Are they taken from the names of sheets and titles?"
    )


def _year(data: Facts) -> str:
    if data.get("budgets"):
        return _("The list has rows of several budgets of a year. Which are read?")
    return _("The list has rows of several fiscal years. Which are read?")


def _hidden_rows(data: Facts) -> str:
    return ngettext(
        "%(num)d hidden row. Is it read?", "%(num)d hidden rows. Are they read?", data["count"]
    )


def _struck_rows(data: Facts) -> str:
    return words.one_or_more(
        data["count"],
        _("%(num)d row is struck through (row %(row)s). Is it read?"),
        _("%(num)d rows are struck through (the first is row %(row)s). Are they read?"),
        row=data["row"],
    )


def _withdrawn_rows(data: Facts) -> str:
    return words.one_or_more(
        data["count"],
        _(
            "%(num)d row is called “%(word)s” in a column that is not read (row %(row)s). "
            "Is it read?"
        ),
        _(
            "%(num)d rows are called “%(word)s” or the like in a column that is not read (the "
            "first is row %(row)s). Are they read?"
        ),
        word=data["word"],
        row=data["row"],
    )


def _reference_rows(data: Facts) -> str:
    return words.one_or_more(
        data["count"],
        _("%(num)d row stands beneath “%(word)s” (row %(row)s). Is it read?"),
        _(
            "%(num)d rows stand beneath “%(word)s” or the like (the first is row %(row)s). "
            "Are they read?"
        ),
        word=data["word"],
        row=data["row"],
    )


def _together_rows(data: Facts) -> str:
    return words.one_or_more(
        data["count"],
        _("%(num)d row stands for several items (row %(row)s “%(word)s”). Is it read as one?"),
        _(
            "%(num)d rows stand for several items each (the first is row %(row)s “%(word)s”). "
            "Are they read as one each?"
        ),
        word=data["word"],
        row=data["row"],
    )


def _names_alone(data: Facts) -> str:
    return words.one_or_more(
        data["count"],
        _("%(num)d row holds a name and nothing else (row %(row)s “%(name)s”). What is it?"),
        _(
            "%(num)d rows hold a name and nothing else (the first is row %(row)s “%(name)s”). "
            "What are they?"
        ),
        row=data["row"],
        name=data["name"],
    )


def _parts(data: Facts) -> str:
    return words.one_or_more(
        data["count"],
        _(
            "The amount of %(num)d row (row %(row)s) is the sum of those beneath it. "
            "Which are read?"
        ),
        _(
            "The amounts of %(num)d rows (the first is row %(row)s) are the sums of those beneath "
            "them. Which are read?"
        ),
        row=data["row"],
    )


def _hidden_columns(data: Facts) -> str:
    return _(
        "Hidden columns (%(columns)s). Are they read?", columns=words.columns_named(data["columns"])
    )


def _above(data: Facts) -> str:
    return _(
        "%(count)d rows have a name and no department (first row %(row)d). Is it the one above?",
        count=data["count"],
        row=data["rows"][0],
    )


def _department(data: Facts) -> str:
    return _(
        "There is no department called “%(name)s” (%(count)d rows). Which one is meant?",
        name=data["name"],
        count=data["count"],
    )


def _headed_parts(data: Facts) -> str:
    return words.one_or_more(
        data["count"],
        _(
            "%(num)d row (row %(row)s “%(name)s”) has no amount, and those beneath it have. "
            "What is it?"
        ),
        _(
            "%(num)d rows (the first is row %(row)s “%(name)s”) have no amount, and those beneath "
            "them have. What are they?"
        ),
        row=data["row"],
        name=data["name"],
    )


_QUESTIONS: Final[Mapping[str, Callable[[Facts], str]]] = {
    **amount_questions.QUESTIONS,
    "column": _column,
    "no_amount": _no_amount,
    "no_name": _no_name,
    "sheets": _sheets,
    "tables": _tables,
    "beside": _beside,
    "item_rows": _item_rows,
    "details": _details,
    "sheet_department": _sheet_department,
    "year": _year,
    "hidden_rows": _hidden_rows,
    "struck_rows": _struck_rows,
    "withdrawn_rows": _withdrawn_rows,
    "reference_rows": _reference_rows,
    "together_rows": _together_rows,
    "names_alone": _names_alone,
    "parts": _parts,
    "headed_parts": _headed_parts,
    "hidden_columns": _hidden_columns,
    "above": _above,
    "department": _department,
}

"""The sentences for what is asked of a file."""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.exchange import words
from webapp.exchange.choices import Facts, choice, unit_word
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


def _one_or_more(count: int, one: str, more: str, **facts: object) -> str:
    """`one` of a single row, else `more`: Japanese has no plural, but says など of several only."""
    return (one if count == 1 else more) % {"num": count, **facts}


def _column(data: Facts) -> str:
    return _(
        "Several columns may be “%(column)s”. Which one is read?",
        column=words.column(data["column"]),
    )


def _no_amount(data: Facts) -> str:
    return _("No column is known as the amount. Which one is read?")


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


def _unit_said(data: Facts) -> str:
    return _(
        "The amounts (%(columns)s) are said to be in %(unit)s. In which unit are they read?",
        columns=_columns(data),
        unit=unit_word(data["said"]),
    )


def _unit_unsaid(data: Facts) -> str:
    return _(
        "Nothing says in which unit the amounts (%(columns)s) are. In which are they read?",
        columns=_columns(data),
    )


def _unit_large(data: Facts) -> str:
    return _(
        "There are very large amounts (%(columns)s), such as %(typed)s. In which unit are they?",
        columns=_columns(data),
        typed=data["typed"],
    )


def _unit_fractions(data: Facts) -> str:
    return _(
        "Amounts (%(columns)s) have fractions of a thousand yen. How are they read?",
        columns=_columns(data),
    )


def _yen_signs(data: Facts) -> str:
    return _one_or_more(
        data["count"],
        _(
            "The amounts are said to be in %(unit)s, and %(num)d has a sign of yen (row %(row)s "
            "“%(typed)s”). In which unit is it?"
        ),
        _(
            "The amounts are said to be in %(unit)s, and %(num)d have a sign of yen (such as row "
            "%(row)s “%(typed)s”). In which unit are those?"
        ),
        unit=unit_word(data["unit"]),
        row=data["row"],
        typed=data["typed"],
    )


def _brackets(data: Facts) -> str:
    return _one_or_more(
        data["count"],
        _("%(num)d amount stands in brackets (row %(row)s “%(typed)s”). How is it read?"),
        _(
            "%(num)d amounts stand in brackets (such as row %(row)s “%(typed)s”). "
            "How are they read?"
        ),
        row=data["row"],
        typed=data["typed"],
    )


def _unit_below(data: Facts) -> str:
    shown = (
        _("from row %(row)s of “%(tab)s” on %(unit)s", row=row, tab=tab, unit=unit_word(unit))
        for tab, row, unit in data["units"]
    )
    return _(
        "Amounts further down are said to be in another unit (%(units)s). Are they read so?",
        units="、".join(shown),
    )


def _columns(data: Facts) -> str:
    return "、".join(words.column(name) for name in data["columns"])


def _year(data: Facts) -> str:
    if data.get("budgets"):
        return _("The list has rows of several budgets of a year. Which are read?")
    return _("The list has rows of several fiscal years. Which are read?")


def _hidden_rows(data: Facts) -> str:
    return ngettext(
        "%(num)d hidden row. Is it read?", "%(num)d hidden rows. Are they read?", data["count"]
    )


def _struck_rows(data: Facts) -> str:
    return _one_or_more(
        data["count"],
        _("%(num)d row is struck through (row %(row)s). Is it read?"),
        _("%(num)d rows are struck through (the first is row %(row)s). Are they read?"),
        row=data["row"],
    )


def _withdrawn_rows(data: Facts) -> str:
    return _one_or_more(
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
    return _one_or_more(
        data["count"],
        _("%(num)d row stands beneath “%(word)s” (row %(row)s). Is it read?"),
        _(
            "%(num)d rows stand beneath “%(word)s” or the like (the first is row %(row)s). "
            "Are they read?"
        ),
        word=data["word"],
        row=data["row"],
    )


def _names_alone(data: Facts) -> str:
    return _one_or_more(
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
    return _one_or_more(
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
    return _("Hidden columns (%(columns)s). Are they read?", columns=_columns(data))


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


_QUESTIONS: Final[Mapping[str, Callable[[Facts], str]]] = {
    "column": _column,
    "no_amount": _no_amount,
    "sheets": _sheets,
    "tables": _tables,
    "beside": _beside,
    "item_rows": _item_rows,
    "details": _details,
    "sheet_department": _sheet_department,
    "unit_said": _unit_said,
    "unit_unsaid": _unit_unsaid,
    "unit_large": _unit_large,
    "unit_fractions": _unit_fractions,
    "unit_below": _unit_below,
    "yen_signs": _yen_signs,
    "brackets": _brackets,
    "year": _year,
    "hidden_rows": _hidden_rows,
    "struck_rows": _struck_rows,
    "withdrawn_rows": _withdrawn_rows,
    "reference_rows": _reference_rows,
    "names_alone": _names_alone,
    "parts": _parts,
    "hidden_columns": _hidden_columns,
    "above": _above,
    "department": _department,
}

"""The sentences for what is asked of a file."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from webapp.exchange import words
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import ngettext
from workflow.exchange import ChoiceView, QuestionView
from workflow.values import format_kyen, in_words

Facts = Mapping[str, Any]


def question(one: QuestionView) -> str:
    """What is asked, in one sentence."""
    return _QUESTIONS[one.kind](one.data)


def choice(one: QuestionView, of: ChoiceView) -> str:
    """One of its answers."""
    return _CHOICES[one.kind](of.word, of.data)


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


def _sheet_department(data: Facts) -> str:
    return _(
        "There is no column of departments. Are they taken from the names of sheets and titles?"
    )


def _unit_said(data: Facts) -> str:
    return _(
        "The amounts (%(columns)s) are said to be in %(unit)s. In which unit are they read?",
        columns=_columns(data),
        unit=_unit(data["said"]),
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
    return ngettext(
        "The amounts are said to be in %(unit)s, and %(num)d has a sign of yen (row %(row)s "
        "“%(typed)s”). In which unit is it?",
        "The amounts are said to be in %(unit)s, and %(num)d have a sign of yen (such as row "
        "%(row)s “%(typed)s”). In which unit are those?",
        data["count"],
        unit=_unit(data["unit"]),
        row=data["row"],
        typed=data["typed"],
    )


def _brackets(data: Facts) -> str:
    return ngettext(
        "%(num)d amount stands in brackets (row %(row)s “%(typed)s”). How is it read?",
        "%(num)d amounts stand in brackets (such as row %(row)s “%(typed)s”). How are they read?",
        data["count"],
        row=data["row"],
        typed=data["typed"],
    )


def _unit_below(data: Facts) -> str:
    shown = (
        _("from row %(row)s of “%(tab)s” on %(unit)s", row=row, tab=tab, unit=_unit(unit))
        for tab, row, unit in data["units"]
    )
    return _(
        "Amounts further down are said to be in another unit (%(units)s). Are they read so?",
        units="、".join(shown),
    )


def _columns(data: Facts) -> str:
    return "、".join(words.column(name) for name in data["columns"])


def _hidden_rows(data: Facts) -> str:
    return ngettext(
        "%(num)d hidden row. Is it read?", "%(num)d hidden rows. Are they read?", data["count"]
    )


def _struck_rows(data: Facts) -> str:
    return ngettext(
        "%(num)d row is struck through (row %(row)s). Is it read?",
        "%(num)d rows are struck through (the first is row %(row)s). Are they read?",
        data["count"],
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
    "sheet_department": _sheet_department,
    "unit_said": _unit_said,
    "unit_unsaid": _unit_unsaid,
    "unit_large": _unit_large,
    "unit_fractions": _unit_fractions,
    "unit_below": _unit_below,
    "yen_signs": _yen_signs,
    "brackets": _brackets,
    "hidden_rows": _hidden_rows,
    "struck_rows": _struck_rows,
    "hidden_columns": _hidden_columns,
    "above": _above,
    "department": _department,
}

# -------------------------------------------------------------------- choices

_UNITS: Final = {
    "yen": _l("yen"),
    "thousand": _l("thousands of yen"),
    "ten_thousand": _l("ten thousands of yen"),
    "million": _l("millions of yen"),
    "hundred_million": _l("hundred millions of yen"),
}
_ROUNDINGS: Final = {
    "up": _l(", rounded up to thousands"),
    "half": _l(", rounded to thousands"),
    "down": _l(", cut to thousands"),
}


def _unit(name: str) -> str:
    return str(_UNITS[name])


def _rounding(name: str) -> str:
    return str(_ROUNDINGS[name])


def _this_column(word: str, data: Facts) -> str:
    samples = " / ".join(data["samples"]) or "―"
    return _(
        "Column %(letter)s: %(heading)s (%(samples)s)",
        letter=word,
        heading=data["heading"] or "―",
        samples=samples,
    )


def _this_or_none(word: str, data: Facts) -> str:
    return _this_column(word, data) if data else _("None of these: there are no amounts")


def _these_sheets(word: str, data: Facts) -> str:
    if word == "all":
        return _("All of them: %(names)s", names="、".join(data["tabs"]))
    return _("Only “%(name)s”", name=data["tab"])


def _all_or_first(word: str, _data: Facts) -> str:
    return _("Read them too") if word == "all" else _("Only the first")


def _from_titles(word: str, data: Facts) -> str:
    if word == "title":
        pairs = "、".join(f"{tab} → {department}" for tab, department in data["pairs"])
        return _("Yes: %(pairs)s", pairs=pairs)
    return _("No: all rows are of my own department")


def _as_unit(word: str, data: Facts) -> str:
    unit = _unit(data["unit"])
    if data["rounding"]:
        unit = f"{unit}{_rounding(data['rounding'])}"
    return _(
        "%(unit)s (the largest is %(amount)s thousand yen = %(words)s)",
        unit=unit,
        amount=format_kyen(data["thousands"]),
        words=in_words(data["thousands"]),
    )


def _read_or_not(word: str, data: Facts) -> str:
    return _("Read them too") if word == "read" else _("Leave them out")


def _each_or_one(word: str, _data: Facts) -> str:
    if word == "each":
        return _("Yes, each part in its own unit")
    return _("No, all in the unit of the first")


def _as_yen_or_not(word: str, data: Facts) -> str:
    if word == "yen":
        return _("In yen: they are turned into thousands")
    return _("In %(unit)s: the sign says nothing", unit=_unit(data["unit"]))


_BRACKETS: Final = {
    "minus": _l("As reductions: (1,395) is △1,395"),
    "plain": _l("As they are: (1,395) is 1,395"),
    "none": _l("Not at all: each cell is named"),
}


def _within_brackets(word: str, _data: Facts) -> str:
    return str(_BRACKETS[word])


def _as_above(word: str, data: Facts) -> str:
    return _("Yes, the same as above") if word == "above" else _("No, leave it empty")


def _this_department(word: str, data: Facts) -> str:
    return data["title"] if data else _("None of these")


_CHOICES: Final[Mapping[str, Callable[[str, Facts], str]]] = {
    "column": _this_column,
    "no_amount": _this_or_none,
    "sheets": _these_sheets,
    "tables": _all_or_first,
    "beside": _all_or_first,
    "sheet_department": _from_titles,
    "unit_said": _as_unit,
    "unit_unsaid": _as_unit,
    "unit_large": _as_unit,
    "unit_fractions": _as_unit,
    "unit_below": _each_or_one,
    "yen_signs": _as_yen_or_not,
    "brackets": _within_brackets,
    "hidden_rows": _read_or_not,
    "struck_rows": _read_or_not,
    "hidden_columns": _read_or_not,
    "above": _as_above,
    "department": _this_department,
}

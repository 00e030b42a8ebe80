"""The sentences for the answers that questions about a file take."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import LazyString

from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from workflow.exchange import ChoiceView, QuestionView
from workflow.values import format_kyen, in_words

Facts = Mapping[str, Any]


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


def unit_word(name: str) -> str:
    """What a unit is called."""
    return str(_UNITS[name])


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


def _this_name(word: str, data: Facts) -> str:
    return _this_column(word, data) if data else _("None of these")


def _these_sheets(word: str, data: Facts) -> str:
    if word == "all":
        return _("All of them: %(names)s", names="、".join(data["tabs"]))
    return _("Only “%(name)s”", name=data["tab"])


def _all_or_first(word: str, _data: Facts) -> str:
    return _("Read them too") if word == "all" else _("Only the first")


def _all_or_these(word: str, data: Facts) -> str:
    return _("Only “%(name)s”", name=data["title"]) if data else _all_or_first(word, data)


def _this_row(word: str, data: Facts) -> str:
    if word == "each":
        return _("Neither: every row by itself")
    typed = "、".join(data["typed"])
    if word == "sum":
        return _("Their sum (%(typed)s)", typed=typed)
    if word.startswith("row"):
        return _("The %(place)sth one (%(typed)s)", place=word.removeprefix("row"), typed=typed)
    if word == "upper":
        return _("The upper one (%(typed)s)", typed=typed)
    return _("The lower one (%(typed)s)", typed=typed)


def _this_line(word: str, data: Facts) -> str:
    if not data:
        return str(_BRACKETS["none"])
    typed = "、".join(data["typed"])
    return _("The %(place)sth one (%(typed)s)", place=word.removeprefix("line"), typed=typed)


def _from_titles(word: str, data: Facts) -> str:
    if word == "title":
        pairs = "、".join(f"{tab} → {department}" for tab, department in data["pairs"])
        return _("Yes: %(pairs)s", pairs=pairs)
    return _("No: all rows are of my own department")


def _as_unit(word: str, data: Facts) -> str:
    unit = unit_word(data["unit"])
    if data["rounding"]:
        unit = f"{unit}{_ROUNDINGS[data['rounding']]}"
    return _(
        "%(unit)s (the largest is %(amount)s thousand yen = %(words)s)",
        unit=unit,
        amount=format_kyen(data["thousands"]),
        words=in_words(data["thousands"]),
    )


def _this_year(word: str, data: Facts) -> str:
    if "year" in data:
        return _("Only those of %(year)s", year=data["year"])
    return _("Those of all budgets") if data else _("Those of all years")


def _read_or_not(word: str, data: Facts) -> str:
    return _("Read them too") if word == "read" else _("Leave them out")


def _each_or_one(word: str, _data: Facts) -> str:
    if word == "each":
        return _("Yes, each part in its own unit")
    return _("No, all in the unit of the first")


def _as_yen_or_not(word: str, data: Facts) -> str:
    if word == "yen":
        return _("In yen: they are turned into thousands")
    return _("In %(unit)s: the sign says nothing", unit=unit_word(data["unit"]))


def _one_of(
    words: Mapping[str, LazyString], **with_facts: Callable[[Facts], str]
) -> Callable[[str, Facts], str]:
    """The words of each answer; those `with_facts` say more than the answer."""

    def say(word: str, data: Facts) -> str:
        return with_facts[word](data) if word in with_facts else str(words[word])

    return say


_BRACKETS: Final = {
    "minus": _l("As reductions: (1,395) is △1,395"),
    "plain": _l("As they are: (1,395) is 1,395"),
    "none": _l("Not at all: each cell is named"),
}
_WORDS: Final = {
    "blank": _l("The items come in without an amount"),
    "none": _BRACKETS["none"],
}


def _with_number(data: Facts) -> str:
    typed = "、".join(data["typed"])
    return _("With the number among them, where there is one (%(typed)s)", typed=typed)


_DETAILS: Final = {
    "sum": _l("Yes: one item with their sum"),
    "each": _l("No: every row by itself"),
}
_NAMES_ALONE: Final = {
    "above": _l("The rest of the name above"),
    "item": _l("An item of its own, without an amount"),
    "skip": _l("No item: a heading or a title"),
}
_PARTS: Final = {
    "whole": _l("The items: what stands beneath them are their parts"),
    "parts": _l("Those beneath them: the rows above only sum them up"),
    "all": _l("All of them: the sums are a coincidence"),
}
_HEADED: Final = {
    "skip": _l("Only a heading: those beneath keep their names"),
    "item": _NAMES_ALONE["item"],
}


def _joined(data: Facts) -> str:
    return _("The beginning of the names beneath: “%(name)s”", name=data["name"])


def _as_above(word: str, data: Facts) -> str:
    return _("Yes, the same as above") if word == "above" else _("No, leave it empty")


def _this_department(word: str, data: Facts) -> str:
    return data["title"] if data else _("None of these")


_CHOICES: Final[Mapping[str, Callable[[str, Facts], str]]] = {
    "column": _this_column,
    "no_amount": _this_or_none,
    "no_name": _this_name,
    "sheets": _these_sheets,
    "tables": _all_or_first,
    "beside": _all_or_these,
    "item_rows": _this_row,
    "details": _one_of(_DETAILS),
    "sheet_department": _from_titles,
    "unit_said": _as_unit,
    "unit_unsaid": _as_unit,
    "unit_large": _as_unit,
    "unit_fractions": _as_unit,
    "unit_below": _each_or_one,
    "yen_signs": _as_yen_or_not,
    "brackets": _one_of(_BRACKETS),
    "amount_words": _one_of(_WORDS, number=_with_number),
    "amount_lines": _this_line,
    "year": _this_year,
    "hidden_rows": _read_or_not,
    "struck_rows": _read_or_not,
    "withdrawn_rows": _read_or_not,
    "reference_rows": _read_or_not,
    "together_rows": _read_or_not,
    "names_alone": _one_of(_NAMES_ALONE),
    "parts": _one_of(_PARTS),
    "headed_parts": _one_of(_HEADED, joined=_joined),
    "hidden_columns": _read_or_not,
    "above": _as_above,
    "department": _this_department,
}


def choice(one: QuestionView, of: ChoiceView) -> str:
    """One of the answers to a question."""
    return _CHOICES[one.kind](of.word, of.data)

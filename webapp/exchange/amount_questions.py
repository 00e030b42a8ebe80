"""What is asked about the amounts of a file: their unit, signs of yen, brackets."""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.exchange import words
from webapp.exchange.choices import Facts, unit_word
from webapp.words.catalogue import gettext as _


def _unit_said(data: Facts) -> str:
    return _(
        "The amounts (%(columns)s) are said to be in %(unit)s. In which unit are they read?",
        columns=words.columns_named(data["columns"]),
        unit=unit_word(data["said"]),
    )


def _unit_unsaid(data: Facts) -> str:
    return _(
        "Nothing says in which unit the amounts (%(columns)s) are. In which are they read?",
        columns=words.columns_named(data["columns"]),
    )


def _unit_large(data: Facts) -> str:
    return _(
        "There are very large amounts (%(columns)s), such as %(typed)s. In which unit are they?",
        columns=words.columns_named(data["columns"]),
        typed=data["typed"],
    )


def _unit_fractions(data: Facts) -> str:
    return _(
        "Amounts (%(columns)s) have fractions of a thousand yen. How are they read?",
        columns=words.columns_named(data["columns"]),
    )


def _yen_signs(data: Facts) -> str:
    return words.one_or_more(
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
    return words.one_or_more(
        data["count"],
        _("%(num)d amount stands in brackets (row %(row)s “%(typed)s”). How is it read?"),
        _(
            "%(num)d amounts stand in brackets (such as row %(row)s “%(typed)s”). "
            "How are they read?"
        ),
        row=data["row"],
        typed=data["typed"],
    )


def _amount_words(data: Facts) -> str:
    return words.one_or_more(
        data["count"],
        _("%(num)d amount is no number (row %(row)s: %(words)s). How is it read?"),
        _(
            "%(num)d amounts are no numbers (the first is row %(row)s: %(words)s). "
            "How are they read?"
        ),
        row=data["row"],
        words="、".join(data["words"]),
    )


def _amount_lines(data: Facts) -> str:
    asked = words.one_or_more(
        data["count"],
        _("%(num)d cell holds several amounts (row %(row)s). Which is read?"),
        _("%(num)d cells hold several amounts (the first is row %(row)s). Which is read?"),
        row=data["row"],
    )
    return f"{asked}（{data['legend']}）" if data["legend"] else asked


def _unit_below(data: Facts) -> str:
    shown = (
        _("from row %(row)s of “%(tab)s” on %(unit)s", row=row, tab=tab, unit=unit_word(unit))
        for tab, row, unit in data["units"]
    )
    return _(
        "Amounts further down are said to be in another unit (%(units)s). Are they read so?",
        units="、".join(shown),
    )


QUESTIONS: Final[Mapping[str, Callable[[Facts], str]]] = {
    "unit_said": _unit_said,
    "unit_unsaid": _unit_unsaid,
    "unit_large": _unit_large,
    "unit_fractions": _unit_fractions,
    "unit_below": _unit_below,
    "yen_signs": _yen_signs,
    "brackets": _brackets,
    "amount_words": _amount_words,
    "amount_lines": _amount_lines,
}

"""The sums of a cycle: by department, field, funding and verdict."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import pgettext

from webapp.statistics.figure_parts import (
    Figure,
    FigureData,
    Money,
    amount_column,
    bars_in_words,
    caption,
    items,
    share,
)
from webapp.words import labels
from webapp.words.filters import kyen, title
from workflow.items import Total
from workflow.statistics import Bar, BarChart

Sum = tuple[str, Total]


def departments(data: FigureData) -> Figure:
    """千円 by lead department, in 建制順."""
    sums = [(title(one.name), one.total) for one in data.amounts.by_department]
    return _sums(data, "departments", _("Amounts by department"), _("Department"), sums)


def fields(data: FigureData) -> Figure:
    """千円 by field."""
    none = pgettext("field", "Not filled in")
    sums = [
        (labels.enum(one.field) if one.field else none, one.total) for one in data.amounts.by_field
    ]
    return _sums(data, "fields", _("Amounts by field"), _("Field"), sums)


def funding(data: FigureData) -> Figure:
    """千円 by source of funding."""
    sums = [
        (labels.enum(one.source) if one.source else _("Not broken down"), one.kyen)
        for one in data.amounts.by_funding
    ]
    money = Money(kyen_ for _name, kyen_ in sums)
    whole = data.amounts.total.kyen
    bars = tuple(Bar(name, amount, money(amount)) for name, amount in sums)
    heading = _("Amounts by source of funding")
    return Figure(
        "funding",
        heading,
        "",
        BarChart(caption(data, money.unit), bars_in_words(heading, bars, money.unit), bars),
        (_("Funding"), amount_column(), _("Share")),
        tuple((name, kyen(amount), share(amount, whole)) for name, amount in sums),
        (_("Total"), kyen(whole), ""),
    )


def verdicts(data: FigureData) -> Figure:
    """Number of items by verdict; what waits for one is hollow."""
    sums = [
        (title(one.title) if one.title else _("Not evaluated yet"), one.total, one.code is None)
        for one in data.amounts.by_verdict
    ]
    bars = tuple(
        Bar(name, total.count, items(total.count), hollow=waits) for name, total, waits in sums
    )
    heading = _("Verdicts")
    whole = data.amounts.total
    return Figure(
        "verdicts",
        heading,
        "",
        BarChart(caption(data, _("number of items")), bars_in_words(heading, bars, ""), bars),
        (_("Verdict"), _("Number of items"), amount_column()),
        tuple((name, str(total.count), kyen(total.kyen)) for name, total, _waits in sums),
        (_("Total"), str(whole.count), kyen(whole.kyen)),
    )


def _sums(data: FigureData, name: str, heading: str, first: str, sums: Sequence[Sum]) -> Figure:
    money = Money(total.kyen for _name, total in sums)
    whole = data.amounts.total
    bars = tuple(Bar(one, total.kyen, money(total.kyen)) for one, total in sums)
    return Figure(
        name,
        heading,
        "",
        BarChart(caption(data, money.unit), bars_in_words(heading, bars, money.unit), bars),
        (first, _("Number of items"), amount_column(), _("Share")),
        tuple(
            (one, str(total.count), kyen(total.kyen), share(total.kyen, whole.kyen))
            for one, total in sums
        ),
        (_("Total"), str(whole.count), kyen(whole.kyen), ""),
    )

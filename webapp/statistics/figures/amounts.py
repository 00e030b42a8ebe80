"""The sums of a cycle: by department, field, funding and verdict."""

from collections.abc import Callable, Sequence

from webapp.statistics.figure_parts import (
    Figure,
    FigureData,
    Money,
    amount_column,
    bars_in_words,
    blocks,
    caption,
    figures,
    items,
    share,
)
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import pgettext
from webapp.words.filters import kyen, title
from workflow.items import Total
from workflow.statistics import Amounts, Bar, BarChart

Sum = tuple[str, Total]


def departments(data: FigureData) -> Figure:
    """千円 by lead department, in 建制順."""

    def sums(of: Amounts) -> list[Sum]:
        return [(title(one.name), one.total) for one in of.by_department]

    return _sums(data, "departments", _("Amounts by department"), _("Department"), sums)


def fields(data: FigureData) -> Figure:
    """千円 by field."""
    none = pgettext("field", "Not filled in")

    def sums(of: Amounts) -> list[Sum]:
        return [(title(one.title) if one.title else none, one.total) for one in of.by_field]

    return _sums(data, "fields", _("Amounts by field"), _("Field"), sums)


def funding(data: FigureData) -> Figure:
    """千円 by source of funding."""
    found = [(part, _sources(part.amounts)) for part in data.parts]
    money = Money(amount for _part, sums in found for _name, amount in sums)
    bars = tuple(
        Bar(name, amount, money(amount), group=part.name)
        for part, sums in found
        for name, amount in sums
    )
    heading = _("Amounts by source of funding")
    return Figure(
        "funding",
        heading,
        "",
        BarChart(caption(data, money.unit), bars_in_words(heading, bars, money.unit), bars),
        (_("Funding"), amount_column(), _("Share")),
        blocks(
            (
                part,
                [
                    (name, kyen(amount), share(amount, part.amounts.total.kyen))
                    for name, amount in sums
                ],
                (kyen(part.amounts.total.kyen), ""),
            )
            for part, sums in found
        ),
        (_("Total"), kyen(data.amounts.total.kyen), ""),
    )


def _sources(of: Amounts) -> list[tuple[str, int]]:
    none = _("As written under funding")
    return [(labels.funding(one.source) if one.source else none, one.kyen) for one in of.by_funding]


def verdicts(data: FigureData) -> Figure:
    """Number of items by verdict; what waits for one is hollow."""
    none = _("Not evaluated yet")
    found = [
        (part, [(title(one.title) if one.title else none, one) for one in part.amounts.by_verdict])
        for part in data.parts
    ]
    bars = tuple(
        Bar(
            name,
            one.total.count,
            items(one.total.count),
            group=part.name,
            hollow=one.code is None,
        )
        for part, sums in found
        for name, one in sums
    )
    heading = _("Verdicts")
    return Figure(
        "verdicts",
        heading,
        "",
        BarChart(caption(data, _("number of items")), bars_in_words(heading, bars, ""), bars),
        (_("Verdict"), _("Number of items"), amount_column()),
        blocks(
            (part, [(name, *figures(one.total)) for name, one in sums], figures(part.amounts.total))
            for part, sums in found
        ),
        (_("Total"), *figures(data.amounts.total)),
    )


def _sums(
    data: FigureData,
    name: str,
    heading: str,
    first: str,
    sums: Callable[[Amounts], Sequence[Sum]],
) -> Figure:
    found = [(part, sums(part.amounts)) for part in data.parts]
    money = Money(total.kyen for _part, of_it in found for _name, total in of_it)
    bars = tuple(
        Bar(one, total.kyen, money(total.kyen), group=part.name)
        for part, of_it in found
        for one, total in of_it
    )
    return Figure(
        name,
        heading,
        "",
        BarChart(caption(data, money.unit), bars_in_words(heading, bars, money.unit), bars),
        (first, _("Number of items"), amount_column(), _("Share")),
        blocks(
            (
                part,
                [
                    (one, *figures(total), share(total.kyen, part.amounts.total.kyen))
                    for one, total in of_it
                ],
                (*figures(part.amounts.total), ""),
            )
            for part, of_it in found
        ),
        (_("Total"), *figures(data.amounts.total), ""),
    )

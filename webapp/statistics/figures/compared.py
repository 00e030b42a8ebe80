"""What is set side by side: fields and DX steps, and the years."""

from flask_babel import gettext as _

from webapp.request import current
from webapp.statistics.figure_parts import (
    Figure,
    FigureData,
    Money,
    amount_column,
    bars_in_words,
    caption,
    in_words,
    items,
)
from webapp.words import labels
from webapp.words.filters import bracketed, era_year, kyen
from workflow.items import CycleView, Total
from workflow.statistics import Bar, BarChart, Cell, CycleSum, GridChart, StepSum
from workflow.values import CycleId


def steps(data: FigureData) -> Figure:
    """The matrix field × DX step: items, amounts and goals."""
    found = data.amounts.by_step
    money = Money(one.total.kyen for one in found)
    cells = tuple(_cell(one, money) for one in found)
    heading = _("Fields and DX steps")
    filled = (f"{c.row} {c.column} {c.label} {c.second}" for c in cells if c.value)
    above = caption(data, _("number of items and %(unit)s", unit=money.unit))
    return Figure(
        "steps",
        heading,
        _left_out(data.amounts.without_step),
        GridChart(above, in_words(heading, filled), cells),
        (_("Field"), _("DX step"), _("Number of items"), amount_column(), _("Goals of the year")),
        tuple(
            (labels.enum(one.field), labels.enum(one.dx_step), *_figures(one.total), str(one.goals))
            for one in found
        ),
        words=2,
    )


def _cell(one: StepSum, money: Money) -> Cell:
    return Cell(
        labels.enum(one.field),
        _("Step %(sign)s", sign=labels.enum(one.dx_step)[0]),
        one.total.count,
        items(one.total.count),
        money(one.total.kyen),
    )


def _left_out(total: Total) -> str:
    if not total.count:
        return ""
    return _(
        "%(count)d items (%(kyen)s thousand yen) name no field or no step.",
        count=total.count,
        kyen=kyen(total.kyen),
    )


def years(data: FigureData) -> Figure:
    """The amounts of each budget, year beside year; the budget in the head is filled."""
    money = Money(one.total.kyen for one in data.years)
    bars = tuple(_bar(one, money, hollow=one.cycle.id != data.cycle.id) for one in data.years)
    heading = _("Year over year")
    above = _("amounts by budget year (%(unit)s)", unit=money.unit)
    return Figure(
        "years",
        heading,
        _("The budget chosen above is filled, the others are outlined."),
        BarChart(above, bars_in_words(heading, bars, money.unit), bars),
        (_("Budget"), _("Budget year"), _("Number of items"), amount_column()),
        tuple(
            (_budget(one.cycle), era_year(one.cycle.budget_year), *_figures(one.total))
            for one in data.years
        ),
        words=2,
    )


def _bar(one: CycleSum, money: Money, *, hollow: bool) -> Bar:
    return Bar(
        era_year(one.cycle.budget_year),
        one.total.kyen,
        money(one.total.kyen) + bracketed(items(one.total.count)),
        group=_budget(one.cycle),
        hollow=hollow,
    )


def _budget(cycle: CycleView) -> str:
    return CycleId.parse(cycle.id).name(current.language())


def _figures(total: Total) -> tuple[str, str]:
    return str(total.count), kyen(total.kyen)

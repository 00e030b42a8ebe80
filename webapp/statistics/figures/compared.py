"""What is set side by side: fields and DX steps, and the years."""

from webapp.request import current
from webapp.statistics.figure_parts import (
    Block,
    Figure,
    FigureData,
    Money,
    Part,
    amount_column,
    bars_in_words,
    blocks,
    caption,
    figures,
    in_words,
    items,
)
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from webapp.words.filters import bracketed, era_year, kyen, title
from workflow.items import CycleView, Total
from workflow.statistics import Amounts, Bar, BarChart, Cell, CycleSum, GridChart, StepSum
from workflow.values import CycleId


def steps(data: FigureData) -> Figure:
    """The matrix field × DX step: items, amounts and goals."""
    money = Money(one.total.kyen for part in data.parts for one in part.amounts.by_step)
    cells = tuple(
        _cell(one, money, part.name) for part in data.parts for one in part.amounts.by_step
    )
    heading = _("Fields and DX steps")
    filled = (
        " ".join(filter(None, (c.group, c.row, c.column, c.label, c.second)))
        for c in cells
        if c.value
    )
    above = caption(data, _("number of items and %(unit)s", unit=money.unit))
    return Figure(
        "steps",
        heading,
        " ".join(filter(None, map(_left_out, data.parts))),
        GridChart(above, in_words(heading, filled), cells),
        (_("Field"), _("DX step"), _("Number of items"), amount_column(), _("Goals of the year")),
        blocks(
            (
                part,
                [_step(one) for one in part.amounts.by_step],
                ("", *figures(_placed(part.amounts)), ""),
            )
            for part in data.parts
        ),
        total=_all_placed(data),
        words=2,
    )


def _all_placed(data: FigureData) -> tuple[str, ...]:
    """The last row, where above it are the sums of several budgets."""
    if len(data.parts) < 2:
        return ()
    return _("Total"), "", *figures(_placed(data.amounts)), ""


def _step(one: StepSum) -> tuple[str, ...]:
    field, step = title(one.title), labels.enum(one.dx_step)
    return field, step, *figures(one.total), str(one.goals)


def _placed(of: Amounts) -> Total:
    """What is in some cell of the matrix."""
    total, left_out = of.total, of.without_step
    return Total(total.count - left_out.count, total.kyen - left_out.kyen)


def _cell(one: StepSum, money: Money, budget: str) -> Cell:
    return Cell(
        title(one.title),
        _("Step %(sign)s", sign=labels.enum(one.dx_step)[0]),
        one.total.count,
        items(one.total.count),
        money(one.total.kyen),
        budget,
    )


def _left_out(part: Part) -> str:
    total = part.amounts.without_step
    if not total.count:
        return ""
    said = ngettext(
        "%(num)d item (%(kyen)s thousand yen) names no field or no step.",
        "%(num)d items (%(kyen)s thousand yen) name no field or no step.",
        total.count,
        kyen=kyen(total.kyen),
    )
    return f"{part.name} {said}".lstrip()


def years(data: FigureData) -> Figure:
    """The amounts of each budget, year beside year; the budget in the head is filled."""
    money = Money(one.total.kyen for one in data.years)
    bars = tuple(_bar(one, money, hollow=one.cycle.id not in data.cycle_ids) for one in data.years)
    heading = _("Year over year")
    above = _("amounts by budget year (%(unit)s)", unit=money.unit)
    return Figure(
        "years",
        heading,
        _("The budgets of the meeting are filled, the others are outlined.")
        if data.meeting
        else _("The budget chosen above is filled, the others are outlined."),
        BarChart(above, bars_in_words(heading, bars, money.unit), bars),
        (_("Budget"), _("Budget year"), _("Number of items"), amount_column()),
        (
            Block(
                "",
                tuple(
                    (_budget(one.cycle), era_year(one.cycle.budget_year), *figures(one.total))
                    for one in data.years
                ),
            ),
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

"""The figures of a cycle, one function each: a chart, its words, and the table beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webapp import current, labels
from webapp.filters import era_year, kyen, title
from webapp.headquarters.asking import Asked, Figure, Money, days, share
from workflow.documents.charts import Bar, BarChart, Cell, GridChart, Span, SpanChart
from workflow.fiscal import CycleId, CycleUnreadable
from workflow.queries.views import CycleView, Total
from workflow.vocabulary import Role

Sum = tuple[str, Total]


def departments(asked: Asked) -> Figure:
    """千円 by lead department, in 建制順."""
    sums = [(title(one.name), one.total) for one in asked.amounts.by_department]
    return _sums(asked, "departments", _("Amounts by department"), _("Department"), sums)


def fields(asked: Asked) -> Figure:
    """千円 by field."""
    none = pgettext("field", "Not filled in")
    sums = [
        (labels.enum(one.field) if one.field else none, one.total) for one in asked.amounts.by_field
    ]
    return _sums(asked, "fields", _("Amounts by field"), _("Field"), sums)


def funding(asked: Asked) -> Figure:
    """千円 by source of funding."""
    sums = [
        (labels.enum(one.source) if one.source else _("Not broken down"), one.kyen)
        for one in asked.amounts.by_funding
    ]
    money = Money(kyen_ for _name, kyen_ in sums)
    whole = asked.amounts.total.kyen
    bars = tuple(Bar(name, amount, money(amount)) for name, amount in sums)
    heading = _("Amounts by source of funding")
    return Figure(
        "funding",
        heading,
        "",
        BarChart(_caption(asked, money.unit), _told(heading, bars, money.unit), bars),
        (_("Funding"), _("Amount (%(unit)s)", unit=_("thousand yen")), _("Share")),
        tuple((name, kyen(amount), share(amount, whole)) for name, amount in sums),
        (_("Total"), kyen(whole), ""),
    )


def verdicts(asked: Asked) -> Figure:
    """Number of items by verdict; what waits for one is hollow."""
    sums = [
        (title(one.title) if one.title else _("Not evaluated yet"), one.total, one.code is None)
        for one in asked.amounts.by_verdict
    ]
    bars = tuple(
        Bar(name, total.count, _items(total.count), hollow=waits) for name, total, waits in sums
    )
    heading = _("Verdicts")
    whole = asked.amounts.total
    return Figure(
        "verdicts",
        heading,
        "",
        BarChart(_caption(asked, _("number of items")), _told(heading, bars, ""), bars),
        (_("Verdict"), _("Number of items"), _("Amount (%(unit)s)", unit=_("thousand yen"))),
        tuple((name, str(total.count), kyen(total.kyen)) for name, total, _waits in sums),
        (_("Total"), str(whole.count), kyen(whole.kyen)),
    )


def steps(asked: Asked) -> Figure:
    """The matrix field × DX step: items, amounts and goals."""
    found = asked.amounts.by_step
    money = Money(one.total.kyen for one in found)
    cells = tuple(
        Cell(
            labels.enum(one.field),
            _("Step %(sign)s", sign=labels.enum(one.dx_step)[0]),
            one.total.count,
            _items(one.total.count),
            money(one.total.kyen),
        )
        for one in found
    )
    heading = _("Fields and DX steps")
    told = _list(f"{c.row} {c.column} {c.label} {c.second}" for c in cells if c.value)
    left = asked.amounts.without_step
    note = _("%(count)d items (%(kyen)s thousand yen) name no field or no step.",
             count=left.count, kyen=kyen(left.kyen)) if left.count else ""  # fmt: skip
    unit = _("number of items and %(unit)s", unit=money.unit)
    return Figure(
        "steps",
        heading,
        note,
        GridChart(_caption(asked, unit), _("%(what)s: %(list)s.", what=heading, list=told), cells),
        (_("Field"), _("DX step"), _("Number of items"),
         _("Amount (%(unit)s)", unit=_("thousand yen")), _("Goals of the year")),
        tuple(
            (labels.enum(one.field), labels.enum(one.dx_step), str(one.total.count),
             kyen(one.total.kyen), str(one.goals))
            for one in found
        ),
        words=2,
    )  # fmt: skip


def years(asked: Asked) -> Figure:
    """The amounts of each budget, year beside year; the budget in the head is filled."""
    money = Money(one.total.kyen for one in asked.years)
    bars = tuple(
        Bar(
            era_year(one.cycle.budget_year),
            one.total.kyen,
            f"{money(one.total.kyen)}（{_items(one.total.count)}）",
            group=_kind(one.cycle),
            hollow=one.cycle.id != asked.cycle.id,
        )
        for one in asked.years
    )
    heading = _("Year over year")
    return Figure(
        "years",
        heading,
        _("The budget chosen above is filled, the others are outlined."),
        BarChart(
            _("amounts by budget year (%(unit)s)", unit=money.unit),
            _told(heading, bars, money.unit),
            bars,
        ),
        (_("Budget"), _("Budget year"), _("Number of items"),
         _("Amount (%(unit)s)", unit=_("thousand yen"))),
        tuple(
            (_kind(one.cycle), era_year(one.cycle.budget_year), str(one.total.count),
             kyen(one.total.kyen))
            for one in asked.years
        ),
        words=2,
    )  # fmt: skip


def lead_times(asked: Asked) -> Figure:
    """How long items stay with each step: median and 90th percentile in business days."""
    flow = asked.flow
    spans = tuple(
        Span(title(one.title), one.median, one.ninetieth, _usual(one.median, one.ninetieth))
        for one in flow.stages
        if one.median is not None and one.ninetieth is not None
    )
    heading = _("Lead time of each step")
    told = _list(f"{span.name} {span.label}" for span in spans) or "―"
    return Figure(
        "lead-times",
        heading,
        _("Bar: half of the stays ended within it. Line: nine of ten did. "
          "In business days, from arrival to departure; the same day counts as 0."),
        SpanChart(
            _caption(asked, _("business days")),
            _("%(what)s: %(list)s.", what=heading, list=told),
            spans,
        ),
        (_("State"), _("Whose turn"), _("Stays ended"), _("Median"), _("Nine of ten"),
         _("There now"), _("Longest wait")),
        tuple(
            (title(one.title), _turn(one.turn), str(one.ended), days(one.median),
             days(one.ninetieth), str(one.waiting), days(one.longest_wait))
            for one in flow.stages
        ),
        (_("First submission to the end"), "", str(flow.finished), days(flow.whole_median),
         days(flow.whole_ninetieth), "", ""),
        words=2,
    )  # fmt: skip


def turns(asked: Asked) -> Figure:
    """Whose turn the days were spent in."""
    spent = asked.flow.turns
    whole = sum(one.days for one in spent)
    bars = tuple(
        Bar(_turn(one.turn), one.days, f"{one.days}（{share(one.days, whole)}）") for one in spent
    )
    heading = _("Whose turn the days were spent in")
    unit = _("business days")
    return Figure(
        "turns",
        heading,
        _("Every day of every item, the stays that still last included."),
        BarChart(_caption(asked, unit), _told(heading, bars, unit), bars),
        (_("Whose turn"), _("Business days"), _("Share")),
        tuple((_turn(one.turn), str(one.days), share(one.days, whole)) for one in spent),
        (_("Total"), str(whole), ""),
    )


FIGURES: Final[Mapping[str, Callable[[Asked], Figure]]] = {
    "departments": departments,
    "fields": fields,
    "funding": funding,
    "verdicts": verdicts,
    "steps": steps,
    "years": years,
    "lead-times": lead_times,
    "turns": turns,
}


def _sums(asked: Asked, name: str, heading: str, first: str, sums: Sequence[Sum]) -> Figure:
    money = Money(total.kyen for _name, total in sums)
    whole = asked.amounts.total
    bars = tuple(Bar(one, total.kyen, money(total.kyen)) for one, total in sums)
    return Figure(
        name,
        heading,
        "",
        BarChart(_caption(asked, money.unit), _told(heading, bars, money.unit), bars),
        (first, _("Number of items"), _("Amount (%(unit)s)", unit=_("thousand yen")), _("Share")),
        tuple(
            (one, str(total.count), kyen(total.kyen), share(total.kyen, whole.kyen))
            for one, total in sums
        ),
        (_("Total"), str(whole.count), kyen(whole.kyen), ""),
    )


def _caption(asked: Asked, unit: str) -> str:
    return _("%(unit)s, %(place)s", place=asked.place, unit=unit)


def _told(heading: str, bars: Sequence[Bar], unit: str) -> str:
    """The chart for those who do not see it: every bar with its figure."""
    told = _list(" ".join(filter(None, (bar.group, bar.name, bar.label))) for bar in bars) or "―"
    if unit:
        return _("%(what)s in %(unit)s: %(list)s.", what=heading, unit=unit, list=told)
    return _("%(what)s: %(list)s.", what=heading, list=told)


def _list(words: Iterable[str]) -> str:
    return pgettext("between names", ", ").join(words)


def _items(count: int) -> str:
    return ngettext("%(num)d item", "%(num)d items", count)


def _usual(median: float, ninetieth: int) -> str:
    return _("median %(median)s, nine of ten %(ninetieth)d",
             median=days(median), ninetieth=ninetieth)  # fmt: skip


def _turn(turn: Sequence[Role]) -> str:
    return "・".join(labels.role(role) for role in turn)


def _kind(cycle: CycleView) -> str:
    try:
        return CycleId.parse(cycle.id).name(current.language())
    except CycleUnreadable:
        return title(cycle.title)

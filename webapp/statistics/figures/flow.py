"""Where the time of items goes: with each step, and with whom."""

from collections.abc import Sequence

from webapp.statistics.figure_parts import (
    Block,
    Figure,
    FigureData,
    bars_in_words,
    caption,
    in_words,
    share,
)
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.filters import bracketed, figure, kyen, listed, title
from workflow.statistics import Bar, BarChart, Span, SpanChart, StageTime
from workflow.values import AnyRole


def lead_times(data: FigureData) -> Figure:
    """How long items stay with each step: median and 90th percentile in business days."""
    flow = data.flow
    spans = tuple(
        Span(title(one.title), one.median, one.ninetieth, _usual(one.median, one.ninetieth))
        for one in flow.stages
        if one.median is not None and one.ninetieth is not None
    )
    heading = _("Lead time of each step")
    parts = (f"{span.name} {span.label}" for span in spans)
    return Figure(
        "lead-times",
        heading,
        _("Bar: half of the stays ended within it. Line: nine of ten did. "
          "In business days, from arrival to departure; the same day counts as 0."),
        SpanChart(caption(data, _("business days")), in_words(heading, parts), spans),
        (_("State"), _("Whose turn"), _("Stays ended"), _("Median"), _("Nine of ten"),
         _("There now"), _("Longest wait")),
        (Block("", tuple(_stage(one) for one in flow.stages)),),
        (_("First submission to the end"), "", str(flow.finished), figure(flow.whole_median),
         figure(flow.whole_ninetieth), "", ""),
        words=2,
    )  # fmt: skip


def _usual(median: float, ninetieth: int) -> str:
    return _(
        "median %(median)s, nine of ten %(ninetieth)d", median=figure(median), ninetieth=ninetieth
    )


def _stage(one: StageTime) -> tuple[str, ...]:
    return (
        title(one.title),
        _turn(one.turn),
        str(one.ended),
        figure(one.median),
        figure(one.ninetieth),
        str(one.waiting),
        figure(one.longest_wait),
    )


def turns(data: FigureData) -> Figure:
    """Whose turn the days were spent in."""
    spent = data.flow.turns
    whole = sum(one.days for one in spent)
    bars = tuple(
        Bar(_turn(one.turn), one.days, f"{one.days}{bracketed(share(one.days, whole))}")
        for one in spent
    )
    heading = _("Whose turn the days were spent in")
    unit = _("business days")
    return Figure(
        "turns",
        heading,
        _("Every day of every item, the stays that still last included."),
        BarChart(caption(data, unit), bars_in_words(heading, bars, unit), bars),
        (_("Whose turn"), _("Business days"), _("Share")),
        (
            Block(
                "",
                tuple((_turn(one.turn), str(one.days), share(one.days, whole)) for one in spent),
            ),
        ),
        (_("Total"), str(whole), ""),
    )


def processes(data: FigureData) -> Figure:
    """How many items go by each process, and how long the finished ones took."""
    found = data.processes
    bars = tuple(Bar(title(one.title), one.total.count, str(one.total.count)) for one in found)
    heading, unit = _("Items by process"), _("items")
    rows = tuple(
        (
            title(one.title),
            str(one.total.count),
            kyen(one.total.kyen),
            str(one.flow.finished),
            figure(one.flow.whole_median),
            figure(one.flow.whole_ninetieth),
        )
        for one in found
    )
    return Figure(
        "processes",
        heading,
        _("Days: business days from the first submission to the end, of finished items."),
        BarChart(caption(data, unit), bars_in_words(heading, bars, unit), bars),
        (_("Process of the item"), _("Items"), _("Amount (thousand yen)"), _("Items finished"),
         _("Median"), _("Nine of ten")),
        (Block("", rows),),
    )  # fmt: skip


def _turn(turn: Sequence[AnyRole]) -> str:
    return listed(labels.role(role) for role in turn)

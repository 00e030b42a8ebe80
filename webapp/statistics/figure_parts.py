"""What every figure is made of: its data, each part read once, its amounts and its words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from webapp.request import current
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import ngettext
from webapp.words.filters import bracketed, kyen, listed, title, with_commas
from webapp.words.office import HEADQUARTERS_FIRST
from workflow import statistics
from workflow.items import CycleView, ItemFilter, MeetingView, Total
from workflow.statistics import Amounts, Bar, Chart, CycleSum, Flow, ProcessSum
from workflow.values import cached_property
from workflow.work import Work

MILLIONS_FROM: Final = 10_000_000
"""千円 from which on a chart counts in millions of yen: longer figures are not read."""


class Block(NamedTuple):
    """Rows of a table: of one budget, with its sum, where the table is of several."""

    name: str
    """The budget; "" where there is only one."""
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()


class Figure(NamedTuple):
    """A chart with its table."""

    name: str
    heading: str
    note: str
    chart: Chart
    headings: tuple[str, ...]
    blocks: tuple[Block, ...]
    total: tuple[str, ...] = ()
    words: int = 1
    """How many columns are words; the others are figures."""


class Part(NamedTuple):
    """The sums of one budget; its name is "" where the page is of one only."""

    name: str
    amounts: Amounts


class FigureData:
    """The figures of a cycle or a meeting, of what the person asking may see."""

    def __init__(
        self, work: Work, wanted: ItemFilter, cycle: CycleView, meeting: MeetingView | None
    ) -> None:
        """Read in `work`; `cycle` is the one in the head of the page."""
        self._work, self._wanted = work, wanted
        self.cycle, self.meeting = cycle, meeting

    @property
    def place(self) -> str:
        """What the figures are about, for a picture that is taken elsewhere."""
        if self.meeting is None:
            return title(self.cycle.title)
        return _(
            "%(headquarters)s meeting No. %(number)d",
            headquarters=HEADQUARTERS_FIRST,
            number=self.meeting.number,
        )

    @property
    def budgets(self) -> str:
        """Which budgets a meeting's figures are of, in brackets, where there are several."""
        names = listed(part.name for part in self.parts if part.name)
        return bracketed(names) if names else ""

    @property
    def cycle_ids(self) -> tuple[str, ...]:
        """The budgets that the page is about."""
        return self.meeting.cycle_ids if self.meeting else (self.cycle.id,)

    @cached_property
    def amounts(self) -> Amounts:
        """The sums of all budgets together."""
        return statistics.amounts(self._work, self._wanted, self.cycle.fiscal_year)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sums of each budget that has items, where the meeting takes several."""
        if len(self.cycle_ids) < 2:
            return (Part("", self.amounts),)
        titles = {one.id: title(one.title) for one in current.cycles()}
        found = [
            Part(titles[one], statistics.amounts(self._work, of_it, self.cycle.fiscal_year))
            for one in self.cycle_ids
            for of_it in (replace(self._wanted, meeting_id=None, cycle_id=one),)
        ]
        filled = tuple(part for part in found if part.amounts.total.count)
        return filled if len(filled) > 1 else (Part("", self.amounts),)

    @cached_property
    def years(self) -> tuple[CycleSum, ...]:
        """The cycles of the years up to the newest one that there is."""
        until = max(one.budget_year for one in current.cycles())
        return statistics.years(self._work, until)

    @cached_property
    def processes(self) -> tuple[ProcessSum, ...]:
        """The items by process; none where all go by one."""
        return statistics.by_process(self._work, self._wanted)

    @cached_property
    def flow(self) -> Flow:
        """How long items stay with each step."""
        return statistics.flow(self._work, self._wanted)


class Money:
    """How the amounts of one chart are printed: all of them in 千円, or all in millions of yen."""

    def __init__(self, amounts: Iterable[int]) -> None:
        """Choose the unit by the greatest of `amounts` (千円)."""
        self._in_millions = max(map(abs, amounts), default=0) >= MILLIONS_FROM

    @property
    def unit(self) -> str:
        """The unit in words."""
        return _("million yen") if self._in_millions else _("thousand yen")

    def __call__(self, amount: int) -> str:
        """Print an amount of 千円; half a million counts upwards."""
        if not self._in_millions:
            return kyen(amount)
        rounded = (abs(amount) + 500) // 1000
        return kyen(-rounded if amount < 0 else rounded)


def share(part: int, whole: int) -> str:
    """A share in per cent, or ― of nothing or of a sum that decreases pass through."""
    return f"{100 * part / whole:.1f}%" if whole > 0 and part >= 0 else "―"


def caption(data: FigureData, unit: str) -> str:
    """What stands above a chart: its unit, and what it is about."""
    return _("%(unit)s, %(place)s", place=data.place, unit=unit)


def in_words(heading: str, parts: Iterable[str], unit: str = "") -> str:
    """The chart for those who do not see it: each part with its figure."""
    words = with_commas(parts) or "―"
    if unit:
        return _("%(what)s in %(unit)s: %(list)s.", what=heading, unit=unit, list=words)
    return _("%(what)s: %(list)s.", what=heading, list=words)


def bars_in_words(heading: str, bars: Sequence[Bar], unit: str) -> str:
    """The same of bars: group, name and figure of every one."""
    parts = (" ".join(filter(None, (bar.group, bar.name, bar.label))) for bar in bars)
    return in_words(heading, parts, unit)


def items(count: int) -> str:
    """A number of items, in words."""
    return ngettext("%(num)d item", "%(num)d items", count)


def amount_column() -> str:
    """The heading of a column of amounts, which tables always give in 千円."""
    return _("Amount (%(unit)s)", unit=_("thousand yen"))


def figures(total: Total) -> tuple[str, str]:
    """A number of items and their 千円, as two cells."""
    return str(total.count), kyen(total.kyen)


def blocks(
    found: Iterable[tuple[Part, Sequence[tuple[str, ...]], tuple[str, ...]]],
) -> tuple[Block, ...]:
    """The rows of each part; of several each ends with its sums: the cells after its name."""
    return tuple(
        Block(
            part.name,
            tuple(rows),
            (_("Sum, %(budget)s", budget=part.name), *sums) if part.name else (),
        )
        for part, rows, sums in found
    )

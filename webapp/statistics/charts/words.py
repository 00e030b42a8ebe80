"""The words that the charts share: captions, text alternatives, headings of columns."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webapp.statistics.figures import Asked
from workflow.statistics.charts import Bar


def caption(asked: Asked, unit: str) -> str:
    """What stands above a chart: its unit, and what it is about."""
    return _("%(unit)s, %(place)s", place=asked.place, unit=unit)


def told(heading: str, parts: Iterable[str], unit: str = "") -> str:
    """The chart for those who do not see it: each part with its figure."""
    words = pgettext("between names", ", ").join(parts) or "―"
    if unit:
        return _("%(what)s in %(unit)s: %(list)s.", what=heading, unit=unit, list=words)
    return _("%(what)s: %(list)s.", what=heading, list=words)


def told_bars(heading: str, bars: Sequence[Bar], unit: str) -> str:
    """The same of bars: group, name and figure of every one."""
    parts = (" ".join(filter(None, (bar.group, bar.name, bar.label))) for bar in bars)
    return told(heading, parts, unit)


def items(count: int) -> str:
    """A number of items, in words."""
    return ngettext("%(num)d item", "%(num)d items", count)


def amount_column() -> str:
    """The heading of a column of amounts, which tables always give in 千円."""
    return _("Amount (%(unit)s)", unit=_("thousand yen"))

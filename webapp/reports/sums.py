"""What a page says of a report above its list: named sums, ready for bars and figures."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from webapp.words import labels
from webapp.words.filters import title
from workflow.documents import Report
from workflow.items import ItemRow, MasterEntry
from workflow.reports import EditionView
from workflow.values import Stage, Title


@dataclass(frozen=True)
class Sum:
    """A name with its number of items and its 千円."""

    name: str
    count: int
    kyen: int


def by_department(report: Report) -> list[Sum]:
    """Each lead department in 建制順."""
    names = {row.department_code: row.department for row in report.rows}
    return [
        Sum(title(names[code]), total.count, total.kyen)
        for code, total in report.by_department.items()
    ]


def by_field(report: Report) -> list[Sum]:
    """Each field that has items."""
    return [
        Sum(labels.enum(field), total.count, total.kyen) for field, total in report.by_field.items()
    ]


def by_funding(report: Report) -> list[tuple[str, int]]:
    """千円 by source, and what no funding line accounts for, so that it sums up."""
    sums = [(labels.enum(source), kyen) for source, kyen in report.by_funding.items()]
    if report.kyen_without_lines:
        sums.append((_("Not broken down"), report.kyen_without_lines))
    return sums


def by_verdict(report: Report, verdicts: Iterable[MasterEntry]) -> list[Sum]:
    """Each verdict that was given, in the master's order."""
    return [
        Sum(title(one.title), report.by_verdict[one.code].count, report.by_verdict[one.code].kyen)
        for one in verdicts
        if one.code in report.by_verdict
    ]


def departments_of(edition: EditionView) -> list[Sum]:
    """Each lead department of a frozen edition, in its order."""
    return _summed((group["department"], entry) for group, entry in _frozen(edition))


def verdicts_of(edition: EditionView) -> list[Sum]:
    """Each verdict of a frozen edition, the most frequent first; none in a planned list."""
    given = ((entry["line"]["verdict"], entry) for _, entry in _frozen(edition))
    found = _summed((verdict, entry) for verdict, entry in given if verdict)
    return sorted(found, key=lambda one: -one.count) if edition.stage is Stage.EVALUATED else []


def _frozen(edition: EditionView) -> Iterator[tuple[Any, Any]]:
    for group in edition.snapshot["listing"]["groups"]:
        for entry in group["entries"]:
            yield group, entry


def _summed(named: Iterable[tuple[str, Any]]) -> list[Sum]:
    found: dict[str, Sum] = {}
    for name, entry in named:
        before = found.get(name, Sum(name, 0, 0))
        kyen = before.kyen + (entry["line"]["amount_kyen"] or 0)
        found[name] = Sum(name, before.count + 1, kyen)
    return list(found.values())


def by_state(rows: Iterable[ItemRow]) -> list[tuple[str, Title, int]]:
    """(state, title, number of items) in the order of the way through."""
    counts = Counter((row.state, row.state_title) for row in rows)
    way = list(labels.STATES)
    place = {state: number for number, state in enumerate(way)}
    return [
        (state, name, count)
        for (state, name), count in sorted(
            counts.items(), key=lambda one: place.get(one[0][0], len(way))
        )
    ]

"""What a page says of a report above its list: named sums, ready for bars and figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from webapp.request import paging
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow.documents import Entry, Group, Overview, Summed
from workflow.items import ItemGroup
from workflow.reports import EditionView
from workflow.values import Stage, Title


@dataclass(frozen=True)
class Sum:
    """A name with its number of items and its 千円."""

    name: str
    count: int
    kyen: int


@dataclass(frozen=True)
class Glance:
    """What a budget comes to at a glance, or all of several together: `name` says which.

    The name is "" where there is only one budget.
    """

    name: str
    count: int
    kyen: int
    by_department: list[Sum]
    by_verdict: list[Sum]
    by_field: list[Sum] = field(default_factory=list)
    by_funding: list[tuple[str, int]] = field(default_factory=list)


def glances(report: Overview, verdicts: Mapping[str, Title]) -> list[Glance]:
    """Each budget of several, and all of them last; `verdicts` are titles by code."""
    of_each = report.budgets if report.has_several_budgets else ()
    found = [_glance(title(one.cycle.title), one, verdicts) for one in of_each]
    return [*found, _glance(_("Sum of all budgets") if found else "", report, verdicts)]


def _glance(name: str, of: Summed[ItemGroup], verdicts: Mapping[str, Title]) -> Glance:
    titles = of.field_titles
    return Glance(
        name=name,
        count=of.total.count,
        kyen=of.total.kyen,
        by_department=_by_department(of),
        by_verdict=_by_verdict(of, verdicts),
        by_field=[
            Sum(title(titles[field]), total.count, total.kyen)
            for field, total in of.by_field.items()
        ],
        by_funding=_by_funding(of),
    )


def _by_department(of: Summed[ItemGroup]) -> list[Sum]:
    """Each lead department in 建制順."""
    names = {row.department_code: row.department for row in of.rows}
    return [
        Sum(title(names[code]), total.count, total.kyen) for code, total in of.by_department.items()
    ]


def _by_funding(of: Summed[ItemGroup]) -> list[tuple[str, int]]:
    """千円 by source, and what no funding line accounts for, so that it sums up.

    Nothing where there are no lines at all.
    """
    sums = [(labels.funding(source), kyen) for source, kyen in of.by_funding.items()]
    if sums and of.kyen_without_lines:
        sums.append((_("As written under funding"), of.kyen_without_lines))
    return sums


def _by_verdict(of: Summed[ItemGroup], verdicts: Mapping[str, Title]) -> list[Sum]:
    """Each verdict that was given, in the master's order."""
    return [
        Sum(title(verdicts[code]), total.count, total.kyen) for code, total in of.by_verdict.items()
    ]


def frozen_glances(edition: EditionView, verdicts: Iterable[str]) -> list[Glance]:
    """The same of a frozen edition: its departments and verdicts in its order.

    `verdicts` are those of today in their order: for an edition that kept none.
    """
    blocks, order = edition.blocks, edition.verdicts or tuple(verdicts)
    of_each = [(one.budget, one.groups) for one in blocks if len(blocks) > 1]
    every = [group for one in blocks for group in one.groups]
    whole = (_("Sum of all budgets") if of_each else "", every)
    return [
        _frozen_glance(name, groups, edition.stage, order) for name, groups in (*of_each, whole)
    ]


def _frozen_glance(
    name: str, groups: Iterable[Group], stage: Stage, order: Sequence[str]
) -> Glance:
    found = [(group.department, entry) for group in groups for entry in group.entries]
    given = [(entry.line.verdict, entry) for _, entry in found if entry.line.verdict]
    by_verdict = _summed(given) if stage is Stage.EVALUATED else []
    places = {verdict: place for place, verdict in enumerate(order)}
    return Glance(
        name=name,
        count=len(found),
        kyen=sum(entry.line.amount_kyen or 0 for _, entry in found),
        by_department=_summed(found),
        by_verdict=sorted(by_verdict, key=lambda one: places.get(one.name, len(places))),
    )


def _summed(named: Iterable[tuple[str, Entry]]) -> list[Sum]:
    found: dict[str, Sum] = {}
    for name, entry in named:
        before = found.get(name, Sum(name, 0, 0))
        kyen = before.kyen + (entry.line.amount_kyen or 0)
        found[name] = Sum(name, before.count + 1, kyen)
    return list(found.values())


def by_state(groups: Iterable[ItemGroup]) -> list[tuple[str, Title, int]]:
    """(state, title, number of items) in the order of the way through."""
    counts: Counter[tuple[str, Title]] = Counter()
    for group in groups:
        counts[group.state, group.state_title] += group.count
    way = list(labels.STATES)
    place = {state: number for number, state in enumerate(way)}
    return [
        (state, name, count)
        for (state, name), count in sorted(
            counts.items(), key=lambda one: place.get(one[0][0], len(way))
        )
    ]


def shown_of(edition: EditionView, address: Callable[[int], str]) -> paging.Shown[Any]:
    """The rows of an edition on this page, by budget; `address` is a page's."""
    return paging.pieces_of([(block, block.entries) for block in edition.blocks], address)

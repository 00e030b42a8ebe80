"""What is said of a file although it comes in: which sheet, what is not read, what is changed."""

from collections.abc import Iterator
from typing import Any, Final

from workflow.exchange import (
    headed_parts,
    headings,
    heads,
    leaving_out,
    parts,
    understanding,
    unit_cells,
)
from workflow.exchange.asking import COLUMN
from workflow.exchange.cell_values import is_blank
from workflow.exchange.columns import ITEM
from workflow.exchange.forms import FormsTab
from workflow.exchange.head import MOST_COLUMNS, Head
from workflow.exchange.own_lists import LISTS_TAB
from workflow.exchange.sheets import Reading
from workflow.exchange.survey import Survey
from workflow.files.grid import Grid
from workflow.files.headed import STAMP_TAB
from workflow.values.fiscal import YearUnreadable, parse_era_year

MOST_NAMED: Final = 20
MOST_SUMS: Final = 5
Notice = dict[str, Any]


def notices(
    grid: Grid, reading: Reading, head: Head, found: Survey, budget_year: int
) -> Iterator[Notice]:
    """Every remark, each with a key that has a sentence, and its facts.

    `budget_year` is that of the cycle for which the file is brought.
    """
    yield from _of_sheets(grid, reading)
    if heads.is_list_above(head):
        yield _notice("table_above", row=head.row + 1, tab=head.tab.name)
    yield from _of_amount_column(reading, head, budget_year)
    if unread := _unread(reading, head):
        yield _notice("unread", names=unread[:MOST_NAMED], count=len(unread))
    if beyond := _beyond(reading):
        yield _notice("columns_beyond", limit=MOST_COLUMNS, count=beyond)
    if revenue := leaving_out.revenue(reading.tab, reading.how):
        rows = [int(reading.where(row, None)[1]) for row in sorted(revenue)]
        yield _notice("revenue", rows=rows[:MOST_NAMED], count=len(rows))
    yield from _of_rows(reading, found)
    second = understanding.second_name(reading.tab, reading.how)
    if found.twins and second is not None:
        heading = head.label(second).replace("\n", " ")
        yield _notice("twins", rows=found.twins[:MOST_NAMED], heading=heading)


def _of_amount_column(reading: Reading, head: Head, budget_year: int) -> Iterator[Notice]:
    """That there is none, or that it is headed by another year and nobody was asked which it is."""
    place = reading.how.place_of("amount_kyen")
    if place is None:
        if ITEM not in reading.how.columns.values():
            yield _notice("no_amounts")
        return
    if f"{COLUMN}amount_kyen" in reading.how.answers:
        return
    said = head.said[place].year if place in head.said else ""
    heading = head.label(place).replace("\n", " ")
    if in_rows := leaving_out.only_year(reading.tab, reading.how):
        said = heading = in_rows
    elif not said:
        said, heading = _year_of_titles(head, budget_year)
    if _year_in(said) not in (None, budget_year):
        yield _notice("other_year", heading=heading, year=budget_year)


def _year_of_titles(head: Head, budget_year: int) -> tuple[str, str]:
    """The fiscal year that the titles of a list say, with the nearest that does.

    None where one says that of the budget, or two say different ones.
    """
    texts = [text for text in (head.tab.name, *head.titles) if "年度" in text]
    said = {
        year: (one, text)
        for text in texts
        for one in headings.years_in(text)
        if (year := _year_in(one))
    }
    return next(iter(said.values())) if len(said) == 1 and budget_year not in said else ("", "")


def _year_in(said: str) -> int | None:
    """The fiscal year that a heading's year is: 2026 of 令和8年度; None of 本年度 and 8年度."""
    try:
        return parse_era_year(said)
    except YearUnreadable:
        return None


def _of_rows(reading: Reading, found: Survey) -> Iterator[Notice]:
    for tab, row in reading.others[:MOST_NAMED]:
        yield _notice("other_table", tab=tab, row=row)
    if found.skipped:
        named = [_named(reading, row, label) for row, label in found.skipped[:MOST_NAMED]]
        yield _notice("skipped", rows=named, count=len(found.skipped))
    if found.continued:
        rows = found.continued
        yield _notice("continued", rows=rows[:MOST_NAMED], count=len(rows))
    answers = reading.how.answers
    if rows := parts.left_out(found.with_parts, answers.get(parts.PARTS, "")):
        yield _notice("parts_left", rows=rows[:MOST_NAMED], count=len(rows))
    if rows := headed_parts.left_out(found.headed, answers.get(headed_parts.HEADED, "")):
        yield _notice("heads_left", rows=rows[:MOST_NAMED], count=len(rows))
    yield from _of_amounts(reading, found)
    yield from _of_names(reading, found)


def _of_names(reading: Reading, found: Survey) -> Iterator[Notice]:
    """Places and names that are read otherwise than they stand there."""
    if found.shortened:
        places = [f"{typed} → {name}" for typed, name in found.shortened.items()]
        yield _notice("shortened", names=places[:MOST_NAMED], count=len(places))
    if rows := reading.sections_of:
        yield _notice("sections_behind", rows=rows[:MOST_NAMED], count=len(rows))
    if found.broken_names:
        yield _notice(
            "line_breaks", rows=found.broken_names[:MOST_NAMED], count=len(found.broken_names)
        )


def _of_amounts(reading: Reading, found: Survey) -> Iterator[Notice]:
    """Sums that are none, amounts in units of their own, and none."""
    for row, label, amount, above in found.other_sums[:MOST_SUMS]:
        facts = {"amount": f"{amount.normalize():,f}", "above": f"{above.normalize():,f}"}
        there, called = _named(reading, row, label)
        yield _notice("other_sum", row=there, label=called, **facts)
    if found.money.own_units:
        rows = list(dict.fromkeys(found.money.own_units))
        yield _notice("own_units", rows=rows[:MOST_NAMED], count=len(rows))
    if rows := found.money.no_budgets:
        yield _notice("no_budgets", rows=rows[:MOST_NAMED], count=len(rows))
    left = found.left_out(reading.how.answers)
    rows = [row for row in found.money.missing if row not in left]
    if rows and found.money.by_place:
        yield _notice("no_amount", rows=rows[:MOST_NAMED], count=len(rows))


def _notice(key: str, **data: Any) -> Notice:
    return {"key": key, "data": data}


def _named(reading: Reading, row: int, label: str) -> tuple[int, str]:
    """The number of a row in its own sheet; with the name of that where several are read."""
    tab, there = reading.where(row, None)
    return int(there), label if len(reading.parts) == 1 else f"{tab}：{label}"


def _of_sheets(grid: Grid, reading: Reading) -> Iterator[Notice]:
    if isinstance(reading.tab, FormsTab):
        forms, labels = reading.tab.forms, reading.tab.labels
        yield _notice(
            reading.tab.kind,
            names=list(dict.fromkeys(forms))[:MOST_NAMED],
            count=len(forms),
            labels=list(labels[:MOST_NAMED]),
            labels_count=len(labels),
        )
        shown = (
            tab.name for tab in understanding.shown_tabs(grid) if not isinstance(tab, FormsTab)
        )
        if left := [name for name in shown if name not in forms]:
            yield _notice("sheets_left", names=left[:MOST_NAMED], count=len(left))
        return
    tabs = understanding.shown_tabs(grid)
    if len(tabs) > 1:
        names = [part.tab for part in reading.parts]
        place = [tab.name for tab in tabs].index(names[0]) + 1 if names[0] in _names(tabs) else 0
        yield _notice("sheet", names=names[:MOST_NAMED], place=place, count=len(tabs))
        unread = (tab for tab in understanding.without_examples(tabs) if tab.name not in names)
        if lists := [tab.name for tab in unread if heads.best(tab, reading.how.words).is_list]:
            yield _notice("sheets_left", names=lists[:MOST_NAMED], count=len(lists))
    hidden = [tab.name for tab in grid.tabs if tab not in tabs and tab.rows]
    if hidden := [name for name in hidden if name not in (STAMP_TAB, LISTS_TAB)]:
        yield _notice("hidden_sheets", names=hidden[:MOST_NAMED], count=len(hidden))


def _names(tabs: tuple[Any, ...]) -> list[str]:
    return [tab.name for tab in tabs]


def _unread(reading: Reading, head: Head) -> list[str]:
    """The headings of columns that hold something and are not read."""
    units = unit_cells.columns(head, reading.how)
    rows = reading.tab.rows[reading.how.first : reading.how.first + 300]
    width = min(MOST_COLUMNS, max((len(row) for row in rows), default=0))
    return [
        head.label(place).replace("\n", " ")
        for place in range(width)
        if place not in reading.how.columns
        and place not in units
        and head.label(place)
        and any(place < len(row) and not is_blank(row[place]) for row in rows)
    ]


def _beyond(reading: Reading) -> int:
    """How many columns behind the last that is looked at hold something."""
    rows = reading.tab.rows[reading.how.head :]
    width = max((len(row) for row in rows), default=0)
    return sum(
        any(place < len(row) and not is_blank(row[place]) for row in rows)
        for place in range(MOST_COLUMNS, width)
    )

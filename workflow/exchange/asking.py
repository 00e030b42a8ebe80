"""What a person is asked once of a file, before its rows are checked; never a silent guess."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from workflow.exchange import (
    asking_amounts,
    detail_rows,
    headed_parts,
    item_rows,
    labels,
    leaving_out,
    other_lists,
    parts,
    rivals,
    sheets,
    understanding,
)
from workflow.exchange.asking_amounts import NOT_KNOWN, Choices, Question
from workflow.exchange.columns import ITEM
from workflow.exchange.head import Head
from workflow.exchange.headed_parts import Headed
from workflow.exchange.likeness import departments_like
from workflow.exchange.lines import GOES_ON, ITEM_OF_ITS_OWN, NAMES_ALONE, NO_ITEM
from workflow.exchange.names import Names
from workflow.exchange.sheets import Reading
from workflow.exchange.survey import Survey
from workflow.files.cell_names import column_name
from workflow.files.grid import Grid

COLUMN, DEPARTMENT_NAMED = "column:", "department:"
ABOVE, HIDDEN_COLUMNS = "above", "hidden_columns"
_FEW: Final = 3


def of_structure(grid: Grid, how: understanding.Understanding, names: Names) -> list[Question]:
    """Which columns and sheets are read: asked before anything else."""
    tab = grid.tab(how.tab)
    if tab is None:
        return []
    head = understanding.head_of(tab, how)
    found = [
        Question(f"{COLUMN}{column}", "column", tuple(_places(head, places)), {"column": column})
        for column, places in rivals.among(head).items()
    ]
    if places := rivals.maybe_names(head, how):
        of_names: Choices = (*_places(head, places), (NOT_KNOWN, {}))
        found.append(Question(f"{COLUMN}name", "no_name", of_names))
    if places := rivals.maybe_amounts(head, how):
        choices: Choices = (*_places(head, places), (NOT_KNOWN, {}))
        found.append(Question(f"{COLUMN}amount_kyen", "no_amount", choices))
    if head.blocks:
        found.append(_of_lists_beside(head))
    others = sheets.same_lists(grid, how, names)
    if others:
        tabs = [how.tab, *(one.tab.name for one in others)]
        choices = ((sheets.ALL, {"tabs": tabs}), ("one", {"tab": how.tab}))
        found.append(Question(sheets.SHEETS, "sheets", choices, {"count": len(tabs)}))
    if titled := sheets.title_departments(grid, how, names):
        offered: tuple[tuple[str, Mapping[str, Any]], ...] = (
            (sheets.FROM_TITLE, {"pairs": [list(one) for one in titled]}),
            ("own", {}),
        )
        found.append(Question(sheets.TITLE, "sheet_department", offered))
    return found


def _of_lists_beside(head: Head) -> Question:
    """Which lists side by side are read: where they are of different years, any one of them."""
    facts = {"count": len(head.blocks) - 1, "column": column_name(head.blocks[1].start)}
    titles = other_lists.years(head)
    words = zip(sheets.words_of_lists(head), titles, strict=False)
    of_years: Choices = tuple((word, {"title": title}) for word, title in words)
    choices: Choices = (*of_years, (sheets.ALL, {})) if titles else (
        (sheets.ALL, {}), (sheets.ONE, {}),
    )  # fmt: skip
    return Question(sheets.BESIDE, sheets.BESIDE, choices, facts)


def of_tables(grid: Grid, how: understanding.Understanding, found: Reading) -> Iterator[Question]:
    """Whether tables beneath the list are read too that have the same columns."""
    tab = grid.tab(how.tab)
    if tab is None or not (found.others or sheets.TABLES in how.answers):
        return
    rows = [one.row + 1 for one in sheets.beneath(understanding.head_of(tab, how))]
    if rows:
        facts = {"rows": rows[:_FEW], "count": len(rows), "tab": tab.name}
        yield Question(sheets.TABLES, sheets.TABLES, ((sheets.ALL, {}), ("one", {})), facts)


def of_rows(head: Head, found: Reading) -> Iterator[Question]:
    """What is read of items with several rows: one of them, or the sum of their details."""
    blocks = found.blocks or item_rows.blocks(found.tab, found.how)
    details = found.details or detail_rows.details(found.tab, found.how)
    if details and not (blocks and item_rows.SUM in blocks.typed):
        rows = [row for of_item in details.rows for row in of_item]
        facts = {"count": len(details.rows), "rows": len(rows), "heading": details.heading}
        both: Choices = ((detail_rows.SUM, {}), (detail_rows.EACH, {}))
        yield Question(detail_rows.DETAILS, detail_rows.DETAILS, both, facts)
    elif blocks:
        yield _of_blocks(head, found, blocks)


def _of_blocks(head: Head, found: Reading, blocks: item_rows.Blocks) -> Question:
    """Which of the rows of each item holds the amount."""
    choices: Choices = (
        *((word, {"typed": list(typed)}) for word, typed in blocks.typed.items()),
        (item_rows.EACH, {}),
    )
    place = found.how.place_of("amount_kyen") or 0
    legend = asking_amounts.legend(head, place)
    facts = {"count": len(blocks.rows), "size": blocks.size, "legend": legend}
    return Question(item_rows.ITEM_ROWS, item_rows.ITEM_ROWS, choices, facts)


def of_content(
    reading: Reading, head: Head, found: Survey, names: Names, ask_from: int
) -> list[Question]:
    """What the rows ask: hidden and struck ones, units, departments."""
    return [
        *_of_hidden(reading, found),
        *asking_amounts.questions(reading, head, found, ask_from),
        *_of_names_alone(reading, found),
        *_of_parts(reading, found),
        *_of_departments(found, names),
    ]


def _places(head: Head, places: tuple[int, ...]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for place in places:
        yield (
            column_name(place),
            {
                "place": place,
                "heading": head.label(place).replace("\n", " "),
                "samples": head.samples(place),
            },
        )


def _of_hidden(reading: Reading, found: Survey) -> Iterator[Question]:
    if years := leaving_out.years(reading.tab, reading.how):
        all_of_them = {"budgets": True} if leaving_out.are_budgets(years) else {}
        words: Choices = (
            *((year, {"year": year}) for year in years), (leaving_out.ALL, all_of_them),
        )  # fmt: skip
        yield Question(leaving_out.YEAR, leaving_out.YEAR, words, all_of_them)
    choices: Choices = (("read", {}), (leaving_out.SKIP, {}))
    if found.hidden:
        yield Question(leaving_out.HIDDEN, leaving_out.HIDDEN, choices, {"count": found.hidden})
    if rows := found.struck:
        facts = {"count": len(rows), "row": reading.where(rows[0], None)[1]}
        yield Question(leaving_out.STRUCK, leaving_out.STRUCK, choices, facts)
    for key, rows_called in (
        (leaving_out.WITHDRAWN, leaving_out.withdrawn),
        (leaving_out.REFERENCE, leaving_out.beneath_reference),
        (leaving_out.TOGETHER, leaving_out.together),
    ):
        if called := rows_called(reading.tab, reading.how):
            row, word = next(iter(called.items()))
            facts = {"count": len(called), "row": reading.where(row, None)[1], "word": word}
            yield Question(key, key, choices, facts)
    hidden = [
        column
        for place, column in reading.how.columns.items()
        if place + 1 in reading.tab.hidden_columns and column != ITEM
    ]
    if hidden:
        yield Question(HIDDEN_COLUMNS, HIDDEN_COLUMNS, choices, {"columns": hidden})


def _of_names_alone(reading: Reading, found: Survey) -> Iterator[Question]:
    """What rows are that hold a name and nothing else, where most items say more.

    Those that begin as parts do may be more than the items: ・改修.
    """
    named = found.names_alone
    is_asked = 2 * len(named) <= found.items or all(
        labels.begins_a_part(name) for _row, name in named
    )
    if named and (NAMES_ALONE in reading.how.answers or is_asked):
        choices: Choices = ((GOES_ON, {}), (ITEM_OF_ITS_OWN, {}), (NO_ITEM, {}))
        row, name = named[0]
        facts = {"count": len(named), "row": reading.where(row, None)[1], "name": name}
        yield Question(NAMES_ALONE, NAMES_ALONE, choices, facts)


def _of_parts(reading: Reading, found: Survey) -> Iterator[Question]:
    """What is read where items have the sum of those beneath them as their amount, or none."""
    if rows := [one.row for one in found.with_parts]:
        choices: Choices = ((parts.WHOLE, {}), (parts.EACH_PART, {}), (parts.ALL, {}))
        facts = {"count": len(rows), "row": reading.where(rows[0], None)[1]}
        yield Question(parts.PARTS, parts.PARTS, choices, facts)
    if found.headed:
        yield _of_headed(reading, found.headed)


def _of_headed(reading: Reading, found: Sequence[Headed]) -> Question:
    """What items are that have no amount above parts that have theirs."""
    first = found[0]
    called = {"name": headed_parts.joined(first.name, first.parts[0][1])}
    choices: Choices = (
        (headed_parts.JOINED, called),
        (headed_parts.NO_ITEM, {}),
        (headed_parts.OF_ITS_OWN, {}),
    )
    row = reading.where(first.row, None)[1]
    facts = {"count": len(found), "row": row, "name": first.name}
    return Question(headed_parts.HEADED, headed_parts.HEADED, choices, facts)


def _of_departments(found: Survey, names: Names) -> Iterator[Question]:
    if rows := found.without_department:
        choices: Choices = ((ABOVE, {}), ("blank", {}))
        yield Question(ABOVE, ABOVE, choices, {"count": len(rows), "rows": rows[:_FEW]})
    for typed, count in found.unknown.items():
        likely = departments_like(typed, names)
        codes = dict.fromkeys((*likely, *(one.code for one in names.masters.departments)))
        offered = [(code, {"title": names.department_title(code)}) for code in codes]
        yield Question(
            f"{DEPARTMENT_NAMED}{typed}",
            "department",
            (*offered, (NOT_KNOWN, {})),
            {"name": typed, "count": count},
        )

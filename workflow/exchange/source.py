"""A file that somebody brings: read, recognised, and described for the pages that show it.

What pages show of the file itself is stored with its import, so that no page reads the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from workflow import office
from workflow.exchange import (
    answering,
    asking,
    forms,
    forms_or_list,
    headed_parts,
    headings,
    noticing,
    own_lists,
    own_places,
    policy,
    refining,
    rivals,
    sheets,
    understanding,
)
from workflow.exchange import own_lists as exchange_stamps
from workflow.exchange.answering import Known
from workflow.exchange.asking import COLUMN
from workflow.exchange.asking_amounts import NOT_KNOWN
from workflow.exchange.columns import ITEM, PLAIN
from workflow.exchange.head import MOST_COLUMNS, is_form
from workflow.exchange.headed_parts import HEADED
from workflow.exchange.names import NO_NAMES, Names
from workflow.exchange.own_lists import Stamps
from workflow.exchange.sheets import Reading
from workflow.exchange.survey import survey
from workflow.exchange.understanding import MOST_ROWS, Understanding
from workflow.files import grid as exchange_grid
from workflow.files.cell_names import cell_name, column_name
from workflow.files.grid import Grid, Tab
from workflow.files.workbooks import FileRefused, shown_name
from workflow.values.actor import permitted
from workflow.values.office import Office
from workflow.work import Work

PASTED: Final = "貼り付け"
LONGEST_PASTED: Final = 1_000_000
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_ENOUGH_OF_A_HEAD: Final = 3
"""Columns that are known before it is worth saying that only the name is not."""


class Source(NamedTuple):
    """A file as grids, and what its hidden sheet says."""

    grid: Grid
    stamps: Stamps


class Brought(NamedTuple):
    """A file that was read and recognised; nothing of it is stored yet.

    `content` is the file as it came, `cells` what was read of it: only that is kept.
    """

    name: str
    content: bytes
    cells: bytes
    source: Source
    how: Understanding


@dataclass(frozen=True)
class ColumnView:
    """A column of the file (`place` from 0), what it was taken for, and what stands in it."""

    place: int
    letter: str
    heading: str
    column: str
    samples: tuple[str, ...] = ()


def bring(work: Work, name: str, content: bytes) -> Brought:
    """Read a file, for `stage` to keep. Raises NotSignedIn, WrongRole, FileRefused.

    Reading may take a second: it is done before anything is locked.
    """
    person = permitted(work.actor, policy.import_refusal(work.actor))
    shown, cells = shown_name(name), exchange_grid.packed(content, person.person_id)
    found, how = understood(kept(cells, shown, of_forms=False), office.office(work))
    return Brought(shown, content, cells, found, how)


def paste(work: Work, text: str) -> Brought:
    """The same for what was copied from a sheet."""
    if len(text) > LONGEST_PASTED:
        raise FileRefused("too_large", limit=1)
    content = text.encode("utf-8", "replace")
    return bring(work, PASTED, _BYTE_ORDER_MARK + content if text else b"")


def kept(cells: bytes, name: str, *, of_forms: bool) -> Source:
    """A file from the cells that were kept of it: the file itself is read once only.

    With `of_forms` its list is that of its forms. Raises FileRefused.
    """
    grid = exchange_grid.unpacked(cells)
    if name == PASTED:
        grid = replace(grid, tabs=tuple(replace(tab, name=PASTED) for tab in grid.tabs))
    return Source(forms.with_forms(grid) if of_forms else grid, exchange_stamps.read(grid))


def understood(source: Source, named: Office = PLAIN) -> tuple[Source, Understanding]:
    """A file, with the list of its forms where it has no other, and how it is understood."""
    how = guess(source, named)
    if understanding.is_list(source.grid, how) and not forms_or_list.are_forms(source.grid, how):
        return source, how
    grid = forms.with_forms(source.grid)
    if grid is source.grid:
        return source, how
    found = source._replace(grid=grid)
    return found, guess(found, named)


def guess(source: Source, named: Office = PLAIN) -> Understanding:
    """How the file is understood as far as it can be told from itself."""
    how = understanding.guess(forms.alone(source.grid), headings.words_of(named))
    tab = source.grid.tab(how.tab)
    if tab is None:
        return how
    return own_lists.without_funding(
        tab, refining.refined(tab, how, replace(NO_NAMES, office=named))
    )


def settled(source: Source, how: Understanding, names: Names) -> Understanding:
    """The same once the names of the cycle are known."""
    tab = source.grid.tab(how.tab)
    return how if tab is None else own_places.placed(tab, how, names)


def reading(source: Source, how: Understanding, names: Names) -> Reading:
    """The rows that are read. Raises FileRefused where there are too many, or no sheet."""
    found = sheets.reading(source.grid, how, names)
    if found.rows > MOST_ROWS:
        raise FileRefused("too_many_rows", limit=MOST_ROWS)
    return found


def describe(source: Source, how: Understanding, known: Known, found: Reading) -> dict[str, Any]:
    """An understanding with everything that pages show of it, as plain values to store.

    `found` is what `reading` gives for it.
    """
    tab = source.grid.tab(how.tab)
    if tab is None:
        raise FileRefused("no_sheet")
    other = source.stamps.cycle_id
    described = {
        **how.to_json(),
        "tabs": [one.name for one in understanding.shown_tabs(source.grid)],
        "shown": _columns(tab, how),
        "problems": list(_problems_of_head(tab, how)),
        "other_cycle": other if other != known.cycle_id else "",
        "is_own_list": own_lists.is_one(tab, how),
        "questions": [],
        "notices": [],
        "twins": [],
    }
    if described["problems"]:
        return described
    return {**described, **_asked(source, how, known, found)}


def _asked(source: Source, how: Understanding, known: Known, found: Reading) -> dict[str, Any]:
    """What has to be asked, and what is said of the file."""
    questions = asking.of_structure(source.grid, how, known.names)
    questions += asking.of_tables(source.grid, how, found)
    head = understanding.head_of(found.tab, found.how)
    questions += asking.of_rows(head, found)
    if any(one.key not in how.answers for one in questions):
        return {"questions": [one.to_json() for one in questions]}
    is_own = own_lists.is_one(found.tab, how)
    amounts = known.amounts if is_own else frozenset()
    seen = survey(found, known.names, source.stamps.contents, amounts)
    questions += asking.of_content(found, head, seen, known.names, known.ask_from)
    return {
        "questions": [one.to_json() for one in questions],
        "notices": list(noticing.notices(source.grid, found, head, seen, known.budget_year)),
        "twins": seen.twins,
        answering.PARTS_LEFT: seen.left_out(how.answers),
        answering.NAMED: headed_parts.names(seen.headed, how.answers.get(HEADED, "")),
        "sections": [[row, unit.value] for row, unit in seen.sections],
    }


def columns_of(described: Mapping[str, Any]) -> tuple[ColumnView, ...]:
    """The columns again, from what `describe` gave."""
    return tuple(
        ColumnView(
            place,
            column_name(place),
            heading,
            described["columns"].get(str(place), ""),
            tuple(samples),
        )
        for place, heading, samples in described["shown"]
    )


def _columns(tab: Tab, how: Understanding) -> list[list[Any]]:
    width = max((len(row) for row in tab.rows[how.head :]), default=0)
    head = understanding.head_of(tab, how)
    shown = []
    for place in range(min(width, MOST_COLUMNS)):
        heading = head.label(place)
        samples = head.samples(place)
        if heading or samples or place in how.columns:
            shown.append([place, heading, samples])
    return shown


def _problems_of_head(tab: Tab, how: Understanding) -> Iterator[dict[str, Any]]:
    """Why no row can be read: there is no list, or nobody knows what its items are called."""
    head = understanding.head_of(tab, how)
    columns = set(how.columns.values())
    if ITEM in columns or ("name" in columns and (head.is_list or how.is_said)):
        return
    if rivals.maybe_names(head, how) and how.answers.get(f"{COLUMN}name") != NOT_KNOWN:
        return  # it is asked, or was
    is_near = "name" not in columns and len(columns) >= _ENOUGH_OF_A_HEAD
    is_near = is_near and not is_form(head)
    key = "no_name_column" if is_near else "no_list"
    cell = cell_name(how.head + 1, 0) if is_near else ""
    yield {
        "tab": how.tab,
        "row": how.head + 1,
        "cell": cell,
        "column": "name",
        "key": key,
        "typed": "",
        "data": {},
    }

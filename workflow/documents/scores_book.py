"""The workbook of one evaluator, to fill in: their sheets, and verdicts that they may draft."""

from collections.abc import Sequence
from typing import Any, Final

from workflow import evaluation, items, office
from workflow.documents import xlsx_file
from workflow.documents.rendering import FORMS, Document
from workflow.documents.xlsx_book import AMOUNT_FORMAT, PLAIN, Book, CellValue, Page
from workflow.evaluation import ITEM, SHOWN, STAMP, TABS, Entry, EvaluatorBook, Kind
from workflow.files.headed import MARK, STAMP_TAB, stamped
from workflow.values.actor import Title
from workflow.work import Work

HEADER_ROW: Final = 3
ABOUT: Final = dict(zip(SHOWN, (14, 40, 24, 12, 12), strict=True))
"""Columns that are only read, with their widths in digits."""
TEXT: Final = 36
CHOICE: Final = 12
ID: Final = 8
HOW: Final = {
    Kind.SCORE: "白い欄に記入してください。採点は「{steps}」から。空欄は採点なし。",
    Kind.VERDICT: "白い欄に記入してください。確定は画面で行います。",
}
SUBMITTED: Final = "提出済"
_GRID: Final = {**PLAIN, "border": 1, "border_color": "#808080", "valign": "top", "text_wrap": True}
_GIVEN: Final = {**_GRID, "bg_color": "#F3F3F3"}
_HEAD: Final = {**_GRID, "bold": True, "bg_color": "#EDEDED", "align": "center"}


def scores_book(work: Work, cycle_id: str) -> Document:
    """One's own workbook of a cycle.

    Raises NotFound, NotSignedIn, WrongRole, SessionNotOpen where no session evaluates it.
    """
    cycle = items.cycle(work, cycle_id)
    found = evaluation.evaluator_book(work, cycle_id)
    masters = items.masters(work, cycle.fiscal_year)
    verdicts = {one.code: one.title for one in masters.verdicts}
    name = f"{cycle.title.ja}_評価票"
    book = Book(name, office.office(work).name.ja)
    shown = {kind: _written(found, kind) for kind in Kind}
    for kind, entries in shown.items():
        if entries or kind is Kind.SCORE:
            _table(book.page(TABS[kind]), kind, found, entries, verdicts)
    book.hide(STAMP_TAB, _stamps(work, found, shown))
    return Document(f"{name}.xlsx", FORMS["xlsx"].media_type, book.content())


def _written(found: EvaluatorBook, kind: Kind) -> list[Entry]:
    """The rows of a table: what may be written on now, and one's own that is submitted."""
    entries = found.entries[kind].values()
    return [one for one in entries if not one.refusal or one.is_submitted]


def _table(
    page: Page,
    kind: Kind,
    found: EvaluatorBook,
    entries: Sequence[Entry],
    verdicts: dict[str, Title],
) -> None:
    names = evaluation.headings(kind, found.criteria)
    steps = "・".join(found.panel.scale.words)
    page.put(1, 0, f"{found.panel.title.ja}　{TABS[kind]}", **{**PLAIN, "bold": True})
    page.put(2, 0, HOW[kind].format(steps=steps), **PLAIN)
    asked = [name for name in names if name != ITEM]
    heads = [names[ITEM], *ABOUT, *(names[name] for name in asked)]
    widths = [ID, *ABOUT.values(), *(CHOICE if _is_choice(one) else TEXT for one in asked)]
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        page.width(place, width)
        page.put(HEADER_ROW, place, head, **_HEAD)
    page.height(HEADER_ROW, xlsx_file.height(zip(heads, widths, strict=True)))
    for row, one in enumerate(entries, HEADER_ROW + 1):
        for place, value in enumerate((one.row.id, *_about(one))):
            page.put(row, place, value, **_GIVEN, **_number(value))
        for place, name in enumerate(asked, len(ABOUT) + 1):
            page.put(row, place, _cell(name, one.values[name], found, verdicts), **_GRID)
    last = HEADER_ROW + max(len(entries), 1)
    for place, name in enumerate(asked, len(ABOUT) + 1):
        if _is_choice(name):
            page.sheet.data_validation(
                HEADER_ROW, place, last - 1, place, _choices(name, found, verdicts)
            )
    page.sheet.freeze_panes(HEADER_ROW, 3)
    page.landscape((1, HEADER_ROW), lead=3)


def _about(one: Entry) -> tuple[CellValue, ...]:
    place = f"{one.row.department.ja} {one.row.section}".rstrip()
    state = SUBMITTED if one.is_submitted else ""
    return one.row.number or "", one.row.name, place, one.row.amount_kyen, state


def _number(value: CellValue) -> dict[str, Any]:
    return {"num_format": AMOUNT_FORMAT} if isinstance(value, int) else {}


def _is_choice(name: str) -> bool:
    return name == "verdict" or name.startswith("score-")


def _cell(name: str, value: Any, found: EvaluatorBook, verdicts: dict[str, Title]) -> CellValue:
    if name.startswith("score-"):
        word = found.panel.scale.word(value)
        return int(word) if word.isascii() and word.isdecimal() else word
    if name == "verdict":
        return verdicts[value].ja if value in verdicts else str(value)
    return str(value)


def _choices(name: str, found: EvaluatorBook, verdicts: dict[str, Title]) -> dict[str, Any]:
    words = found.panel.scale.words
    listed = [one.ja for one in verdicts.values()] if name == "verdict" else list(words)
    if len(",".join(listed)) > 255 or any("," in one for one in listed):
        return {"validate": "any"}
    # A warning only: what is typed otherwise is named when the file comes in.
    return {"validate": "list", "source": listed, "error_type": "warning"}


def _stamps(work: Work, found: EvaluatorBook, shown: dict[Kind, list[Entry]]) -> list[list[str]]:
    rows = [[MARK, STAMP], [str(found.panel.session_id), str(work.person.person_id)]]
    rows += [
        stamped([kind, str(one.row.id), one.content_hash], one.values)
        for kind, entries in shown.items()
        for one in entries
    ]
    return rows

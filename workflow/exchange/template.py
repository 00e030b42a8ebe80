"""The workbook to fill in: 資料1-6 and what reviewers ask besides, with lists and hints.

An exported list is the same workbook with its items in it; a hidden column and a hidden
sheet say what each row was, so that it can be merged when it comes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select

from workflow import office
from workflow.documents import FORMS, Document, Draft, Step, progress
from workflow.documents.xlsx_book import AMOUNT_FORMAT, PLAIN, Book, Page
from workflow.exchange import columns, own_lists, written_cells
from workflow.exchange.columns import DEPARTMENT, ITEM, NUMBER, ORDER
from workflow.exchange.names import YES, Names, names_in
from workflow.exchange.policy import import_refusal
from workflow.files.cell_names import list_of_cells
from workflow.files.grid import Value
from workflow.files.headed import MARK, STAMP_TAB
from workflow.items import policy, reference, rewriting, visibility
from workflow.items.context_queries import contexts_of
from workflow.items.list_views import ItemFilter
from workflow.models import Item
from workflow.values.errors import NotFound
from workflow.values.lazy import cached_property
from workflow.values.office import Office
from workflow.values.paper_words import ENTRIES
from workflow.values.sheet import CORE_FIELDS, SPECS, Kind, Sheet, is_own
from workflow.values.vocabulary import Role
from workflow.work import Work

TAB: Final = "様式"
LIST_NAME: Final = "編集用一覧"
HEADER_ROW: Final = 3
EMPTY_ROWS: Final = 300
"""Rows beneath the last item that have lists and hints."""
FORMATTED_ROWS: Final = 30
"""Rows beneath the last item that have formats."""
DAY_FORMAT: Final = "yyyy/m/d"

_GRID: Final = {**PLAIN, "border": 1, "border_color": "#8A867B"}
_CORE: Final = "#D9E1EE"
_OPTIONAL: Final = "#EDEDED"
_WIDTHS: Final = {
    NUMBER: 5, DEPARTMENT: 17, "section": 19, "field": 7, "category": 17, "name": 32,
    "amount_kyen": 12, "funding": 19, "summary": 58,
}  # fmt: skip
_WIDTH_OF: Final = {Kind.MONEY: 14, Kind.COUNT: 10, Kind.DATE: 13, Kind.BLOCK: 36}


@dataclass(frozen=True)
class ListedItem:
    """One item of an exported list, as it is now."""

    item_id: int
    revision: int
    department: str
    sheet: Sheet

    @property
    def content_hash(self) -> str:
        """What the item's content hashes to."""
        return self.sheet.content_hash

    @property
    def content(self) -> Mapping[str, Any]:
        """The content as plain values."""
        return self.sheet.to_json()


@dataclass(frozen=True)
class Template:
    """What is written: for which cycle, with which names, for whose departments."""

    cycle_id: str
    title: str
    names: Names
    departments: Sequence[str]
    items: Sequence[ListedItem] = field(default=())
    office: Office = Office()

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Its columns: of the office's own fields those in use, or in which something stands."""
        written = {name for one in self.items for name in one.sheet.own}
        own = self.office.own
        return columns.order(one.name for one in own if one.active or one.name in written)

    def kind(self, name: str) -> Kind:
        """What is typed into a column."""
        return columns.kind(name, self.office)

    def heading(self, name: str) -> str:
        """What stands above a column."""
        return columns.heading(name, self.office)


def draft(work: Work, cycle_id: str, *, items: bool = False) -> Draft:
    """The workbook to fill in for a cycle; with `items`, those that the person may edit.

    For a stranger it offers every department, and no items. Raises NotFound.
    """
    cycle = reference.cycle(work, cycle_id)
    names = names_in(work, cycle.fiscal_year)
    own = work.actor.departments(Role.OFFICER) if work.actor else frozenset()
    departments = [one.name.ja for one in names.masters.departments if not own or one.id in own]
    listed = _editable(work, cycle_id, names) if items and work.actor else ()
    title = f"{cycle.title.ja.removesuffix('予算')}予算（デジタル化関連事業）協議書"
    template = Template(cycle_id, title, names, departments, listed, office.office(work))
    name = f"{cycle.title.ja}_{LIST_NAME if items else TAB}.xlsx"
    return Draft(name, FORMS["xlsx"].media_type, _write, template, len(listed))


def items_draft(work: Work, wanted: ItemFilter, form: str) -> Draft:
    """The workbook of the cycle that `wanted` names, with what the person may edit in it.

    Raises WrongRole for those who may not bring it back, NotFound.
    """
    if refusal := import_refusal(work.actor):
        raise refusal
    if wanted.cycle_id is None or form != "xlsx":
        raise NotFound(what="form", name=form)
    return draft(work, wanted.cycle_id, items=True)


def workbook(work: Work, cycle_id: str, *, items: bool = False) -> Document:
    """The same as `draft`, written. Raises NotFound, PaperNotMade."""
    return draft(work, cycle_id, items=items).written()


def _editable(work: Work, cycle_id: str, names: Names) -> tuple[ListedItem, ...]:
    query = select(Item).where(Item.cycle_id == cycle_id, visibility.visible_items(work.actor))
    order = (Item.department_id, Item.section_id, Item.id)
    items = list(work.session.scalars(query.order_by(*order)))
    contexts, written = contexts_of(work, items), rewriting.contents_of(work, items)
    return tuple(
        ListedItem(
            item.id,
            item.round,
            names.department_title(names.department_codes.get(item.department_id, "")),
            written[item.id].sheet,
        )
        for item in items
        if policy.may_edit(work.actor, contexts[item.id]) is None
    )


def _write(template: Template) -> bytes:
    """The workbook."""
    book = Book(template.title, template.office.name.ja)
    page = book.page(TAB)
    _head(page, template)
    for place, item in enumerate(template.items):
        _put_row(page, HEADER_ROW + 1 + place, _cells(place + 1, item, template), template)
        progress.say(Step.WRITING, place + 1)
    for row in range(page.last + 1, page.last + 1 + FORMATTED_ROWS):
        _put_row(page, row, [""] * len(template.order), template)
    _lists(page, book.page(own_lists.LISTS_TAB), template)
    book.hide(STAMP_TAB, _stamps(template))
    _set_up(page, template)
    return book.content()


def _head(page: Page, template: Template) -> None:
    page.put(1, 0, template.title, **{**PLAIN, "font_size": 14, "bold": True})
    page.put(2, 0, "金額の単位は千円です。計の行は読み飛ばします。", **PLAIN)
    centred = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
    for place, name in enumerate(template.order):
        is_core = name in (DEPARTMENT, *CORE_FIELDS, *template.office.wanted)
        fill = _CORE if is_core else _OPTIONAL
        page.put(HEADER_ROW, place, template.heading(name), **_GRID, **centred, bg_color=fill)


def _cells(number: int, item: ListedItem, template: Template) -> list[Value]:
    beside: dict[str, Value] = {NUMBER: number, DEPARTMENT: item.department, ITEM: item.item_id}
    return [
        beside[name] if name in beside else _written(name, item.sheet, template.names)
        for name in template.order
    ]


def _written(name: str, sheet: Sheet, names: Names) -> Value:
    if is_own(name):
        return written_cells.written_own(name, sheet.said(name), names)
    return written_cells.written(name, sheet.said(name), names)


def _put_row(page: Page, row: int, cells: Sequence[Value], template: Template) -> None:
    for place, (name, value) in enumerate(zip(template.order, cells, strict=True)):
        page.put(row, place, value, **_look(template.kind(name)))


def _look(kind: Kind) -> dict[str, Any]:
    return {
        **_GRID,
        "align": "right" if kind in (Kind.MONEY, Kind.COUNT, Kind.NUMBER) else "left",
        "valign": "top",
        "text_wrap": True,
        "num_format": {Kind.MONEY: AMOUNT_FORMAT, Kind.DATE: DAY_FORMAT}.get(kind, "General"),
    }


def _lists(page: Page, hidden: Page, template: Template) -> None:
    """Drop-downs, each fed by a column of a hidden sheet; hints for the rest."""
    hidden.sheet.hide()
    last = HEADER_ROW + len(template.items) + EMPTY_ROWS
    for place, name in enumerate(template.order):
        validation = _validation(name, hidden, place, template) if name != ITEM else None
        if validation is not None:
            page.sheet.data_validation(HEADER_ROW, place, last - 1, place, validation)


def _validation(name: str, hidden: Page, place: int, template: Template) -> dict[str, Any] | None:
    entries, hint = _entries(name, template), columns.hint(name, template.office)
    heading = template.heading(name)
    unchecked = {"validate": "any", "ignore_blank": False, "show_error": False}
    if template.kind(name) is Kind.SEVERAL:
        return _hinted(unchecked, columns.SEVERAL_HINT, heading)
    if not entries:
        return _hinted(unchecked, hint, heading) if hint else None
    for row, entry in enumerate(entries, start=1):
        hidden.put(row, place, entry)
    source = list_of_cells(own_lists.LISTS_TAB, place, len(entries))
    # A warning only: what is typed otherwise is named when the file comes in.
    listed = {"validate": "list", "source": source, "error_type": "warning"}
    return _hinted(listed, hint or columns.HINTS[Kind.CHOICE], heading)


def _hinted(validation: Mapping[str, Any], hint: str, heading: str) -> dict[str, Any]:
    return {**validation, "input_title": heading[:32], "input_message": hint}


def _entries(name: str, template: Template) -> Sequence[str]:
    masters = template.names.masters
    if name == DEPARTMENT:
        return template.departments
    if name == "section":
        own = [one for one in masters.departments if one.name.ja in template.departments]
        return [section for one in own for section in one.sections]
    if name == "field":
        return [one.title.ja for one in masters.fields]
    if name == "category":
        return [one.title.ja for one in masters.categories]
    if name == "goal_number":
        return [str(goal.number) for goal in masters.goals]
    if name == "amount_confirmed":
        return [YES]
    if added := template.office.own_fields.get(name):
        return added.choices
    choices = SPECS[name].choices if name in SPECS else None
    return list(ENTRIES[choices].values()) if choices else []


def _stamps(template: Template) -> list[list[str]]:
    rows = [[MARK, str(own_lists.VERSION)], ["cycle", template.cycle_id]]
    return rows + [own_lists.stamp_of(item) for item in template.items]


def _set_up(page: Page, template: Template) -> None:
    written = {name for one in template.items for name in one.content}
    unasked = {ITEM, *template.office.unasked} - written
    for place, name in enumerate(template.order):
        digits = _WIDTHS.get(name) or _WIDTH_OF.get(template.kind(name), 20)
        page.width(place, digits, hidden=name in unasked)
    page.height(HEADER_ROW, 32)
    page.sheet.freeze_panes(HEADER_ROW, ORDER.index("amount_kyen"))
    page.landscape((HEADER_ROW, HEADER_ROW), until=ORDER.index("summary"))

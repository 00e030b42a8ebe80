"""Columns headed 担当, 係 or 事務局: a place by what stands in them, or who is asked.

Where no other column names sections, 担当 may hold them, or departments, or people.
"""

from dataclasses import replace
from typing import Final

from workflow.exchange import placing, understanding
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.head import Head
from workflow.exchange.names import Names
from workflow.exchange.understanding import Understanding
from workflow.files.grid import Tab
from workflow.values.text import folded

_LOOKED_AT: Final = 300
"""Rows beneath the head."""
_SECTIONS: Final = frozenset((PLACE, "section"))
"""Columns beside which those in charge are people."""
_HEADINGS: Final = frozenset(
    folded(word)
    for word in (
        "担当", "担当名", "係", "係名", "担当係", "担当係名", "課・係", "グループ", "グループ名",
        "担当グループ", "班", "班名", "担当班", "チーム", "担当チーム", "担当G", "G", "照会先",
        "問い合わせ", "問合せ", "問い合わせ先", "問合せ先", "お問い合わせ先", "お問合せ先",
        "連絡先",
    )
)  # fmt: skip
_OF_NOBODY: Final = frozenset(
    map(folded, ("事務局", "事務局名", "事業主体", "事業主体名", "実施主体", "推進主体"))
)
"""The same of columns that are no place to ask at."""
_MAYBE: Final = _HEADINGS | _OF_NOBODY


def placed(tab: Tab, how: Understanding, names: Names) -> Understanding:
    """The same with such a column as what the names in it are."""
    head = understanding.head_of(tab, how)
    maybe = [place for place in head.said if folded(head.label(place)) in _MAYBE]
    how = _with_unheaded(tab, head, how, names)
    others = {column for place, column in how.columns.items() if place not in maybe}
    if not maybe or others & _SECTIONS or how.is_said:
        return how
    columns = {place: column for place, column in how.columns.items() if column in others}
    for place in maybe:
        column = _column(tab, how, place, names)
        is_new = not _SECTIONS & {*columns.values()}
        if is_new and (column == "section" or (column and DEPARTMENT not in others)):
            columns[place] = column
    asked = (at for at in maybe if folded(head.label(at)) in _HEADINGS)
    left = [place for place in asked if place not in columns]
    if left and "contact" not in columns.values():
        columns[left[0]] = "contact"
    return replace(how, columns=dict(sorted(columns.items())))


def _with_unheaded(tab: Tab, head: Head, how: Understanding, names: Names) -> Understanding:
    """The same with sections that stand right of departments, in a column without a heading.

    Where no column has a place, with any such column that holds them.
    """
    columns = how.columns.values()
    place = next((at for at, one in how.columns.items() if one in (DEPARTMENT, PLACE)), None)
    if "section" in columns or how.is_said:
        return how
    if place is None:
        return _with_any_unheaded(tab, head, how, names)
    if place + 1 in how.columns:
        return how
    if head.label(place + 1) or _column(tab, how, place + 1, names) != "section":
        return how
    return replace(how, columns=dict(sorted({**how.columns, place + 1: "section"}.items())))


def _with_any_unheaded(tab: Tab, head: Head, how: Understanding, names: Names) -> Understanding:
    unheaded = (at for at in head.said if at not in how.columns and not head.label(at))
    found = ((at, _column(tab, how, at, names)) for at in unheaded)
    place, column = next((one for one in found if one[1]), (0, ""))
    columns = {**how.columns, place: column} if column else how.columns
    return replace(how, columns=dict(sorted(columns.items())))


def _column(tab: Tab, how: Understanding, place: int, names: Names) -> str:
    """PLACE where departments stand in a column, "section" where sections do; "" for neither."""
    rows = tab.rows[how.first : how.first + _LOOKED_AT]
    filled = (row[place] for row in rows if place < len(row) and not is_blank(row[place]))
    texts = [text_of(value).strip() for value in filled]
    departments = sum(not placing.of_department(text, names).unknown for text in texts)
    if 2 * sum(_is_known(text, names) for text in texts) <= len(texts):
        return ""
    return PLACE if departments else "section"


def _is_known(typed: str, names: Names) -> bool:
    """Whether a department or a section is called so, or a section of several departments."""
    found = placing.of_both(typed, None, names).department_id
    return found is not None or bool(names.holders(typed))

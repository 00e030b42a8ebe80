"""Departments that the names of sheets say, titles above lists, and rows between items."""

import re
from collections.abc import Sequence
from typing import Final

from workflow.exchange import group_labels, placing
from workflow.exchange.cell_values import is_blank
from workflow.exchange.head import Head
from workflow.exchange.likeness import departments_like
from workflow.exchange.names import Names
from workflow.exchange.placing import Placed
from workflow.files.grid import Row, Tab
from workflow.values.text import search_key

_LONGEST: Final = 80
_SECTION: Final = re.compile("(?:課|室|署|所|校|院|館|センター)[)）]?$")
_BEFORE_PLACE: Final = re.compile("^(?:所属名?|所管|担当課?|課名)[:：]")
"""所属：総務部税務課."""
_AROUND_WORDS: Final = re.compile(r"[ :：_()（）【】\[\]<>「」]+")
"""Between the words of a title or a name: 所属：税務課, 01_税務課."""
_SAYS_OTHERWISE: Final = re.compile("取りまとめ|とりまとめ|取纏め|以外|除く|除き|提出先|宛")
"""In titles that name a department of which the items are not: （建設部を除く）."""
_REST: Final = re.compile("その他(?:の?部局等?|の所属|所管)?")
_LOOKED_BACK: Final = 300
"""Rows above 【その他】 in which a department stands in the same way."""
_NO_DEPARTMENT: Final = re.compile(r"(?:sheet|シート|しーと|表|一覧|様式|csv|貼り付け)[ 0-9]*")


def department_said(tab: Tab, head: Head, names: Names) -> str:
    """The department that a sheet's name or title says; "" where neither does.

    Of a list beneath another its own title first.
    """
    if head.is_beneath and (said := place_said("", head.titles, names)):
        return said
    return place_said(tab.name, head.titles, names)


def place_said(called: str, titles: Sequence[str], names: Names) -> str:
    """The department that the name of a sheet, or else a title says; "" where none does."""
    for text in (called, *titles):
        key = search_key(text[:_LONGEST])
        if (of := names.department(key)) is not None:
            beside = (names.section_called(of, one.strip()) for one in titles)
            return text.strip() + next(filter(None, beside), "")
        if _SAYS_OTHERWISE.search(key):
            continue
        if found := _within(key, names) or _section_within(key, names):
            return found
    name = called.strip()
    if _NO_DEPARTMENT.fullmatch(search_key(name[:_LONGEST])):
        return ""
    is_office = bool(group_labels.office_in([name])) and not _is_section(name, names)
    return name if is_office or departments_like(name, names) else ""


def group_department(row: Row, names: Names) -> str:
    """The department that 【建設部】 or 建設部 says for the rows beneath; "" for any other row."""
    if names.department(inner := group_labels.in_round_brackets(row)) is not None:
        return inner
    name = group_labels.group_of(row)
    if not name or names.department(name) is not None:
        return name
    both = placing.of_department(_BEFORE_PLACE.sub("", name), names)
    if _is_known(both, names):
        return placing.in_words(both, names)
    found = names.department(group_labels.named_by_group(name))
    if found:
        return placing.in_words(Placed(found), names)
    office = group_labels.office_in(row)
    return "" if office and _is_section(office, names) else office


def group_place(row: Row, names: Names, department: str) -> str:
    """The department or the section that a row says for those beneath; "" for any other row.

    `department` is what was said before: of two that have such a section it is the one.
    """
    return group_department(row, names) or _group_section(row, names, department)


def group_said(rows: Sequence[Row], at: int, names: Names, department: str) -> str:
    """The same of the row `at` (from 0), and その他 where rows above name departments alike."""
    said = group_place(rows[at], names, department)
    if said or not (mark := _mark_of_rest(rows[at])):
        return said
    above = (row for row in rows[max(0, at - _LOOKED_BACK) : at] if row and _mark(row) == mark)
    return (
        group_labels.group_of(rows[at])
        if any(group_department(row, names) for row in above)
        else ""
    )


def _mark_of_rest(row: Row) -> str:
    """With what a row begins that is called 【その他】 or ■その他; "" for any other row."""
    name, mark = group_labels.group_of(row), _mark(row)
    return mark if _REST.fullmatch(name) and not name.startswith(mark) else ""


def _mark(row: Row) -> str:
    first = next((one for one in row if not is_blank(one)), "")
    return first.strip()[:1] if isinstance(first, str) else ""


def _group_section(row: Row, names: Names, department: str) -> str:
    """The section that ■税務課 says for the rows beneath, with its department; "" for none."""
    inner = group_labels.in_round_brackets(row)
    name = inner if names.holders(inner) else group_labels.group_of(row)
    holders = names.holders(name) if name else frozenset()
    if not holders:
        both = placing.of_department(name, names)
        return placing.in_words(both, names) if _is_known(both, names) else ""
    within = placing.of_department(department, names).department_id if department else None
    of = within if within in holders else next(iter(holders)) if len(holders) == 1 else None
    if of is None:
        return ""
    return placing.in_words(Placed(of, section=names.section_called(of, name)), names)


def _is_known(placed: Placed, names: Names) -> bool:
    """Whether a department and a section of it are named, with nothing behind them."""
    called = names.section_called(placed.department_id, placed.section)
    return bool(called) and called == placed.section and not placed.shortened


def _is_section(name: str, names: Names) -> bool:
    return bool(names.holders(name)) or bool(_SECTION.search(name))


def _section_within(key: str, names: Names) -> str:
    """A section that stands in a text as a word, and that one department has, with that."""
    for word in filter(None, _AROUND_WORDS.split(key)):
        holders = names.holders(word)
        if len(holders) == 1:
            (of,) = holders
            return placing.in_words(Placed(of, section=names.section_called(of, word)), names)
    return ""


def _within(key: str, names: Names) -> str:
    """The longest name of a department that stands in a text, with that of its section."""
    plain = key.replace(" ", "")
    found = [one for one in names.department_ids if len(one) > 1 and one in plain]
    if not found:
        return ""
    department = max(found, key=len)
    if any(
        names.department_ids[one] != names.department_ids[department]
        for one in found
        if one not in department
    ):
        return ""  # of several nobody knows which
    of, behind = names.department_ids[department], plain.split(department, 1)[1]
    sections = [
        title
        for (one, section), title in names.sections.items()
        if one == of and section.replace(" ", "") in behind
    ]
    return placing.in_words(Placed(of, section=max(sections, key=len, default="")), names)

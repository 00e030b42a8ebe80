"""Departments that stand once, above the rows that they count for."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from workflow.exchange.asking import ABOVE
from workflow.exchange.cell_values import is_blank, text_of
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.lines import Line, Lines
from workflow.exchange.names import Names
from workflow.exchange.titles import group_said
from workflow.files.grid import Value

_CARRIED = (DEPARTMENT, PLACE, "section")


def between(lines: Lines, names: Names, start: int, stop: int) -> Iterator[Line]:
    """The items from row `start` up to `stop` (from 0); where a person said so, with the
    department of the row above in place of none."""
    if lines.how.answers.get(ABOVE) != ABOVE:
        yield from lines.between(start, stop)
        return
    above = _last_above(lines, names, start)
    at = start
    for line in lines.between(start, stop):
        for row in range(at, line.row - 1):
            above = _of_group(lines, names, row, above) or above
        at = line.row
        own = _own(line)
        above = own if _says_department(own) else {**above, **own}
        blank = {name: value for name, value in above.items() if _is_missing(line, name)}
        yield replace(line, values={**line.values, **blank}) if blank else line


def _is_missing(line: Line, name: str) -> bool:
    return name in line.values and is_blank(line.values[name])


def _own(line: Line) -> dict[str, Value]:
    return {
        name: line.values[name]
        for name in _CARRIED
        if name in line.values and not is_blank(line.values[name])
    }


def _says_department(own: Mapping[str, Value]) -> bool:
    return DEPARTMENT in own or PLACE in own


def _last_above(lines: Lines, names: Names, start: int) -> dict[str, Value]:
    """What the nearest rows above say."""
    found: dict[str, Value] = {}
    for row in range(start - 1, lines.how.first - 1, -1):
        if group := _of_group(lines, names, row, {}):
            return {**group, **found}
        for line in lines.between(row, row + 1):
            own = _own(line)
            found = {**own, **found}
            if _says_department(own):
                return found
    return found


def _of_group(lines: Lines, names: Names, row: int, above: Mapping[str, Value]) -> dict[str, Value]:
    """The department that 【建設部】 says for the rows beneath it, or the section, with its own."""
    said = text_of(above.get(DEPARTMENT, above.get(PLACE, "")))
    name = group_said(lines.tab.rows, row, names, said)
    if not name:
        return {}
    column = DEPARTMENT if lines.how.place_of(DEPARTMENT) is not None else PLACE
    return {column: name}

"""An organisation as somebody typed it, and how it differs from the one that a year has."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from workflow.organisation.queries import DepartmentOfYear, Organisation, SectionOfYear
from workflow.values.actor import Title
from workflow.values.cleaning import clean_words
from workflow.values.errors import InputRefused, Problem

LONGEST_NAME: Final = 100
_CODE: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")


class WantedSection(NamedTuple):
    """A section as typed; `id` is None for a new one, `row` its line in a file."""

    id: int | None
    name: str
    name_en: str = ""
    row: int = 0


class WantedDepartment(NamedTuple):
    """A department as typed, with all its sections in order; `row` is its line in a file."""

    code: str
    name: Title
    sections: tuple[WantedSection, ...] = ()
    row: int = 0


@dataclass(frozen=True)
class Difference:
    """One difference: `what` is department or section, `kind` what becomes of it.

    That is add, rename, translate (another English name), abolish or order.
    """

    what: str
    kind: str
    code: str
    """The department's."""
    before: str = ""
    after: str = ""
    id: int | None = None
    """The section's or the department's, where it is there already."""
    row: int = 0


def wanted_of(organisation: Organisation) -> tuple[WantedDepartment, ...]:
    """An organisation as if somebody had typed it."""
    return tuple(
        WantedDepartment(
            one.code,
            one.name,
            tuple(WantedSection(part.id, part.name, part.name_en) for part in one.sections),
        )
        for one in organisation.departments
    )


def cleaned(wanted: Iterable[WantedDepartment]) -> tuple[WantedDepartment, ...]:
    """The table with its texts made clean. Raises InputRefused with every problem."""
    rows = tuple(wanted)
    problems = [*_texts(rows), *_twice(rows)]
    if problems:
        raise InputRefused(problems)
    return tuple(_trimmed(one) for one in rows)


def is_code(typed: str) -> bool:
    """Whether a department can have this code: small letters, figures, _ and -."""
    return bool(_CODE.fullmatch(typed))


def _trimmed(one: WantedDepartment) -> WantedDepartment:
    """A department with the spaces around its texts taken off."""
    sections = tuple(
        part._replace(name=part.name.strip(), name_en=part.name_en.strip()) for part in one.sections
    )
    name = Title(one.name.ja.strip(), one.name.en.strip())
    return one._replace(name=name, sections=sections)


def _texts(rows: Sequence[WantedDepartment]) -> Iterator[Problem]:
    for one in rows:
        if not is_code(one.code):
            yield _at(Problem("code", "department_code"), one.row)
        yield from _text("name", one.name.ja, one.row, needed=True)
        yield from _text("name_en", one.name.en, one.row)
        for part in one.sections:
            yield from _text("section", part.name, part.row, needed=True)
            yield from _text("section_en", part.name_en, part.row)


def _text(field: str, text: str, row: int, *, needed: bool = False) -> Iterator[Problem]:
    try:
        clean = clean_words(field, text, LONGEST_NAME)
    except InputRefused as refused:
        yield from (_at(one, row) for one in refused.problems)
        return
    if needed and not clean:
        yield _at(Problem(field, "required"), row)
    elif "\n" in clean:
        yield _at(Problem(field, "text_line_break"), row)


def _twice(rows: Sequence[WantedDepartment]) -> Iterator[Problem]:
    codes = Counter(one.code for one in rows)
    names = Counter(one.name.ja.strip() for one in rows)
    for one in rows:
        if codes[one.code] > 1:
            yield _at(Problem("code", "department_twice", {"name": one.code}), one.row)
        if names[one.name.ja.strip()] > 1:
            yield _at(Problem("name", "department_twice", {"name": one.name.ja.strip()}), one.row)
        parts = Counter(part.name.strip() for part in one.sections)
        for part in one.sections:
            if parts[part.name.strip()] > 1:
                yield _at(Problem("section", "section_twice", {"name": part.name}), part.row)


def _at(problem: Problem, row: int) -> Problem:
    return replace(problem, data={**problem.data, "row": row}) if row else problem


def differences(there: Organisation, wanted: Sequence[WantedDepartment]) -> Iterator[Difference]:
    """What has to be done so that `there` becomes `wanted`."""
    known = {one.code: one for one in there.departments}
    named = {one.code for one in wanted}
    for old in there.departments:
        if old.code not in named:
            yield Difference("department", "abolish", old.code, old.name.ja, id=old.id)
    for one in wanted:
        before = known.get(one.code)
        if before is None:
            yield Difference("department", "add", one.code, "", one.name.ja, row=one.row)
        elif before.name != one.name:
            yield _renamed("department", one.code, before.id, before.name, one.name, one.row)
        yield from _sections(before, one)
    kept = [one.code for one in there.departments if one.code in named]
    if kept != [one.code for one in wanted if one.code in known]:
        yield Difference("department", "order", "")


def _sections(before: DepartmentOfYear | None, one: WantedDepartment) -> Iterator[Difference]:
    known: dict[int, SectionOfYear] = {part.id: part for part in before.sections} if before else {}
    by_name = {part.name: part.id for part in known.values()}
    found = [part.id if part.id else by_name.get(part.name) for part in one.sections]
    for known_id, part in known.items():
        if known_id not in found:
            yield Difference("section", "abolish", one.code, part.name, id=known_id)
    for section_id, typed in zip(found, one.sections, strict=True):
        old = known.get(section_id or 0)
        if section_id is None or old is None:
            yield Difference("section", "add", one.code, "", typed.name, section_id, typed.row)
        elif (old.name, old.name_en) != (typed.name, typed.name_en):
            was, now = Title(old.name, old.name_en), Title(typed.name, typed.name_en)
            yield _renamed("section", one.code, old.id, was, now, typed.row)
    kept = [section_id for section_id in known if section_id in found]
    if kept != [section_id for section_id in found if section_id in known]:
        yield Difference("section", "order", one.code)


def _renamed(
    what: str, code: str, row_id: int, before: Title, after: Title, row: int
) -> Difference:
    kind = "rename" if before.ja != after.ja else "translate"
    return Difference(what, kind, code, _both(before), _both(after), row_id, row)


def _both(name: Title) -> str:
    return f"{name.ja} / {name.en}" if name.en else name.ja

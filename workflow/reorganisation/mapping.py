"""What the lines of a plan mean: from each old department and section to which new one.

A line without an old section is about the whole department: it ends. Where such a line names
no new department either, every section and every item needs a line of its own.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from workflow.organisation import DepartmentOfYear, Organisation, is_code
from workflow.values.errors import Problem

WHOLE: Final = ""
"""In place of a section: whatever of a department has no line of its own."""

LINE_FIELDS: Final = ("old_department", "old_section", "new_department", "new_section", "new_code")


class Line(NamedTuple):
    """One line of a plan, all in names; `new_code` makes a department that there is not yet."""

    old_department: str
    old_section: str = ""
    new_department: str = ""
    new_section: str = ""
    new_code: str = ""


class Source(NamedTuple):
    """A department's code and a section's name; WHOLE stands for items without a section."""

    department: str
    section: str


class Target(NamedTuple):
    """A department's code and a section's name; WHOLE where no section is chosen."""

    department: str
    section: str


@dataclass(frozen=True)
class Outcome:
    """What a plan comes to on the organisation that it was resolved against."""

    ends: tuple[str, ...] = ()
    """The codes of departments that end."""
    begins: Mapping[str, str] = field(default_factory=dict)
    """New departments: name by code."""
    moves: Mapping[Source, Target | None] = field(default_factory=dict)
    """Where everything goes that does not stay; None: it is abolished."""
    unclear: frozenset[Source] = frozenset()
    """What has a line that does not say where it goes; its problem says why."""
    problems: tuple[Problem, ...] = ()

    def successors(self, code: str) -> tuple[str, ...]:
        """The departments that take over from one that ends, the first line's first."""
        found = dict.fromkeys(
            target.department
            for source, target in self.moves.items()
            if source.department == code and target is not None
        )
        return tuple(one for one in found if one != code)

    def predecessors(self, code: str) -> tuple[str, ...]:
        """The departments that a new one takes over from."""
        return tuple(one for one in self.ends if code in self.successors(one))


def resolve(organisation: Organisation, lines: Sequence[Line]) -> Outcome:
    """Work out a plan; problems are named by the place of their line, from 0: `2-new_section`."""
    return _Resolving(organisation, lines).outcome()


class _Resolving:
    def __init__(self, organisation: Organisation, lines: Sequence[Line]) -> None:
        self._there = organisation
        self._lines = [self._named(Line(*(text.strip() for text in line))) for line in lines]
        self._problems: list[Problem] = []
        self._begins: dict[str, str] = {}
        self._unclear: set[Source] = set()
        self._whole = {
            found.code
            for line in self._lines
            if not line.old_section and (found := self._department(line.old_department))
        }

    def outcome(self) -> Outcome:
        """Everything worked out, with everything that is wrong."""
        if not self._lines:
            return Outcome(problems=(Problem("lines", "plan_empty"),))
        self._twice()
        sections: dict[Source, Target | None] = {}
        rest: dict[str, tuple[int, Target | None]] = {}
        for place, line in enumerate(self._lines):
            department = self._department(line.old_department)
            if department is None:
                self._complain(
                    place, "old_department", "plan_department_unknown", name=line.old_department
                )
                continue
            target = self._target(place, line, department)
            if not line.old_section:
                rest[department.code] = (place, target)
            elif department.section(line.old_section) is None:
                self._complain(place, "old_section", "plan_section_unknown", name=line.old_section)
            else:
                source = Source(department.code, line.old_section)
                sections[source] = target
                self._note(place, source, target)
        moves = {**sections, **self._rest(rest, sections)}
        self._emptied(moves)
        ends = tuple(one.code for one in self._there.departments if one.code in self._whole)
        return Outcome(ends, self._begins, moves, frozenset(self._unclear), tuple(self._problems))

    def _named(self, line: Line) -> Line:
        """A line whose departments and sections are called as they are called in Japanese."""
        departments = {one.name.en: one.name.ja for one in self._there.departments if one.name.en}
        old, new = (
            departments.get(typed, typed) for typed in (line.old_department, line.new_department)
        )
        department = self._department(old)
        parts = department.sections if department else ()
        sections = {part.name_en: part.name for part in parts if part.name_en}
        section = sections.get(line.old_section, line.old_section)
        return line._replace(old_department=old, old_section=section, new_department=new)

    def _department(self, typed: str) -> DepartmentOfYear | None:
        return next(
            (one for one in self._there.departments if typed in (one.name.ja, one.code)), None
        )

    def _target(self, place: int, line: Line, old: DepartmentOfYear) -> Target | None:
        """Where a line leads; None where it abolishes, or where something is wrong with it."""
        if not line.new_department and not line.new_section:
            return None
        code = self._new_code(place, line, old)
        if code is None:
            return None
        target = Target(code, line.new_section or line.old_section)
        if target == (old.code, line.old_section) or (code == old.code and not line.old_section):
            self._complain(place, "new_department", "plan_moved_under_itself")
        return target

    def _new_code(self, place: int, line: Line, old: DepartmentOfYear) -> str | None:
        known = self._department(line.new_department) if line.new_department else old
        if known and (known.code not in self._whole or (known is old and not line.old_section)):
            return known.code
        if known:
            self._complain(place, "new_department", "plan_successor_ends", name=known.name.ja)
            return None
        made = {name: code for code, name in self._begins.items()}
        if line.new_department in made and line.new_code in ("", made[line.new_department]):
            return made[line.new_department]
        if not line.new_code:
            self._complain(
                place, "new_department", "plan_department_unknown_new", name=line.new_department
            )
            return None
        if not is_code(line.new_code):
            self._complain(place, "new_code", "department_code")
            return None
        if line.new_code in self._begins or self._there.department(line.new_code):
            self._complain(place, "new_code", "code_taken")
            return None
        self._begins[line.new_code] = line.new_department
        return line.new_code

    def _rest(
        self,
        rest: Mapping[str, tuple[int, Target | None]],
        sections: Mapping[Source, Target | None],
    ) -> Mapping[Source, Target | None]:
        """What becomes of parts of an ending department that have no line of their own."""
        found: dict[Source, Target | None] = {}
        for code, (place, target) in rest.items():
            department = self._there.department(code)
            left = [
                part.name
                for part in (department.sections if department else ())
                if Source(code, part.name) not in sections
            ]
            if target is None and left and not self._wrong_at(place):
                names = "、".join(left)
                self._complain(place, "old_department", "plan_hole", names=names)
            for name in (*left, WHOLE):
                found[Source(code, name)] = target and Target(
                    target.department, name if not target.section else target.section
                )
                self._note(place, Source(code, name), target)
        return found

    def _note(self, place: int, source: Source, target: Target | None) -> None:
        """Keep in mind what goes nowhere only because its line is wrong."""
        if target is None and self._wrong_at(place):
            self._unclear.add(source)

    def _wrong_at(self, place: int) -> bool:
        return any(one.field.startswith(f"{place}-") for one in self._problems)

    def _twice(self) -> None:
        keys = Counter((line.old_department, line.old_section) for line in self._lines)
        for place, line in enumerate(self._lines):
            if keys[line.old_department, line.old_section] > 1:
                column = "old_section" if line.old_section else "old_department"
                name = line.old_section or line.old_department
                self._complain(place, column, "plan_line_twice", name=name)

    def _emptied(self, moves: Mapping[Source, Target | None]) -> None:
        """Complain of departments that keep no section, though nothing says that they end."""
        coming = {target.department for target in moves.values() if target}
        for place, line in enumerate(self._lines):
            old = self._department(line.old_department)
            if not old or old.code in self._whole or old.code in coming or not old.sections:
                continue
            if all(Source(old.code, part.name) in moves for part in old.sections):
                self._complain(place, "old_department", "plan_emptied", name=old.name.ja)

    def _complain(self, place: int, column: str, key: str, **data: Any) -> None:
        self._problems.append(Problem(f"{place}-{column}", key, data))


def kept(lines: Sequence[Line]) -> list[list[str]]:
    """The lines as they are stored; those that say nothing are left out."""
    return [list(line) for line in lines if any(text.strip() for text in line)]


def lines_of(stored: Sequence[Sequence[str]]) -> tuple[Line, ...]:
    """The lines of a stored plan."""
    return tuple(Line(*texts) for texts in stored)


def sections_of(outcome: Outcome, department: str) -> Iterator[str]:
    """The sections that come to a department, in the order of their lines, each once."""
    yield from dict.fromkeys(
        target.section
        for target in outcome.moves.values()
        if target and target.department == department and target.section
    )

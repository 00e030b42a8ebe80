"""What a plan asks before lines of a list become proposals: who is meant, where, what kind."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from workflow.files.headed import CellProblem
from workflow.transfers.lines import Line
from workflow.transfers.list_words import Kind
from workflow.transfers.proposed_roles import WHICH_KIND
from workflow.transfers.proposing import NAMELESS, NEW_PLACE, OLD_PLACE, TWICE, WHO, said_of
from workflow.transfers.recognising import OUTSIDE
from workflow.transfers.resolving import Resolved
from workflow.values.text import folded

LEAVE_OUT: Final = "leave_out"
"""The answer that a line is nobody's who uses the program, or is not to count."""
IS_OUTSIDE: Final = "outside"
"""The answer that a place takes no part: who comes there holds no role any more."""
KINDS: Final = {Kind.RETIRE.value: "退職", Kind.AWAY.value: "転出"}
"""What may be answered of a kind, and how it is written into the line."""

_PLACES: Final = {
    NEW_PLACE: ("section_department", "section", "to_place"),
    OLD_PLACE: ("from_department", "from_section", "from_place"),
}


class Candidate(NamedTuple):
    """Somebody who may be meant."""

    login: str
    name: str
    place: str


@dataclass(frozen=True)
class Question:
    """One thing to choose, for one line or for all lines that say the same."""

    key: str
    """`WHO`, `TWICE`, `OLD_PLACE`, `NEW_PLACE` or `WHICH_KIND`."""
    typed: str
    said: str
    """What the list says of the first of them."""
    names: tuple[str, ...]
    rows: tuple[int, ...]
    lines: tuple[int, ...]
    """Their places in the plan, from 0."""
    candidates: tuple[Candidate, ...] = ()
    before: int = 0
    """The row that is of the same person already."""


def questions_of(found: Resolved, lines: Sequence[Line]) -> tuple[Question, ...]:
    """Every question, in the order of the lines; what is wrong besides is no question."""
    groups: dict[Hashable, list[tuple[int, CellProblem]]] = {}
    for at, problem in found.unclear:
        if problem.key in (*_PLACES, WHICH_KIND):
            groups.setdefault((problem.key, folded(problem.typed)), []).append((at, problem))
        elif problem.key in (WHO, TWICE):
            groups[at] = [(at, problem)]
    return tuple(_question(found, lines, group) for group in groups.values())


def answered(question: Question, line: Line, answer: str, departments: dict[str, str]) -> Line:
    """The line with an answer; `departments` are names by id. What is no answer changes nothing."""
    said = dict(line.cells)
    if answer == LEAVE_OUT and question.key not in _PLACES:
        return Line(line.row, {"name": line.said("name") or NAMELESS})
    if question.key == WHO and answer in {one.login for one in question.candidates}:
        return Line(line.row, said | {"login": answer})
    if question.key == WHICH_KIND and answer in KINDS:
        return Line(line.row, said | {"kind": KINDS[answer]})
    if question.key in _PLACES and (name := departments.get(answer)):
        department, section, place = _PLACES[question.key]
        said.pop(section, None)
        return Line(line.row, said | {department: name, place: question.typed})
    return line


def place_names(found: Resolved) -> dict[str, str]:
    """What may be answered for a place, and what is written for it."""
    names = {str(at): name for at, name in found.places.department_names.items()}
    return {**names, IS_OUTSIDE: OUTSIDE}


def _question(
    found: Resolved, lines: Sequence[Line], group: Sequence[tuple[int, CellProblem]]
) -> Question:
    (first, problem), places = group[0], [at for at, _problem in group]
    return Question(
        key=problem.key,
        typed=problem.typed,
        said=said_of(lines[first]),
        names=tuple(lines[at].said("name") for at in places),
        rows=tuple(lines[at].row for at in places),
        lines=tuple(places),
        candidates=_candidates(found, problem.data.get("logins", "")),
        before=problem.data.get("row", 0),
    )


def _candidates(found: Resolved, logins: str) -> tuple[Candidate, ...]:
    known, named = found.places, logins.split("、")
    return tuple(
        Candidate(one.login, one.name_ja, known.words(one.place))
        for one in found.people
        if one.login in named
    )

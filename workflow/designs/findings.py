"""Everything wrong with a draft, each beside the row that causes it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from workflow.designs.document import RULES, STATES, TRANSITIONS
from workflow.process.complaints import sentence_in_japanese
from workflow.process.definition import CREATE, read
from workflow.process.failures import Failure, titles_of
from workflow.process.fitness import REPORTED, shortcomings
from workflow.process.moves import Always, Rule, Transition
from workflow.process.sentences import FailureKind
from workflow.process.shape import Process
from workflow.process.toml_table import ProcessInvalid

Row = tuple[str, str]
"""A part: its section, and its name or (where it has none) its place, counted from 0."""

WHOLE: Final[Row] = ("", "")
"""What concerns no part alone, or what stands above all of them."""

_OF_RULES: Final = {
    FailureKind.NOT_BEFORE: Always.BEFORE,
    FailureKind.NEVER_BROKEN: Always.NEVER,
    FailureKind.TOO_OFTEN: Always.AT_MOST,
    FailureKind.NOT_EVENTUALLY: Always.EVENTUALLY,
}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: with the form (`complaint`, of the key `key`), or not proved."""

    rows: tuple[Row, ...]
    key: str = ""
    complaint: str = ""
    in_japanese: str = ""
    """The complaint once more, for who reads Japanese."""
    failure: Failure | None = None


@dataclass(frozen=True)
class Findings:
    """What became of a draft that was looked at. `process` is as much as can be read of it."""

    process: Process | None
    all: tuple[Finding, ...]

    def of(self, section: str, row: str) -> tuple[Finding, ...]:
        """What is wrong with one part."""
        return tuple(one for one in self.all if (section, row) in one.rows)

    @property
    def of_the_whole(self) -> tuple[Finding, ...]:
        """What concerns no part alone."""
        return self.of(*WHOLE)

    @property
    def is_sound(self) -> bool:
        """Whether it could be published."""
        return not self.all

    def told(self, finding: Finding, language: str) -> str:
        """A proof that failed, with its shortest path, by the draft's titles; or a complaint."""
        if self.process is None or finding.failure is None:
            return finding.in_japanese if language == "ja" else finding.complaint
        return finding.failure.told(titles_of(self.process), language)


@lru_cache(maxsize=64)
def examine(text: str) -> Findings:
    """Find what keeps a text from being published. Proofs begin where its form is right."""
    try:
        process, problems = read(text)
    except ProcessInvalid as error:
        said = zip(error.problems, error.told, strict=True)
        return Findings(None, tuple(Finding((WHOLE,), "", *both) for both in said))
    if problems:
        return Findings(process, tuple(map(_complaint, problems)))
    found = tuple(
        Finding(_rows(process, one) or (WHOLE,), failure=one) for one in shortcomings(process)
    )
    return Findings(process, found)


def _complaint(problem: str) -> Finding:
    """From `transitions[3].from[0]: …` to the fourth transition and what is wrong with `from`."""
    path, _, said = problem.partition(": ")
    row, key = _placed(path)
    return Finding((row,), key, said, sentence_in_japanese(said))


def _placed(path: str) -> tuple[Row, str]:
    section, *keys = path.split(".")
    if "[" in section:
        section, _, place = section.partition("[")
        return (section, place.partition("]")[0]), ".".join(keys)
    if len(keys) and section != "title":
        return (section, keys[0]), ".".join(keys[1:])
    return WHOLE, path


def _rows(process: Process, failure: Failure) -> tuple[Row, ...]:
    """The parts that have to do with a failure."""
    about = {name: fact for name, fact in failure.about if isinstance(fact, str)}
    action, state = about.get("action", ""), about.get("state", "")
    ruled = _OF_RULES.get(failure.kind)
    if ruled or failure.key in {"rule_action", "rule_state"}:
        rules = [one for one in process.rules if not ruled or one.always is ruled]
        named = [id(one) for one in rules if _names(one, action, state)]
        return tuple((RULES, str(n)) for n, one in enumerate(process.rules) if id(one) in named)
    if failure.key == "meeting":
        return _moves(process, lambda move: move.target == REPORTED and move.action != action)
    if action and failure.kind is not FailureKind.UNFIT_STATE:
        return _moves(process, lambda move: move.action == action and _touches(move, state))
    if failure.key not in {"first", "initial"} and state in process.states:
        return ((STATES, state),)
    return (WHOLE,)


def _moves(process: Process, caused: Callable[[Transition], bool]) -> tuple[Row, ...]:
    places = enumerate(process.transitions)
    return tuple((TRANSITIONS, str(place)) for place, move in places if caused(move))


def _names(rule: Rule, action: str, state: str) -> bool:
    if rule.always is Always.EVENTUALLY:
        return True
    named = {rule.action, *rule.actions}
    return (not action or action in named) and (not state or rule.state == state)


def _touches(move: Transition, state: str) -> bool:
    return not state or state in move.sources or state == move.target or move.creates


def drawable(process: Process | None) -> Process | None:
    """As much of a definition as can be drawn; None where there is no state."""
    if process is None or not process.states:
        return None
    states = set(process.states)
    initial = process.initial if process.initial in states else next(iter(process.states))
    known = [
        replace(one, sources=tuple(name for name in one.sources if name in states))
        for one in process.transitions
        if one.stays or one.target in states
    ]
    begins = Transition(CREATE, dict.fromkeys(process.title, ""), (), initial, frozenset())
    first = next((one for one in process.transitions if one.creates), begins)
    return replace(
        process,
        initial=initial,
        transitions=(replace(first, target=initial), *(one for one in known if one.sources)),
    )

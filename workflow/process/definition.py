"""From the TOML text of a process definition to a `Process`, or to everything wrong with it."""

import hashlib
import tomllib
from collections.abc import Collection
from dataclasses import replace
from importlib import resources
from types import MappingProxyType
from typing import Final

from workflow.process.branch_table import when
from workflow.process.effect import EFFECT_OF, EVIDENCE, Effect
from workflow.process.opinion import Opinions
from workflow.process.shape import (
    GUARD_NAMES,
    SHEETS_SUBMITTED,
    Always,
    Due,
    NoteRule,
    Process,
    Quorum,
    Rule,
    State,
    Transition,
)
from workflow.process.size import require_readable, require_small
from workflow.process.toml_table import ProcessInvalid, Table
from workflow.values.vocabulary import BESIDE_PROCESSES, Role

__all__ = [
    "Always",
    "Due",
    "NoteRule",
    "Process",
    "Rule",
    "State",
    "Transition",
    "bundled",
    "load",
]

SAME: Final = "same"
"""Written as `to`, it says that the action keeps the state."""

CREATE: Final = "create"
"""The action that has no state to start from."""

# `transitions` keeps the state under this name beside its triggers.
_RESERVED: Final = {"actions": ("state", *BESIDE_PROCESSES), "states": (SAME,)}

_NEEDED: Final = {"all": 0, "any": 1}

_MOST_TIMES = 99
_MOST_DAYS = 366
_MOST_SHEETS = 99
_MOST_VERSIONS = 1_000_000


def load(text: str, origin: str = "", known_guards: Collection[str] = GUARD_NAMES) -> Process:
    """Read the TOML `text` of one definition, in the format of the design paper.

    Only the form is judged here: keys, types, names of roles and guards, and the one
    `create`. Raises ProcessInvalid with all problems at once; `origin` is the file's
    name for its message. A name not in `known_guards` is refused: a guard may not be
    made up.
    """
    problems: list[str] = []
    root = Table(_parsed(text, origin), "", problems)
    process = Process(
        name=root.name("name"),
        version=root.number("version", _MOST_VERSIONS),
        source_hash=hashlib.sha256(text.encode()).hexdigest(),
        title=_title(root),
        initial=root.name("initial"),
        states=MappingProxyType(_states(root.table("states"))),
        transitions=tuple(_transition(table, known_guards) for table in root.tables("transitions")),
        rules=tuple(_rule(table) for table in root.tables("rules")) if root.has("rules") else (),
    )
    root.close()
    require_small(process, root)
    _check_creation(process, root)
    if problems:
        raise ProcessInvalid(problems, origin)
    return process


def bundled() -> dict[str, str]:
    """Give the TOML text of every definition that comes with the program, by name."""
    folder = resources.files("workflow.process") / "definitions"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".toml"): file.read_text("utf-8")
        for file in files
        if file.name.endswith(".toml")
    }


def _parsed(text: str, origin: str) -> dict[str, object]:
    try:
        text.encode()
        require_readable(text)
        return tomllib.loads(text)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise ProcessInvalid([f"line {line}: half a character (surrogate)"], origin) from error
    except RecursionError as error:
        raise ProcessInvalid(["line 1: nested too deeply to be read"], origin) from error
    except ValueError as error:
        raise ProcessInvalid([_placed(str(error), text)], origin) from error


def _placed(message: str, text: str) -> str:
    """Put the place first: `Invalid value (at line 3, column 5)` -> `line 3, column 5: ...`."""
    end = f"line {text.count(chr(10)) + 1}"
    what, placed, where = message.removesuffix(")").rpartition(" (at ")
    if not placed or not message.endswith(")"):
        return f"{end} or before: {message}"
    return f"{end if where == 'end of document' else where}: {what}"


def _title(table: Table) -> MappingProxyType[str, str]:
    inner = table.table("title")
    title = {language: inner.text(language) for language in ("ja", "en")}
    inner.close()
    return MappingProxyType(title)


def _states(tables: Table) -> dict[str, State]:
    states = {}
    for name, table in tables.remaining().items():
        if name in _RESERVED["states"]:
            tables.complain(name, f"{name!r} is a reserved word")
        opinions = _opinions(table)
        turn = tuple(dict.fromkeys((*_turn(table), *(opinions.of if opinions else ()))))
        states[name] = State(name, _title(table), turn, table.flag("final"), opinions)
        if states[name].final and states[name].turn:
            table.complain("turn", "a final state is nobody's turn")
        table.close()
    return states


def _opinions(table: Table) -> Opinions | None:
    """Whose opinions a state asks for."""
    if not table.has("opinions"):
        return None
    inner = table.table("opinions")
    asked = _roles(inner, "of")
    if not asked:
        inner.complain("of", "asks nobody")
    needed = len(asked)
    if inner.is_text("needed"):
        word = inner.text("needed")
        if word not in _NEEDED:
            inner.complain("needed", f"must be all, any or a number, not {word!r}")
        needed = _NEEDED.get(word) or needed
    elif inner.has("needed"):
        needed = inner.number("needed", max(1, len(asked)))
    silence = inner.number("silence", _MOST_DAYS) if inner.has("silence") else None
    inner.close()
    return Opinions(asked, needed, silence)


def _turn(table: Table) -> tuple[Role, ...]:
    return _roles(table, "turn") if table.has("turn") else ()


def _roles(table: Table, key: str) -> tuple[Role, ...]:
    names = table.names(key)
    for name in names:
        if name not in set(Role):
            table.complain(key, f"unknown role {name!r}")
    return tuple(Role(name) for name in names if name in set(Role))


def _transition(table: Table, known_guards: Collection[str]) -> Transition:
    target = table.name("to")
    transition = Transition(
        action=table.name("action"),
        title=_title(table),
        sources=table.names("from"),
        target="" if target == SAME else target,
        roles=frozenset(_roles(table, "roles")),
        guards=table.names("guards") if table.has("guards") else (),
        note=_note(table),
        limit=table.number("limit", _MOST_TIMES) if table.has("limit") else None,
        due=_due(table),
        stays=target == SAME,
        quorum=_quorum(table),
    )
    transition = replace(
        transition, effect=_effect(table, transition.action), when=when(table, "when")
    )
    if transition.action in _RESERVED["actions"]:
        table.complain("action", f"{transition.action!r} is a reserved word")
    for guard in transition.guards:
        if guard not in known_guards:
            table.complain("guards", f"unknown guard {guard!r}")
    if transition.quorum and SHEETS_SUBMITTED not in transition.guards:
        table.complain("quorum", f"is asked for by the guard {SHEETS_SUBMITTED} only")
    table.close()
    return transition


def _effect(table: Table, action: str) -> Effect | None:
    """What the table asks for by name, or what an action of this name does anyway."""
    own = EFFECT_OF.get(action)
    if not table.has("effect"):
        return own
    word = table.text("effect")
    if word not in set(Effect):
        table.complain("effect", f"unknown effect {word!r}, only: {', '.join(Effect)}")
        return own
    effect = Effect(word)
    if own is not None and own is not effect:
        table.complain("effect", f"{action!r} always has the effect {own.value!r}")
    elif own is None and effect in EVIDENCE:
        table.complain("effect", f"{word!r} belongs to the action {EVIDENCE[effect]!r}")
    return effect


def _note(table: Table) -> NoteRule:
    if not table.has("note"):
        return NoteRule.OPTIONAL
    word = table.text("note")
    if word in set(NoteRule):
        return NoteRule(word)
    if word:
        table.complain("note", f"must be required, optional or none, not {word!r}")
    return NoteRule.OPTIONAL


def _due(table: Table) -> Due | None:
    if not table.has("due"):
        return None
    inner = table.table("due")
    longer = inner.number("initial_budget", _MOST_DAYS) if inner.has("initial_budget") else None
    due = Due(inner.number("business_days", _MOST_DAYS), longer)
    inner.close()
    return due


def _quorum(table: Table) -> Quorum | None:
    if not table.has("quorum"):
        return None
    inner = table.table("quorum")
    every = inner.has("all") and inner.flag("all")
    quorum = Quorum(None if every else inner.number("sheets", _MOST_SHEETS))
    inner.close()
    return quorum


def _rule(table: Table) -> Rule:
    word = table.text("always")
    rule = Rule(Always.EVENTUALLY)
    if word == Always.BEFORE:
        rule = Rule(Always.BEFORE, action=table.name("action"), state=table.name("state"))
    elif word == Always.SEPARATE:
        rule = Rule(Always.SEPARATE, actions=table.names("actions"))
        if len(rule.actions) != 2:
            table.complain("actions", "must name two different actions")
    elif word == Always.NEVER:
        rule = Rule(Always.NEVER, action=table.name("action"), state=table.name("state"))
    elif word == Always.AT_MOST:
        times = table.number("times", _MOST_TIMES)
        rule = Rule(Always.AT_MOST, action=table.name("action"), times=times)
    elif word != Always.EVENTUALLY:
        if word:
            table.complain("always", f"must be one of {', '.join(Always)}, not {word!r}")
        return rule
    table.close()
    return rule


def _check_creation(process: Process, root: Table) -> None:
    """Hold an item's beginning to one place: one `create`, from nothing, to the initial state."""
    if root.faulty("transitions:"):
        return
    for index, transition in enumerate(process.transitions):
        where = f"transitions[{index}]"
        # What could not be read was complained of; it would only be told a second time.
        if root.faulty(f"{where}.") or root.faulty("initial:"):
            continue
        if (transition.action == CREATE) != (not transition.sources):
            root.complain(f"{where}.from", "create, and only create, starts from nothing: []")
        elif transition.action == CREATE and transition.target != process.initial:
            root.complain(f"{where}.to", f"create must lead to initial, {process.initial!r}")
    actions = [transition.action for transition in process.transitions]
    unread = any(root.faulty(f"transitions[{index}].action") for index in range(len(actions)))
    if actions.count(CREATE) != 1 and not unread:
        root.complain(
            "transitions", f"there must be exactly one create, not {actions.count(CREATE)}"
        )

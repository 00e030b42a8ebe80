"""From the TOML text of a process definition to a `Process`, or to everything wrong with it."""

import hashlib
import tomllib
from collections.abc import Collection
from importlib import resources
from types import MappingProxyType
from typing import Final

from workflow.process.effect import Opinions
from workflow.process.moves import Always, Rule, State
from workflow.process.roles import Declared, declared_roles, roles
from workflow.process.shape import GUARD_NAMES, Process
from workflow.process.toml_table import ProcessInvalid, Table, require_readable, title
from workflow.process.transition_table import MOST_DAYS, MOST_TIMES, SAME, read_transition
from workflow.values.vocabulary import AnyRole

CREATE: Final = "create"
"""The action that has no state to start from."""

_NEEDED: Final = {"all": None, "any": 1}
_SEEN: Final = ("all", "own")
_JOINT: Final = "joint"
MOST_ASKED: Final = 20
"""Of joint departments: an item may have as many."""

MOST_VERSIONS: Final = 1_000_000

MOST_STATES: Final = 100
MOST_TRANSITIONS: Final = 300
MOST_RULES: Final = 30
"""Of each as many as are proved in a matter of seconds."""


def load(text: str, origin: str = "", known_guards: Collection[str] = GUARD_NAMES) -> Process:
    """Read the TOML `text` of one definition, in the format of docs/process.md.

    Only the form is judged here: keys, types, names of roles and guards, and the one
    `create`. Raises ProcessInvalid with all problems at once; `origin` is the file's
    name for its message. A name not in `known_guards` is refused: a guard may not be
    made up.
    """
    process, problems = read(text, origin, known_guards)
    if problems:
        raise ProcessInvalid(problems, origin)
    return process


def read(
    text: str, origin: str = "", known_guards: Collection[str] = GUARD_NAMES
) -> tuple[Process, tuple[str, ...]]:
    """As much of a definition as can be read, and every problem with its form; see `load`.

    Raises ProcessInvalid where the text is no TOML.
    """
    problems: list[str] = []
    root = Table(parsed(text, origin), "", problems)
    declared = declared_roles(root.table("roles")) if root.has("roles") else {}
    process = Process(
        name=root.name("name"),
        version=root.number("version", MOST_VERSIONS),
        source_hash=hash_of(text),
        title=title(root),
        initial=root.name("initial"),
        states=MappingProxyType(_states(root.table("states"), declared)),
        transitions=tuple(
            read_transition(table, known_guards, declared) for table in root.tables("transitions")
        ),
        own_roles=MappingProxyType(declared),
        rules=tuple(_rule(table) for table in root.tables("rules")) if root.has("rules") else (),
    )
    root.close()
    _check_size(process, root)
    _check_creation(process, root)
    return process, tuple(problems)


def hash_of(text: str) -> str:
    """The SHA-256 (hex) of the text of a definition in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def bundled() -> dict[str, str]:
    """Give the TOML text of every definition that comes with the program, by name."""
    folder = resources.files("workflow.process") / "definitions"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".toml"): file.read_text("utf-8")
        for file in files
        if file.name.endswith(".toml")
    }


def parsed(text: str, origin: str) -> dict[str, object]:
    """The values of a TOML text. Raises ProcessInvalid, with the line, where it is none."""
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


def _states(tables: Table, declared: Declared) -> dict[str, State]:
    states = {}
    for name, table in tables.remaining().items():
        if name == SAME:
            tables.complain(name, f"{name!r} is a reserved word")
        opinions = _opinions(table, declared)
        turn = tuple(dict.fromkeys((*_turn(table, declared), *(opinions.of if opinions else ()))))
        states[name] = State(name, title(table), turn, table.flag("final"), opinions)
        if states[name].final and states[name].turn:
            table.complain("turn", "a final state is nobody's turn")
        table.close()
    return states


def _opinions(table: Table, declared: Declared) -> Opinions | None:
    """Whose opinions a state asks for."""
    if not table.has("opinions"):
        return None
    inner = table.table("opinions")
    asked = roles(inner, "of", declared) if inner.has("of") else ()
    joint = inner.is_text("departments")
    if joint and (word := inner.text("departments")) != _JOINT:
        inner.complain("departments", f"must be a list or {_JOINT!r}, not {word!r}")
    named = inner.codes("departments") if inner.has("departments") else ()
    if not (asked or joint or named):
        inner.complain("of", "asks nobody")
    opinions = Opinions(
        of=asked,
        needed=_needed(inner, MOST_ASKED if joint else len(asked) + len(named)),
        silence=inner.number("silence", MOST_DAYS) if inner.has("silence") else None,
        departments=named,
        joint=joint,
        closed=_closed(inner),
    )
    if opinions.closed and opinions.needed is not None:
        # Who went on with some of them would say what they are.
        inner.complain("see", "needs the opinions of all: needed = all")
    inner.close()
    return opinions


def _needed(table: Table, most: int) -> int | None:
    """How many have to answer; None for all."""
    if not table.has("needed"):
        return None
    if not table.is_text("needed"):
        return table.number("needed", max(1, most))
    word = table.text("needed")
    if word not in _NEEDED:
        table.complain("needed", f"must be all, any or a number, not {word!r}")
    return _NEEDED.get(word)


def _closed(table: Table) -> bool:
    """Whether each reads their own opinion only, until all are in."""
    word = table.text("see") if table.has("see") else "all"
    if word not in _SEEN:
        table.complain("see", f"must be all or own, not {word!r}")
    return word == "own"


def _turn(table: Table, declared: Declared) -> tuple[AnyRole, ...]:
    return roles(table, "turn", declared) if table.has("turn") else ()


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
        times = table.number("times", MOST_TIMES)
        rule = Rule(Always.AT_MOST, action=table.name("action"), times=times)
    elif word != Always.EVENTUALLY:
        if word:
            table.complain("always", f"must be one of {', '.join(Always)}, not {word!r}")
        return rule
    table.close()
    return rule


def _check_size(process: Process, root: Table) -> None:
    """Complain of more states, transitions or rules than are proved."""
    counted = (
        ("states", len(process.states), MOST_STATES),
        ("transitions", len(process.transitions), MOST_TRANSITIONS),
        ("rules", len(process.rules), MOST_RULES),
    )
    for key, count, most in counted:
        if count > most:
            root.complain(key, f"must be at most {most}, not {count}")


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

"""A definition as its author sees it: parts in order, half-finished or wrong as they may be.

What no form knows of (a key of a later version of the program, a mistake) stays as it was written.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from workflow.designs.toml_writing import HEAD, comments, name, pairs, remark
from workflow.process.toml_table import require_readable

STATES: Final = "states"
TRANSITIONS: Final = "transitions"
RULES: Final = "rules"
ROLES: Final = "roles"

_ROOT: Final = ("name", "version", "title", "initial")
_TABLES: Final = (ROLES, STATES, TRANSITIONS, RULES)
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    ROLES: ("title", "scope"),
    STATES: ("title", "turn", "final", "opinions"),
    TRANSITIONS: (
        "action", "title", "from", "to", "roles", "when", "effect", "guards", "quorum", "note",
        "limit", "due", "automatic",
    ),
    RULES: ("always", "action", "state", "actions", "times"),
}  # fmt: skip
"""The order in which a person writes the keys; others follow as they came."""

_RULERS: Final = {
    ROLES: "役割 / roles",
    STATES: "状態 / states",
    TRANSITIONS: "操作 / transitions",
    RULES: "決まり / rules",
}


class Unreadable(Exception):
    """The text has no parts to work on: it is no TOML, or a part is no table."""

    def __init__(self, what: str) -> None:
        """`what` says where and why."""
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Part:
    """A state (by its `name`), a transition or a rule: its keys, and the words beside them."""

    values: Mapping[str, Any]
    name: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Document:
    """A whole definition. `sections` hold its parts in order, by `states`, `transitions`, …"""

    values: Mapping[str, Any]
    sections: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    named: frozenset[str] = frozenset({STATES, ROLES})
    """The sections whose parts have names."""
    comment: str = ""

    def parts(self, section: str) -> tuple[Part, ...]:
        """The parts of a section; none where there is no such."""
        return self.sections.get(section, ())


def read(text: str) -> Document:
    """Take a TOML text apart. Raises Unreadable."""
    try:
        text.encode()
        require_readable(text)
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    said = comments(text)
    values, sections, named = {}, {}, {STATES, ROLES}
    for key, value in raw.items():
        if parts := _parts(key, value, said):
            sections[key] = parts
            named |= {key} if isinstance(value, dict) else set()
        elif key in _TABLES and value not in ({}, []):
            raise Unreadable(f"{key}: must be tables")
        else:
            values[key] = value
    for key in (STATES, ROLES):
        if isinstance(raw.get(key), list):
            raise Unreadable(f"{key}: must be tables with names")
    return Document(values, sections, frozenset(named), said.get(HEAD, ""))


def _parts(key: str, value: Any, said: Mapping[tuple[str, str], str]) -> tuple[Part, ...]:
    """The parts that a key holds; none where it holds anything else."""
    if isinstance(value, dict):
        found = [(inner, inner, one) for inner, one in value.items()]
    elif isinstance(value, list):
        found = [(str(place), "", one) for place, one in enumerate(value)]
    else:
        return ()
    if key in _ROOT or not all(isinstance(one, dict) for _place, _name, one in found):
        return ()
    return tuple(Part(one, called, said.get((key, at), "")) for at, called, one in found)


def write(document: Document) -> str:
    """The text that a person would write; `read` gives the same document back."""
    lines = [*remark(document.comment)]
    lines += [""] if lines else []
    lines += pairs(_ordered(document.values, _ROOT))
    others = [key for key in document.sections if key not in _TABLES]
    for section in (*_TABLES, *others):
        parts = document.parts(section)
        if parts and section in _RULERS:
            lines += ["", f"# {'-' * 60} {_RULERS[section]}"]
        for part in parts:
            lines += ["", *_table(section, part, is_named=section in document.named)]
    return "\n".join(lines) + "\n"


def _table(section: str, part: Part, *, is_named: bool) -> list[str]:
    head = f"[{name(section)}.{name(part.name)}]" if is_named else f"[[{name(section)}]]"
    values = _ordered(part.values, _KEYS.get(section, ()))
    return [*remark(part.comment), head, *pairs(values)]


def _ordered(values: Mapping[str, Any], first: Iterable[str]) -> dict[str, Any]:
    known = {key: values[key] for key in first if key in values}
    return {**known, **values}

"""The keys of a part as one flat row of values, as a form has them, and back.

A value that a form did not change is left as it was written; so is every key that it does not
know. What is emptied goes, and a table in which nothing is left goes with it.
"""

from collections.abc import Mapping
from typing import Any, Final

from workflow.designs.document import ROLES, RULES, STATES, TRANSITIONS, Part
from workflow.process.moves import Always

PROPERTIES: Final = "properties"
"""What stands above all parts: name, version, titles, first state."""

PATHS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    PROPERTIES: {
        "code": ("name",),
        "version": ("version",),
        "title_ja": ("title", "ja"),
        "title_en": ("title", "en"),
        "initial": ("initial",),
    },
    STATES: {
        "title_ja": ("title", "ja"),
        "title_en": ("title", "en"),
        "turn": ("turn",),
        "final": ("final",),
        "asked": ("opinions", "of"),
        "departments": ("opinions", "departments"),
        "closed": ("opinions", "see"),
        "needed": ("opinions", "needed"),
        "silence": ("opinions", "silence"),
    },
    TRANSITIONS: {
        "code": ("action",),
        "title_ja": ("title", "ja"),
        "title_en": ("title", "en"),
        "sources": ("from",),
        "target": ("to",),
        "roles": ("roles",),
        "at_least": ("when", "amount_kyen", "from"),
        "below": ("when", "amount_kyen", "below"),
        "field": ("when", "field"),
        "category": ("when", "category"),
        "classification": ("when", "classification"),
        "funding": ("when", "funding"),
        "effect": ("effect",),
        "guards": ("guards",),
        "sheets": ("quorum", "sheets"),
        "every_sheet": ("quorum", "all"),
        "note": ("note",),
        "limit": ("limit",),
        "days": ("due", "business_days"),
        "days_initial": ("due", "initial_budget"),
        "by_itself": ("automatic", "after_business_days"),
    },
    ROLES: {
        "title_ja": ("title", "ja"),
        "title_en": ("title", "en"),
        "scope": ("scope",),
    },
    RULES: {
        "always": ("always",),
        "action": ("action",),
        "state": ("state",),
        "actions": ("actions",),
        "times": ("times",),
    },
}
"""Where each value of a form stands."""

_STAY: Final = frozenset({("from",), ("roles",)})
"""Lists that are written even where they are empty."""


USES: Final[Mapping[str, frozenset[str]]] = {
    Always.BEFORE: frozenset({"action", "state"}),
    Always.NEVER: frozenset({"action", "state"}),
    Always.SEPARATE: frozenset({"actions"}),
    Always.AT_MOST: frozenset({"action", "times"}),
    Always.EVENTUALLY: frozenset(),
}
"""What each kind of rule speaks of."""

SOME: Final = "some"
"""As `branch`: for the sheets of which `when` says something."""


def shown(section: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form shows of the keys of a part; None for what is not there."""
    found = {name: _at(values, path) for name, path in PATHS[section].items()}
    if section == TRANSITIONS:
        when = values.get("when", "")
        found["branch"] = when if isinstance(when, str) else SOME
    return found


def filled(section: str, one: Part, typed: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a part with what was typed in a form; None or nothing takes a key away."""
    values = dict(one.values)
    if section == TRANSITIONS and typed.get("branch", SOME) != SOME:
        values |= {"when": typed["branch"]}
        typed = {
            name: given
            for name, given in typed.items()
            if PATHS[section].get(name, ())[:1] != ("when",)
        }
    if section == RULES and typed.get("kind") in USES:
        uses = USES[typed["kind"]]
        typed = {**typed, **dict.fromkeys({"action", "state", "actions", "times"} - uses)}
    for name, path in PATHS[section].items():
        if name in typed and not _alike(_at(values, path), typed[name]):
            _put(values, path, typed[name])
    if values.get("when") == "":
        del values["when"]
    return values


def _at(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    found: Any = values
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _alike(before: Any, typed: Any) -> bool:
    """Whether a form says what was there: the order of what is ticked says nothing."""
    if isinstance(before, list) and isinstance(typed, tuple):
        return sorted(map(str, before)) == sorted(typed)
    return (before in (None, "", False) and typed in (None, "", False, ())) or (
        type(before) is type(typed) and bool(before == typed)
    )


def _put(values: dict[str, Any], path: tuple[str, ...], typed: Any) -> None:
    key, *rest = path
    if rest:
        given = values.get(key)
        inner = dict(given) if isinstance(given, Mapping) else {}
        _put(inner, tuple(rest), typed)
        typed = inner
    if typed in (None, "", (), False, {}) and path not in _STAY:
        values.pop(key, None)
    else:
        values[key] = list(typed) if isinstance(typed, tuple) else typed

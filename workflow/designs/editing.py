"""What is done to a definition: parts added, changed, moved, taken out. Pure: text to text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from workflow.designs.document import ROLES, RULES, STATES, TRANSITIONS, Document, Part
from workflow.values.errors import NotFound

NAMES_OF_STATES: Final = {TRANSITIONS: ("from", "to"), RULES: ("state",)}
NAMES_OF_ACTIONS: Final = {RULES: ("action", "actions")}


def with_roles(document: Document, known: Mapping[str, Mapping[str, Any]]) -> Document:
    """With those of `known` roles, each with what declares it, that a part names declared too."""
    declared = {one.name for one in document.parts(ROLES)}
    missing = [key for key in known if key in _roles_named(document) and key not in declared]
    for key in missing:
        document = added(document, ROLES, Part(known[key], key))
    return document


def _roles_named(document: Document) -> set[Any]:
    lists = [one.values.get("turn") for one in document.parts(STATES)]
    lists += [one.values.get("roles") for one in document.parts(TRANSITIONS)]
    for one in document.parts(STATES):
        opinions = one.values.get("opinions")
        lists.append(opinions.get("of") if isinstance(opinions, Mapping) else None)
    return {str(name) for given in lists if isinstance(given, list) for name in given}


def description(document: Document) -> Part:
    """What stands above all parts, as a part."""
    return Part(document.values, comment=document.comment)


def described(document: Document, one: Part) -> Document:
    """The definition with other words above all parts."""
    return replace(document, values=one.values, comment=one.comment)


def part(document: Document, section: str, place: int) -> Part:
    """The part at a place, counted from 0. Raises NotFound."""
    parts = document.parts(section)
    if not 0 <= place < len(parts):
        raise NotFound(what="process_part")
    return parts[place]


def added(document: Document, section: str, new: Part) -> Document:
    """The definition with another part at the end of its section."""
    return _with(document, section, (*document.parts(section), new))


def changed(document: Document, section: str, place: int, new: Part) -> Document:
    """The definition with a part replaced; other parts that name it take its new name.

    Raises NotFound.
    """
    old = part(document, section, place)
    parts = document.parts(section)
    document = _with(document, section, (*parts[:place], new, *parts[place + 1 :]))
    if section == STATES and old.name != new.name:
        return _state_renamed(document, old.name, new.name)
    before, after = old.values.get("action"), new.values.get("action")
    if section == TRANSITIONS and before != after:
        return _action_renamed(document, before, after)
    return document


def moved(document: Document, section: str, place: int, to: int) -> Document:
    """The definition with a part moved to `to`, or to the nearest end. Raises NotFound."""
    one = part(document, section, place)
    rest = [other for other in document.parts(section) if other is not one]
    to = max(0, min(to, len(rest)))
    return _with(document, section, (*rest[:to], one, *rest[to:]))


def removed(document: Document, section: str, place: int) -> Document:
    """The definition without a part; what names it is found wrong. Raises NotFound."""
    one = part(document, section, place)
    return _with(
        document, section, [other for other in document.parts(section) if other is not one]
    )


def _with(document: Document, section: str, parts: Sequence[Part]) -> Document:
    sections = {**document.sections, section: tuple(parts)}
    values = {key: value for key, value in document.values.items() if key != section}
    if not parts:
        del sections[section]
        # Written as empty, it is missed by nobody who reads the text.
        values |= {section: {}} if section in document.named else {section: []}
    return replace(document, sections=sections, values=values)


def _state_renamed(document: Document, old: str, new: str) -> Document:
    values = dict(document.values)
    if values.get("initial") == old:
        values["initial"] = new
    return _renamed(replace(document, values=values), NAMES_OF_STATES, old, new)


def _action_renamed(document: Document, old: Any, new: Any) -> Document:
    """Rules follow an action, unless a branch still has its old name."""
    still = any(one.values.get("action") == old for one in document.parts(TRANSITIONS))
    if still or not isinstance(old, str) or not isinstance(new, str):
        return document
    return _renamed(document, NAMES_OF_ACTIONS, old, new)


def _renamed(
    document: Document, where: Mapping[str, Sequence[str]], old: str, new: str
) -> Document:
    sections = dict(document.sections)
    for section, keys in where.items():
        if section in sections:
            sections[section] = tuple(_naming(one, keys, old, new) for one in sections[section])
    return replace(document, sections=sections)


def _naming(one: Part, keys: Sequence[str], old: str, new: str) -> Part:
    values = dict(one.values)
    for key in keys:
        given = values.get(key)
        if given == old:
            values[key] = new
        elif isinstance(given, list):
            values[key] = [new if name == old else name for name in given]
    return replace(one, values=values)

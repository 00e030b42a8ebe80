"""Other versions of the standard process, as an office would write them; parts of definitions."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from workflow.process import bundled


def third(
    *, version: int = 3, renamed: Mapping[str, str] | None = None, rule: str = "", days: int = 0
) -> str:
    """The text of `standard` as a later version: states renamed, a rule more, other review days."""
    text = bundled()["standard"].replace("version = 2", f"version = {version}")
    for old, new in (renamed or {}).items():
        text = text.replace(f'"{old}"', f'"{new}"').replace(f"[states.{old}]", f"[states.{new}]")
    if days:
        text = text.replace("business_days = 5,", f"business_days = {days},")
    return f"{text}\n[[rules]]\n{rule}\n" if rule else text


def toml(value: Any) -> str:
    """Write one value as TOML: a table in braces, all else as JSON would."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def table(head: str, values: Mapping[str, Any]) -> str:
    return "\n".join([head, *(f"{key} = {toml(value)}" for key, value in values.items()), ""])


def live(name: str, ja: str, turn: str) -> str:
    """A state in which it is the turn of a role."""
    return table(f"\n[states.{name}]", {"title": {"ja": ja, "en": name}, "turn": [turn]})


def move(action: str, ja: str, sources: list[str], to: str, role: str, **more: Any) -> str:
    """A transition, and what else its table says."""
    titled = {"action": action, "title": {"ja": ja, "en": action}}
    ends = {"from": sources, "to": to, "roles": [role]}
    return table("\n[[transitions]]", {**titled, **ends, **more})


def instead(text: str, action: str, parts: Iterable[str]) -> str:
    """The definition with these parts in place of the first transition of an action."""
    plain = text[text.index(f'[[transitions]]\naction = "{action}"') :].partition("\n\n")[0]
    return text.replace(plain, "".join(parts))

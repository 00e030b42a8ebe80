"""TOML as a person would write it: a value a line, and comments at the table they speak of."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final

_BARE: Final = re.compile("[A-Za-z0-9_-]+")
_WIDTH: Final = 100


def pairs(values: Mapping[str, Any]) -> list[str]:
    """`key = value` for each of `values`; a list that is too long for a line takes several."""
    lines = []
    for key, value in values.items():
        line = f"{name(key)} = {written(value)}"
        if len(line) > _WIDTH and isinstance(value, list):
            inner = "".join(f"    {written(one)},\n" for one in value)
            line = f"{name(key)} = [\n{inner}]"
        lines.append(line)
    return lines


def name(key: str) -> str:
    """A key, in quotes where it needs them."""
    return key if _BARE.fullmatch(key) else _text(key)


def written(value: Any) -> str:
    """One value on one line."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{name(key)} = {written(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(written(one) for one in value)}]"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return repr(value)


def remark(text: str) -> Iterable[str]:
    """The lines of a text, each led by #."""
    return [f"# {line}".rstrip() for line in text.split("\n")] if text else []


def _text(value: str) -> str:
    # JSON escapes what TOML does, but for the one character that JSON lets stand.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


# ------------------------------------------------- the comments of a definition


Spot = tuple[str, str]
"""A table: its section, and its name or (in a list of tables) its place, counted from 0."""

HEAD: Final[Spot] = ("", "")
"""What stands above all tables."""

_SEVERAL_LINES: Final = ('"""', "'''")


def comments(text: str) -> dict[Spot, str]:
    """The words of all comments, by the table that they stand above, in or below.

    Lines of dashes between the parts are left out. Where texts go over several lines, which
    could hold a # themselves, only what stands before the first key is read.
    """
    found: dict[Spot, list[str]] = {HEAD: []}
    above: list[str] = []
    spot, counts = HEAD, dict[str, int]()
    for line in _safe(text):
        plain, remark = _split(line)
        if remark is not None and not plain:
            above += [] if remark.startswith("---") else [remark]
            continue
        at = _spot(plain, counts)
        if at != spot and at is not None:
            spot = at
            found.setdefault(spot, [])
        found[spot] += above
        above = []
        if remark:
            found[spot].append(remark)
        elif not plain and spot == HEAD and found[HEAD]:
            found[HEAD].append("")
    found[spot] += above
    return {at: said for at, lines in found.items() if (said := "\n".join(lines).strip("\n"))}


def _safe(text: str) -> Iterator[str]:
    several = any(one in text for one in _SEVERAL_LINES)
    for line in text.split("\n"):
        plain = line.strip()
        if several and plain and not plain.startswith("#"):
            return
        yield plain


def _split(line: str) -> tuple[str, str | None]:
    """A line without its comment, and the comment's words; None where it has none."""
    quote = ""
    for place, character in enumerate(line):
        if quote:
            escaped = quote == '"' and _is_escaped(line, place)
            quote = "" if character == quote and not escaped else quote
        elif character in "\"'":
            quote = character
        elif character == "#":
            return line[:place].strip(), line[place + 1 :].removeprefix(" ").rstrip()
    return line, None


def _is_escaped(line: str, place: int) -> bool:
    before = line[:place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _spot(line: str, counts: dict[str, int]) -> Spot | None:
    """The table that a line begins, None where it begins none; counts lists of tables."""
    if not line.startswith("["):
        return None
    try:
        raw = tomllib.loads(line)
    except ValueError:
        return None
    section, inner = next(iter(raw.items()), ("", {}))
    if isinstance(inner, list):
        counts[section] = counts.get(section, -1) + 1
    if section in counts:
        return section, str(counts[section])
    return (section, next(iter(inner), "")) if inner else None

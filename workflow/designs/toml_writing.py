"""Values written as TOML, as a person would write them: one line each, names without quotes."""

import json
import re
from collections.abc import Iterable, Mapping
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

"""Why a run of many moves is refused, or one row of it; and refusals as rows store them."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from workflow.values.actor import Title
from workflow.values.errors import Conflict, InputRefused, Refusal


class BulkNotReady(Conflict):
    """A preview cannot be committed. Data: reason (expired, committed, moved_on, nothing)."""

    key = "bulk_not_ready"


class ChangedSincePreview(Conflict):
    """The item is not what it was in the preview: its row is left alone."""

    key = "changed_since_preview"


def to_json(refusal: Refusal) -> dict[str, Any]:
    """A refusal as plain values: its key, and its facts as far as a sentence needs them."""
    return {"key": refusal.key, "data": {n: _plain(fact) for n, fact in refusal.data.items()}}


def from_json(stored: Mapping[str, Any]) -> Refusal:
    """The refusal again. Of what was wrong with single fields only the family was stored."""
    kind = next((one for one in _kinds(Refusal) if one.key == stored["key"]), Refusal)
    facts = {name: _fact(value) for name, value in stored["data"].items()}
    return InputRefused([]) if issubclass(kind, InputRefused) else kind(**facts)


def _kinds(family: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in family.__subclasses__():
        yield kind
        yield from _kinds(kind)


def _plain(fact: Any) -> Any:
    if isinstance(fact, Title):
        return {"ja": fact.ja, "en": fact.en}
    if isinstance(fact, datetime):
        return {"moment": fact.isoformat()}
    if isinstance(fact, date):
        return {"day": fact.isoformat()}
    if isinstance(fact, list | tuple | set | frozenset):
        return [_plain(one) for one in fact]
    if isinstance(fact, StrEnum):
        return fact.value
    return fact if fact is None or isinstance(fact, bool | int | str) else str(fact)


def _fact(stored: Any) -> Any:
    if isinstance(stored, list):
        return tuple(_fact(one) for one in stored)
    if not isinstance(stored, dict):
        return stored
    if "moment" in stored:
        return datetime.fromisoformat(stored["moment"])
    if "day" in stored:
        return date.fromisoformat(stored["day"])
    return Title(stored["ja"], stored["en"])

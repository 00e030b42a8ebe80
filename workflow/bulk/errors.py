"""Why a run of many moves is refused, or one row of it; and refusals as they are kept in rows."""

from collections.abc import Iterator
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


def written(refusal: Refusal) -> dict[str, Any]:
    """A refusal as plain values: its key, and its facts as far as a sentence needs them."""
    return {"key": refusal.key, "data": {n: _plain(fact) for n, fact in refusal.data.items()}}


def read(kept: dict[str, Any]) -> Refusal:
    """The refusal again. What was wrong with single fields is told by its family only."""
    kind = next((one for one in _kinds(Refusal) if one.key == kept["key"]), Refusal)
    facts = {name: _fact(value) for name, value in kept["data"].items()}
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


def _fact(kept: Any) -> Any:
    if isinstance(kept, list):
        return tuple(_fact(one) for one in kept)
    if not isinstance(kept, dict):
        return kept
    if "moment" in kept:
        return datetime.fromisoformat(kept["moment"])
    return date.fromisoformat(kept["day"]) if "day" in kept else Title(kept["ja"], kept["en"])

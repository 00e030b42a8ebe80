"""Histories for other programs: plain JSON of one item; XES (IEEE 1849) and OCEL 2.0 of many.

Activities are the action names (`submit`, `send_back`, ...), the same in every language and as
in the PNML of a process; times are Japan's, with their offset.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from workflow.documents import ocel, xes
from workflow.documents.histories import History
from workflow.documents.rendering import dumped
from workflow.values.errors import NotFound

LOG_FORMS: Final[Mapping[str, Callable[[Iterable[History]], Iterator[bytes]]]] = {
    "xes": xes.write,
    "ocel": ocel.write,
}
"""In what forms many histories are written."""

MEDIA_TYPES: Final = {"xes": "application/xml", "ocel": "application/json"}
SUFFIXES: Final = {"xes": "xes", "ocel": "jsonocel"}
_OF_LOGS: Final = ("person", "for_person", "move")
"""What the plain list of one item leaves out."""


def write(history: History, form: str) -> bytes:
    """Every entry of one item, the oldest first, as `json`, `xes` or `ocel`. Raises NotFound."""
    if form == "json":
        return dumped([_plain(event) for event in history.events])
    return b"".join(write_many([history], form))


def write_many(histories: Iterable[History], form: str) -> Iterator[bytes]:
    """The histories of many items as `xes` or `ocel`, as they are read. Raises NotFound."""
    if form not in LOG_FORMS:
        raise NotFound(what="form", name=form)
    return LOG_FORMS[form](histories)


def _plain(event: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in _OF_LOGS}

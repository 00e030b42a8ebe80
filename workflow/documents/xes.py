"""Histories as XES (IEEE 1849): a log with a trace for each item, an event for each entry."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from workflow.documents.histories import Event, History

XES_NAMESPACE: Final = "http://www.xes-standard.org/"
_EXTENSIONS: Final = (
    ("Concept", "concept"),
    ("Lifecycle", "lifecycle"),
    ("Organizational", "org"),
    ("Time", "time"),
)
_TEXTS: Final = ("title", "from", "to", "note", "content_hash", "entry_hash", "for")
_END: Final = b"</log>\n"


def write(histories: Iterable[History]) -> Iterator[bytes]:
    """The file, a trace at a time.

    Of an item that is still under way `jizen:finished` is false, of an event that no process
    knows `jizen:move`: what replays traces leaves these out.
    """
    head = Element("log", {"xes.version": "1849-2016", "xes.features": "", "xmlns": XES_NAMESPACE})
    for name, prefix in _EXTENSIONS:
        uri = f"{XES_NAMESPACE}{prefix}.xesext"
        SubElement(head, "extension", {"name": name, "prefix": prefix, "uri": uri})
    _values(SubElement(head, "global", scope="trace"), "string", {"concept:name": ""})
    of_events = SubElement(head, "global", scope="event")
    _values(of_events, "string", {"concept:name": "", "lifecycle:transition": "complete"})
    _values(of_events, "date", {"time:timestamp": "1970-01-01T00:00:00+00:00"})
    SubElement(head, "classifier", {"name": "Activity", "keys": "concept:name"})
    yield bytes(tostring(_indented(head), encoding="utf-8", xml_declaration=True))[: -len(_END) + 1]
    for history in histories:
        yield bytes(tostring(_indented(_trace(history)), encoding="utf-8")) + b"\n"
    yield _END


def _indented(element: Element) -> Element:
    indent(element)
    return element


def _trace(history: History) -> Element:
    trace = Element("trace")
    named = {"concept:name": str(history.item_id)}
    _values(trace, "string", named | {f"jizen:{key}": text for key, text in history.texts.items()})
    _values(trace, "boolean", {"jizen:finished": _truth(history.finished)})
    for event in history.events:
        _event(SubElement(trace, "event"), event)
    return trace


def _event(element: Element, event: Event) -> None:
    texts = {f"jizen:{key}": event[key] for key in _TEXTS if key in event}
    standard = {
        "concept:name": event["action"],
        "concept:instance": str(event["sequence"]),
        "lifecycle:transition": "complete",
        "org:resource": event["who"],
    }
    _values(element, "string", standard | texts)
    _values(element, "date", {"time:timestamp": event["at"]})
    _values(element, "int", {"jizen:round": str(event["round"])})
    _values(element, "boolean", {"jizen:move": _truth(event["move"])})


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _values(parent: Element, kind: str, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        SubElement(parent, kind, {"key": key, "value": value})

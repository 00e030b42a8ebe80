"""The forms of a page and what a browser would send with each, untouched."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Pairs = list[tuple[str, str]]

_UNSENT = ("submit", "button", "image", "reset", "file")


@dataclass
class Form:
    """One form: where it goes, how, and the (name, value) pairs that stand in it.

    A button that sends the same pairs elsewhere makes another form with the same pairs.
    """

    action: str
    method: str
    pairs: Pairs = field(default_factory=list)

    def with_typed(self, typed: dict[str, object]) -> dict[str, object]:
        """What is sent after `typed` was put over what stands in the form; names it any way."""
        data: dict[str, object] = {}
        for name, value in self.pairs:
            kept = data.setdefault(name, [])
            assert isinstance(kept, list)
            kept.append(value)
        return data | typed


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open = False
        self._named: dict[str, Form] = {}
        self._select = ""
        self._options: list[tuple[str, bool]] = []
        self._area: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._begin(found)
        elsewhere = self._named.get(found["form"]) if "form" in found else None
        if not self._open and not elsewhere:
            return
        name = found.get("name", "")
        if tag == "input":
            self._fill(elsewhere or self.forms[-1], found)
        elif tag == "button" and "formaction" in found:
            sent = self.forms[-1]
            self.forms.append(Form(found["formaction"], sent.method, sent.pairs))
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((found.get("value", ""), "selected" in found))
        elif tag == "textarea":
            self._area = [name, ""]

    def _begin(self, found: dict[str, str]) -> None:
        self.forms.append(Form(found.get("action", ""), found.get("method", "get").lower()))
        self._named[found.get("id", "")] = self.forms[-1]
        self._open = True

    @staticmethod
    def _fill(form: Form, found: dict[str, str]) -> None:
        name, kind = found.get("name", ""), found.get("type", "text")
        if not name or kind in _UNSENT:
            return
        if kind not in ("checkbox", "radio") or "checked" in found:
            form.pairs.append((name, found.get("value", "on" if kind == "checkbox" else "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False
        elif tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            for value in chosen or [value for value, _ in self._options[:1]]:
                self._put(self._select, value)
            self._select = ""
        elif tag == "textarea" and self._area is not None:
            self._put(self._area[0], self._area[1].removeprefix("\r\n").removeprefix("\n"))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1] += data

    def _put(self, name: str, value: str) -> None:
        self.forms[-1].pairs.append((name, value))


def forms_of(page: str) -> list[Form]:
    """The forms of an HTML page, in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms

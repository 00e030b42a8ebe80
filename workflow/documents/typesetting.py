"""Papers set by typst, with the fonts that come as packages."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from workflow.documents import progress
from workflow.documents.progress import Step
from workflow.statistics.charts.drawing import font_folders
from workflow.values.lazy import OnDemand

if TYPE_CHECKING:
    import typst
else:
    typst = OnDemand("typst")

GENERATIONS: Final = 11
"""After so many further compilations typst forgets one: a few more than its ten."""

SEAL: Final = "seal.typ"
"""What every template may call: it is set before each."""

_WITHOUT_BREAK: Final = re.compile("[!-~]{10}")
_LONG_WORD: Final = re.compile("[!-~]{11,}")
_AMOUNT: Final = re.compile("[0-9,.]{11,16}")
"""9,999,999,999 is never torn."""


def typeset(template: str, content: Mapping[str, Any]) -> bytes:
    """The PDF of `template` (a file of this package) with `content`, which it reads as `content`.

    The same content gives the same bytes.
    """
    progress.say(Step.COMPOSING)
    compiled = typst.compile(
        _source(template),
        format="pdf",
        font_paths=fonts(),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        timestamp=0,
    )
    forget()
    return bytes(compiled)


def breakable(typed: str) -> str:
    """The text, with a place to break after every tenth letter of a long word (an address)."""
    return _LONG_WORD.sub(_broken, typed)


def lines_of(text: str, letters: int) -> int:
    """How many lines a text takes where one holds so many letters."""
    return sum(max(1, -(-len(line) // letters)) for line in text.split("\n"))


_MOST_LINES: Final = 40
"""Of a row that is never torn: a page of small letters has some forty."""
_IN_A_LINE: Final = 15
"""Letters in a line of the columns in which long texts stand, at the least."""


def is_long(cells: Iterable[str]) -> bool:
    """Whether a row of a table may be taller than a page: it is torn, or its end would fall off."""
    return any(lines_of(cell, _IN_A_LINE) > _MOST_LINES for cell in cells)


def _broken(word: re.Match[str]) -> str:
    return word[0] if _AMOUNT.fullmatch(word[0]) else _WITHOUT_BREAK.sub("\\g<0>\u200b", word[0])


def fitted(amount: str, letters: int) -> str | dict[str, Any]:
    """The amount; one of more than so many letters with its share of the size, to be set smaller.

    So it stays in its column.
    """
    if len(amount) <= letters:
        return amount
    return {"text": amount, "share": letters / len(amount)}


@cache
def fonts() -> "typst.Fonts":
    """The fonts of the papers, and no other: a machine's own would change the lines."""
    return typst.Fonts(include_system_fonts=False, font_paths=font_folders())


@cache
def _source(template: str) -> bytes:
    folder = resources.files(__package__)
    return b"".join(folder.joinpath(name).read_bytes() for name in (SEAL, template))


def forget() -> None:
    """Set empty pages until typst drops its cache, which is 100 MB for a long list."""
    for _ in range(GENERATIONS):
        typst.compile(b"", format="svg", font_paths=fonts())

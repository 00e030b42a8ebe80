"""The words around what was found, as they were typed."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from workflow.textindex import ngrams
from workflow.values.text import folded

BEFORE: Final = 24
AFTER: Final = 72
"""Characters of a text that are shown before and after the first word that was found."""
WINDOW: Final = 1_200
"""Characters of a text that are looked at one by one: more than the longest search and those."""

_SOUND_MARKS: Final = "\uff9e\uff9f"
"""Half-width ﾞ and ﾟ: with the character before them they are one."""

Span = tuple[int, int]


class Part(NamedTuple):
    """A part of a text, and whether it is a word that was looked for."""

    text: str
    marked: bool


def exactly(words: Sequence[str]) -> re.Pattern[str]:
    """What finds the folded words themselves."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def nearly(words: Sequence[str]) -> re.Pattern[str]:
    """What finds them too where a long one has one mistake in it."""
    long = filter(ngrams.may_be_mistyped, words)
    ways = [[word] for word in words] + [way for word in long for way in ngrams.mistyped(word)]
    # The longest comes first: where a whole word stands, no part of it is marked alone.
    ways.sort(key=lambda pieces: -len("_".join(pieces)))
    return re.compile("|".join(".".join(map(re.escape, pieces)) for pieces in ways))


def marked(text: str, words: re.Pattern[str]) -> tuple[Part, ...]:
    """The whole text, in parts."""
    return _parts(text, _spans(text, words), 0, len(text))


def excerpt(text: str, words: re.Pattern[str]) -> tuple[Part, ...]:
    """Some words around the first place, in parts, with … where there is more; or nothing."""
    line = re.sub(r"\s+", " ", text)
    begin, end = _surroundings(line, words)
    spans = [(begin + one, begin + other) for one, other in _spans(line[begin:end], words)]
    if not spans:
        return ()
    first, last = max(0, spans[0][0] - BEFORE), min(len(line), spans[0][1] + AFTER)
    return (
        *([Part("…", marked=False)] if first else []),
        *_parts(line, spans, first, last),
        *([Part("…", marked=False)] if last < len(line) else []),
    )


def _surroundings(line: str, words: re.Pattern[str]) -> Span:
    """The part of a long text to look at letter by letter: that around the first place."""
    if len(line) <= WINDOW:
        return 0, len(line)
    found = words.search(folded(line))
    if not found:
        return 0, 0
    at = bisect(range(len(line)), found.start(), key=lambda end: len(folded(line[:end])))
    return max(0, at - WINDOW // 2), min(len(line), at + WINDOW // 2)


def _parts(text: str, spans: Sequence[Span], first: int, last: int) -> tuple[Part, ...]:
    inside = [any(begin <= at < end for begin, end in spans) for at in range(first, last)]
    parts, at = [], first
    for is_marked, some in groupby(inside):
        end = at + len(list(some))
        parts.append(Part(text[at:end], is_marked))
        at = end
    return tuple(parts)


def _spans(text: str, words: re.Pattern[str]) -> list[Span]:
    """From where to where in `text` each word stands, in order."""
    letters, places = [], []
    for begin, end in _characters(text):
        for letter in folded(text[begin:end]):
            letters.append(letter)
            places.append((begin, end))
    found = words.finditer("".join(letters))
    return [(places[one.start()][0], places[one.end() - 1][1]) for one in found]


def _characters(text: str) -> Iterator[Span]:
    """Where each character with the marks that belong to it begins and ends."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at < len(text) and (text[at] in _SOUND_MARKS or unicodedata.combining(text[at])):
            continue
        if begin < at:
            yield begin, at
        begin = at

"""Departments that a short, an old or a misspelt name may mean: to ask, never to guess."""

from typing import Final

from workflow.exchange.names import Names
from workflow.values.text import search_key

MOST: Final = 30
"""Characters of a name; a longer one is none."""
_ENDINGS: Final = ("事務局", "委員会", "本部", "部局", "部", "局", "庁", "課", "室")
_ENOUGH: Final = 0.5


def departments(typed: str, names: Names) -> tuple[str, ...]:
    """The codes of departments that resemble a name, the likest first."""
    short = _stem(typed)
    if not short or len(typed) > MOST:
        return ()
    likeness = {one.code: _likeness(short, _stem(one.name.ja)) for one in names.masters.departments}
    found = [code for code, how_much in likeness.items() if how_much >= _ENOUGH]
    return tuple(sorted(found, key=lambda code: -likeness[code]))


def _stem(name: str) -> str:
    """A folded name without the ending that says it is a department."""
    key = search_key(name).replace(" ", "")
    ending = next((one for one in _ENDINGS if key.endswith(one) and len(key) > len(one)), "")
    return key.removesuffix(ending)


def _likeness(short: str, whole: str) -> float:
    """1 where all letters of one stand in the other in their order (健福 in 健康福祉), else the
    share of pairs of letters that both have."""
    less, more = sorted((short, whole), key=len)
    if len(less) > 1 and _is_within(less, more):
        return 1 + len(less) / len(more)
    pairs = [_pairs(one) for one in (short, whole)]
    both = len(pairs[0] & pairs[1])
    return 2 * both / max(1, len(pairs[0]) + len(pairs[1]))


def _is_within(less: str, more: str) -> bool:
    letters = iter(more)
    return all(letter in letters for letter in less)


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}

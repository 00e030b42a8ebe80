"""Departments and sections that a short or misspelt name may mean."""

from typing import Final

from workflow.exchange.names import Names
from workflow.values.text import folded

MOST: Final = 30
"""Characters of a name; a longer one is none."""
_ENDINGS: Final = ("事務局", "委員会", "本部", "部局", "部", "局", "庁", "課", "室")
_ENOUGH: Final = 0.5


def departments_like(typed: str, names: Names) -> tuple[str, ...]:
    """The codes of departments that resemble a name, the likest first."""
    short = _stem(typed)
    if not short or len(typed) > MOST:
        return ()
    similarity = {
        one.code: max(_similarity(short, _stem(one.name.ja)), _share_within(short, one.name.ja))
        for one in names.masters.departments
    }
    found = [code for code, how_much in similarity.items() if how_much >= _ENOUGH]
    return tuple(sorted(found, key=lambda code: -similarity[code]))


def _stem(name: str) -> str:
    """A folded name without the ending that says it is a department."""
    key = folded(name)
    ending = next((one for one in _ENDINGS if key.endswith(one) and len(key) > len(one)), "")
    return key.removesuffix(ending)


def _similarity(short: str, whole: str) -> float:
    """1 where all letters of one stand in the other in their order (健福 in 健康福祉), else the
    share of pairs of letters that both have."""
    less, more = sorted((short, whole), key=len)
    if len(less) > 1 and _is_within(less, more):
        return 1 + len(less) / len(more)
    pairs = [_pairs(one) for one in (short, whole)]
    both = len(pairs[0] & pairs[1])
    return 2 * both / max(1, len(pairs[0]) + len(pairs[1]))


def _share_within(short: str, name: str) -> float:
    """Whether all letters of a short name stand in the whole of another: 教委 in 教育委員会."""
    return 1.0 if len(short) > 1 and _is_within(short, folded(name)) else 0.0


def _is_within(less: str, more: str) -> bool:
    letters = iter(more)
    return all(letter in letters for letter in less)


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)}


# ------------------------------------------------------ names without their ending


_OF_SECTIONS: Final = ("課", "室", "所", "署", "局", "センター", "事務所")


def section_meant(typed: str, department_id: int | None, names: Names) -> tuple[int, str] | None:
    """The one section that a name without its ending means, with its department: 税務.

    Of all departments where that of it is not known; None for none, or for several.
    """
    found = {
        (of, names.section_called(of, f"{typed}{ending}"))
        for ending in _OF_SECTIONS
        for of in names.holders(f"{typed}{ending}")
        if department_id in (None, of)
    }
    return found.pop() if len(found) == 1 else None


def may_be_department(typed: str, names: Names) -> bool:
    """Whether a name is that of a department without its ending: 総務."""
    return any(_stem(one.name.ja) == folded(typed) for one in names.masters.departments)

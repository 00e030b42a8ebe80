"""Which department and section a row is of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from workflow.exchange import likeness
from workflow.exchange.columns import DEPARTMENT, PLACE
from workflow.exchange.names import Names, listed
from workflow.values.text import search_key

LONGEST: Final = 200
_OF_ALL: Final = re.compile("(?:[都道府県市区町村]長|知事|首長|各|全)部局|本庁")
"""What all departments of a mayor or a governor together are called: which one is not said."""
_TITLE: Final = re.compile("(?:次|部|局|課|室|庁|参与|副)?長|付|理事|参事|次長級|部長級|主幹")
"""Who heads a department, written behind its name."""
_BETWEEN: Final = " 　・/／、,-－\n\t()（）[]［］【】〔〕<>＜＞→:：|｜_"
_WITHIN_SECTION: Final = re.compile(".{0,20}(?:係|担当|班|チーム|グループ|[GgＧ])")
"""What stands behind a section and is part of it: 税務課課税係."""
_SHORTEST_SECTION: Final = 2
_BEHIND: Final = re.compile(
    r"\s{0,9}[(（]?\s{0,9}(?:内線|電話|連絡先|TEL|Tel|tel|ＴＥＬ|℡|☎)[^()（）]{0,40}[)）]?$"
    r"|\s{0,9}[(（]\s?(?:担当|主査)\s?[:：・][^()（）]{1,20}[)）]$"
    r"|\s{0,9}[(（]\s?内?線?\s?[0-9０-９－-]{3,14}\s?[)）]$|\s{1,9}内線?\s?[0-9０-９－-]{3,9}$"
    r"|\s{0,9}(?:ほか|他)\s?(?:[0-9０-９]{1,2}\s?(?:課|所属|室))?$"
)
"""What stands behind a section and is none: how it is reached, or that there are more."""
_AMONG: Final = re.compile("[・、，,／/\n]")
_MOST_TOGETHER: Final = 5
_IN_BRACKETS: Final = re.compile(
    r"([^()（）【】\[\]]{1,40})[(（【\[]([^()（）【】\[\]]{1,40})[)）】\]]"
)
_CODE: Final = re.compile("[(（]?[0-9０-９]{2,10}[)）]?[ 　:：._-]*(?=[^0-9０-９ 　:：._-])")
"""What systems of finance write before a name: 010203 税務課."""


@dataclass(frozen=True)
class Placed:
    """The lead department (None where none is named), the codes of joint ones, the section.

    `unknown` is a name that no department has.
    """

    department_id: int | None = None
    joint: tuple[str, ...] = ()
    section: str = ""
    unknown: str = ""
    shortened: str = ""
    """What was typed, where a department is only its beginning and the rest is not kept."""


def place(given: Mapping[str, str], names: Names) -> Placed:
    """What the cells of department, section and of both in one say together."""
    department = given.get(DEPARTMENT, "").strip()
    both = given.get(PLACE, "").strip()
    section = given.get("section", "").strip()
    placed = of_department(department, names) if department else Placed()
    if both and not placed.unknown:
        placed = _with(placed, of_both(both, placed.department_id, names))
    if section and not placed.unknown:
        placed = _with(placed, _of_section(section, placed.department_id, names))
    return placed


def of_department(typed: str, names: Names) -> Placed:
    """A department, several that carry an item together, or one with its section behind it."""
    if len(typed) > LONGEST:
        return Placed(unknown=typed)
    if _OF_ALL.fullmatch(typed) and names.department(typed) is None:
        return Placed()
    found = listed(typed, names)
    unknown = next((part for part, one in found if one is None), "")
    if unknown and (code := _CODE.match(typed)):
        return of_department(typed[code.end() :], names)
    if found and not unknown:
        ids = [one for _, one in found if one is not None]
        return Placed(ids[0], tuple(names.department_codes[one] for one in ids[1:]))
    return _split(typed, names) or Placed(unknown=unknown or typed)


def of_both(typed: str, department_id: int | None, names: Names) -> Placed:
    """A cell in which a department, a section, or one behind the other may stand."""
    if len(typed) > LONGEST:
        return Placed(unknown=typed)
    if (section := names.section_called(department_id, typed)) and department_id:
        return Placed(department_id, section=section)
    found = of_department(typed, names)
    if not found.unknown:
        return found
    is_either = department_id is None and not names.holders(typed)
    if is_either and likeness.may_be_department(typed, names):
        return found  # 総務部, or 総務課: it is asked
    alone = _of_section(typed, department_id, names)
    if alone.department_id is not None:
        return alone
    if department_id is not None:
        return Placed(department_id, section=typed)
    return found


def _of_section(typed: str, department_id: int | None, names: Names) -> Placed:
    """A section's own spelling, and its department where that is not known yet."""
    if len(typed) > LONGEST:
        return Placed(department_id, section=typed)
    if code := _CODE.match(typed):
        typed = typed[code.end() :]
    own = names.section_called(department_id, typed)
    if own:
        return Placed(department_id, section=own)
    if department_id is None:
        holders = names.holders(typed)
        if len(holders) == 1:
            (found,) = holders
            return Placed(found, section=names.section_called(found, typed))
    if plain := _beside(typed, department_id, names):
        return plain
    found_both = _split(typed, names)
    if found_both and found_both.section and department_id in (None, found_both.department_id):
        return found_both
    return _part_of_section(typed, department_id, names) or Placed(department_id, section=typed)


def _meant(typed: str, department_id: int | None, names: Names) -> Placed | None:
    """税務: the only section that is called so but for its ending."""
    meant = likeness.section_meant(typed, department_id, names)
    return Placed(meant[0], section=meant[1], shortened=typed) if meant else None


def _beside(typed: str, department_id: int | None, names: Names) -> Placed | None:
    """A section that is known, without its ending or with something beside it: 税務課（総務部）."""
    if found := _meant(typed, department_id, names) or _several(typed, department_id, names):
        return found
    plain = _BEHIND.sub("", typed).strip(_BETWEEN)
    inner = _IN_BRACKETS.fullmatch(typed)
    of = names.department(inner[2].strip()) if inner else None
    if inner and of is not None and department_id in (None, of):
        plain, department_id = inner[1].strip(), of
    if not plain or plain == typed:
        return None
    found = _of_section(plain, department_id, names)
    if not names.section_called(found.department_id, found.section):
        return None
    return found if of is not None else replace(found, shortened=typed)


def _several(typed: str, department_id: int | None, names: Names) -> Placed | None:
    """税務課・人事課: sections that carry an item together, of which the first leads."""
    parts = [one.strip() for one in _AMONG.split(typed) if one.strip()]
    if not 1 < len(parts) <= _MOST_TOGETHER:
        return None
    holders = [names.holders(one) for one in parts]
    if department_id:
        first, *others = holders
        holders = [first & {department_id}, *(of & {department_id} or of for of in others)]
    if any(len(of) != 1 for of in holders):
        return None
    ids = list(dict.fromkeys(one for of in holders for one in of))
    joint = tuple(names.department_codes[one] for one in ids[1:])
    return Placed(ids[0], joint, names.section_called(ids[0], parts[0]), shortened=typed)


def _part_of_section(typed: str, department_id: int | None, names: Names) -> Placed | None:
    """税務課課税係: the section that it begins with, which is all that is kept of it."""
    for end in range(len(typed) - 1, _SHORTEST_SECTION - 1, -1):
        holders = names.holders(typed[:end])
        of = holders if department_id is None else holders & {department_id}
        if len(of) == 1 and _WITHIN_SECTION.fullmatch(typed[end:].strip(_BETWEEN)):
            (found,) = of
            section = names.section_called(found, typed[:end])
            return Placed(found, section=section, shortened=typed)
    return None


def _split(typed: str, names: Names) -> Placed | None:
    """市民生活部市民環境課 by the masters: the longest department, then one of its sections."""
    for department_id, rest in sorted(_beginnings(typed, names), key=lambda one: len(one[1])):
        section = names.section_called(department_id, rest)
        if section:
            return Placed(department_id, section=section)
        within = _part_of_section(rest, department_id, names)
        if within := within or _several(rest, department_id, names):
            return replace(within, shortened=typed)
    best = min(_beginnings(typed, names), key=lambda one: len(one[1]), default=None)
    if best and _TITLE.fullmatch(best[1]):
        return Placed(best[0], shortened=typed)
    return Placed(best[0], section=best[1]) if best and best[1] else None


def _beginnings(typed: str, names: Names) -> Iterator[tuple[int, str]]:
    """Each department that a text begins with, and what comes after its name."""
    for end in range(1, len(typed)):
        found = names.department(typed[:end])
        if found is not None:
            yield found, typed[end:].strip(_BETWEEN)


def in_words(placed: Placed, names: Names) -> str:
    """The department and the section as the masters have them."""
    code = names.department_codes.get(placed.department_id or 0, "")
    return f"{names.department_title(code)}{placed.section}"


def _with(before: Placed, more: Placed) -> Placed:
    if before.department_id is None:
        return more
    if more.unknown or more.department_id not in (None, before.department_id):
        return Placed(before.department_id, before.joint, unknown=more.unknown)
    return Placed(
        before.department_id,
        before.joint or more.joint,
        more.section or before.section,
        shortened=before.shortened or more.shortened,
    )


def folded_labels(names: Names) -> frozenset[str]:
    """Every name whose sum may stand in a row of its own: 総務部計."""
    sections = (key for _, key in names.sections)
    titles = {
        of: search_key(names.department_title(code)) for of, code in names.department_codes.items()
    }
    both = (f"{titles[of]}{key}" for of, key in names.sections)
    return frozenset(
        (*names.department_ids, *sections, *both, *map(search_key, ("行政", "くらし", "産業")))
    )

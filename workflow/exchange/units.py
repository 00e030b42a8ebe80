"""The units in which lists count money: where they say so, and amounts turned into 千円."""

import re
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, DecimalException
from enum import StrEnum
from typing import Final

from workflow.values.money import in_ascii
from workflow.values.text import search_key

LONGEST: Final = 200
"""Characters of a heading or a title in which a unit is looked for."""


class Unit(StrEnum):
    """A unit of money; the value is what answers and files of Jizen call it."""

    YEN = "yen"
    THOUSAND = "thousand"
    TEN_THOUSAND = "ten_thousand"
    MILLION = "million"
    HUNDRED_MILLION = "hundred_million"


YEN_IN: Final = {
    Unit.YEN: 1, Unit.THOUSAND: 10**3, Unit.TEN_THOUSAND: 10**4, Unit.MILLION: 10**6,
    Unit.HUNDRED_MILLION: 10**8,
}  # fmt: skip
WORDS: Final = {
    Unit.YEN: "円", Unit.THOUSAND: "千円", Unit.TEN_THOUSAND: "万円", Unit.MILLION: "百万円",
    Unit.HUNDRED_MILLION: "億円",
}  # fmt: skip
_OF_WORD: Final = {word: unit for unit, word in WORDS.items()} | {
    "yen": Unit.YEN, "jpy": Unit.YEN, "kyen": Unit.THOUSAND, "thousand yen": Unit.THOUSAND,
    "thousand_yen": Unit.THOUSAND,
}  # fmt: skip

ROUNDINGS: Final = {"up": ROUND_UP, "half": ROUND_HALF_UP, "down": ROUND_DOWN}
"""How what is less than 千円 is rounded."""

_WORD: Final = "(?<![十百千万億])(百万円|億円|千円|万円|円|thousand[ _]yen|kyen|yen|jpy)"
_BEHIND_TITLE: Final = re.compile(
    rf"単位[ :はが・=;/]{{0,3}}{_WORD}|{_WORD}単位|金額[:・=/]{_WORD}(?:$|[)\]】])"
    rf"|{_WORD}(?:で|にて) ?(?:の?ご?(?:記入|記載|入力|表示|計上)|お?書)"
)
_ROUNDED: Final = re.compile(
    rf"(?<![0-9]){_WORD}未満[^0-9円]{{0,8}}?(?:四捨五入|切り?捨|切り?上|端数)"
)
"""百万円未満は四捨五入: as good as a unit where nothing else says one."""
_WITHOUT_YEN: Final = re.compile("単位[ :はが・=;/]{0,3}(百万|億|千|万)(?![十百千万億円])")
_ALONE: Final = re.compile(rf"[(\[【「]{{0,2}} ?{_WORD} ?[)\]】」]{{0,2}}")
_IN_BRACKETS: Final = re.compile(
    rf"[(\[【] ?(?:単位[ :は・]{{0,3}})?{_WORD}[^)\]】]{{0,12}}[)\]】]"
)
_SPREAD: Final = re.compile("(?<=[百千万億]) (?=[百千万億円])")
_AT_END: Final = re.compile(rf"{_WORD}$")
_NUMBER: Final = r"([0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,4})?|[0-9]{1,15}(?:\.[0-9]{1,4})?)"
_OWN: Final = re.compile(rf"(-?) ?(?:{_NUMBER}億)? ?(?:{_NUMBER}万)? ?(?:{_NUMBER}(百万|千)?)?円")
_YEN_SIGN: Final = re.compile(rf"(-?) ?[¥\\] ?(-?) ?{_NUMBER} ?円?(?:也|-)?")
"""¥300,000-; in files of CP932 the sign is that of a backslash."""
_YEN_SIGNS: Final = "¥￥\\"
_LONGEST_OWN: Final = 40
_SHARE: Final = re.compile(
    r"\s?[(（](?:うち|内訳|内|税込|債務負担|国庫|一般財源|一財|財源|補助率)[^()（）]{0,40}[)）]$"
)
BRACKETS_SAY: Final = (
    r"(?:[(\[] {0,3}[)\]]|括弧|[かカ][っッ][こコ]) ?(?:内|書き?)?(?:の?(?:数[値字]|金?額))?は"
)
"""What brackets about amounts mean, in a folded text: ( )内は前年度."""


def of_heading(typed: str) -> Unit | None:
    """The unit that a heading says: 事業費（千円）, 金額 円; None where it says none."""
    key = _folded(typed)
    found = _BEHIND_TITLE.search(key) or _IN_BRACKETS.search(key) or _AT_END.search(key)
    return _said(found) or _without_yen(key)


def of_title(typed: str) -> Unit | None:
    """The unit that a line above or beneath the headings says: （単位：円）, or 千円 alone."""
    key = _folded(typed)
    found = _BEHIND_TITLE.search(key) or _ALONE.fullmatch(key) or _IN_BRACKETS.search(key)
    return _said(found) or _without_yen(key)


def _folded(typed: str) -> str:
    """A text without the blanks that spread a unit: 百 万 円."""
    return _SPREAD.sub("", search_key(typed[:LONGEST]))


def _said(found: re.Match[str] | None) -> Unit | None:
    return _OF_WORD[next(filter(None, found.groups()))] if found else None


def _without_yen(key: str) -> Unit | None:
    """単位：百万."""
    found = _WITHOUT_YEN.search(key)
    return _OF_WORD[f"{found[1]}円"] if found else None


def may_say_itself(value: object) -> bool:
    """Whether a cell may hold an amount that says its own unit."""
    return isinstance(value, str) and ("円" in value or has_yen_sign(value))


def has_yen_sign(value: object) -> bool:
    """Whether the sign of yen stands in a cell."""
    return isinstance(value, str) and any(sign in value for sign in _YEN_SIGNS)


def yen_in(typed: str) -> Decimal | None:
    """The yen of an amount that says its own unit: 12百万円, 1億2,000万円, ¥300; else None."""
    typed = without_share(typed)
    plain = in_ascii(typed) if len(typed) <= _LONGEST_OWN else ""
    if signed := _YEN_SIGN.fullmatch(plain):
        yen = Decimal(signed[3].replace(",", ""))
        return -yen if signed[1] or signed[2] else yen
    found = _OWN.fullmatch(plain.removeprefix("金").removesuffix("也").strip())
    if found is None or not any(found.group(2, 3, 4)):
        return None
    sizes = (Unit.HUNDRED_MILLION, Unit.TEN_THOUSAND, _OF_WORD[f"{found[5] or ''}円"])
    parts = zip(found.group(2, 3, 4), sizes, strict=True)
    sum_of = sum(Decimal(said.replace(",", "")) * YEN_IN[unit] for said, unit in parts if said)
    return Decimal(-sum_of if found[1] else sum_of)


def without_share(typed: str) -> str:
    """An amount without the part of it that stands behind it: 300千円（うち一般財源100千円）."""
    return _SHARE.sub("", typed.strip()) if typed.rstrip()[-1:] in (")", "）") else typed


def without_unit(key: str) -> str:
    """A folded heading without the unit at its end."""
    return _AT_END.sub("", key) if not _ALONE.fullmatch(key) else ""


def of_titles(typed: Iterable[str]) -> Unit | None:
    """The first unit that one of several texts says."""
    return next((unit for text in typed if (unit := of_title(text))), None)


def of_rounding(typed: Iterable[str]) -> Unit | None:
    """The unit to which one of several texts says that amounts are rounded."""
    said = (_said(_ROUNDED.search(_folded(text))) for text in typed if "未満" in text)
    return next(filter(None, said), None)


def in_thousands(amount: Decimal, unit: Unit, rounding: str = "") -> int | None:
    """An amount as 千円; None where it is none to the unit and no `rounding` was chosen."""
    try:
        thousands = amount * YEN_IN[unit] / 1_000
        whole = thousands.to_integral_value(ROUNDINGS.get(rounding, ROUND_DOWN))
    except DecimalException:
        return None
    return int(whole) if rounding in ROUNDINGS or whole == thousands else None

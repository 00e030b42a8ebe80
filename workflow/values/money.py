"""Money: an integer of 千円 (thousands of yen), as people type it and as paper prints it.

The budget papers count in thousands of yen, so 60,016 means 60,016,000 yen. A number is never
guessed: what does not read plainly is refused, with the words that were typed.
"""

import re
from typing import Final, Literal

LARGEST: Final = 9_999_999_999
"""The largest amount either side of zero, in 千円 (about ten trillion yen)."""

YEN_SUSPECTED_FROM: Final = 10_000_000
"""From this many 千円 on (ten billion yen) a person is asked whether yen were typed."""

_FULL_WIDTH_DIGITS = "０１２３４５６７８９"
_MINUS_SIGNS = "△▲-－−‐–ー"  # the last is what the minus key gives while kana are typed
_COMMAS = ",，、､"
_POINTS = ".．"
_SPACES = " \u00a0\u2009\u202f\u3000"

# An explicit table, not NFKC: that would also let ①, ² and 〸 through as digits.
_AS_ASCII: Final = str.maketrans(
    {digit: str(value) for value, digit in enumerate(_FULL_WIDTH_DIGITS)}
    | dict.fromkeys(_MINUS_SIGNS, "-")
    | dict.fromkeys(_COMMAS, ",")
    | dict.fromkeys(_POINTS, ".")
    | dict.fromkeys(_SPACES, " ")
    | {"￥": "¥"}
)
# Groups of three by commas or by single spaces, but not by both. A grouped number cannot begin
# with 0: "0,123" is more likely a decimal of another country.
_THOUSANDS: Final = re.compile(
    r"(?P<minus>-?) *(?P<digits>[0-9]+|[1-9][0-9]{0,2}(?P<comma>[, ])[0-9]{3}"
    r"(?:(?P=comma)[0-9]{3})*) *(?:千円)?"
)
_OTHER_UNIT: Final = re.compile(r"-?(?: *¥)? *-?[0-9][0-9,. 十百千万億兆円]*")


class MoneyUnreadable(ValueError):
    """The text is not an amount in 千円. `text` is what was typed, untouched."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class MoneyNotInThousands(MoneyUnreadable):
    """A readable amount, but not a whole number of 千円: ask for thousands of yen.

    `reason` is "decimal" (1.5) or "unit" (円, 万円, 百万円, ¥ ...).
    """

    def __init__(self, text: str, reason: Literal["decimal", "unit"]) -> None:
        super().__init__(text)
        self.reason: Final = reason


class MoneyTooLarge(MoneyUnreadable):
    """An amount beyond ±9,999,999,999 千円 (`LARGEST`)."""


def parse_kyen(text: str) -> int:
    """Read an amount in 千円 as a person typed it: 60,016 ６０，０１６ △1,395 1,395千円.

    Accepts full-width digits, commas or single spaces between groups of three, a leading minus
    (△ ▲ - and the dashes used for it) and a trailing 千円. Parentheses, a plus sign and wrong
    groups (1,23) are refused.

    Raises MoneyUnreadable, or its subclasses MoneyNotInThousands and MoneyTooLarge.
    """
    plain = text.translate(_AS_ASCII).strip(" \t\r\n")
    found = _THOUSANDS.fullmatch(plain)
    if found is None:
        raise _refusal(text, plain)
    digits = found["digits"].replace(",", "").replace(" ", "").lstrip("0")
    if len(digits) > len(str(LARGEST)):  # before int(), whose cost grows with the square
        raise MoneyTooLarge(text)
    amount = int(digits or "0")
    return -amount if found["minus"] else amount


def _refusal(text: str, plain: str) -> MoneyUnreadable:
    if not _OTHER_UNIT.fullmatch(plain):
        return MoneyUnreadable(text)
    if re.search("[¥十百千万億兆円]", plain.removesuffix("千円")):
        return MoneyNotInThousands(text, "unit")
    if "." in plain:
        return MoneyNotInThousands(text, "decimal")
    return MoneyUnreadable(text)


def format_kyen(amount: int) -> str:
    """Print an amount in 千円 as the papers do: "60,016", "△1,395", "0"; without the unit."""
    return f"△{-amount:,}" if amount < 0 else f"{amount:,}"


def looks_like_yen(amount: int) -> bool:
    """Whether an amount in 千円 is so large that yen may have been typed: ask, do not refuse."""
    return abs(amount) >= YEN_SUSPECTED_FROM

"""Money: an integer of 千円 (thousands of yen), as people type it and as paper prints it.

The budget papers count in thousands of yen, so 60,016 means 60,016,000 yen. A number is never
guessed: what does not read plainly is refused, with the words that were typed.
"""

import re
from decimal import Decimal
from typing import Final, Literal

from workflow.values.errors import Unreadable

LARGEST: Final = 9_999_999_999
"""The largest amount either side of zero, in 千円 (about ten trillion yen)."""

YEN_SUSPECTED_FROM: Final = 1_000_000
"""From this many 千円 on (a billion yen) a person is asked whether yen were typed."""

TIMES_SUSPECTED: Final = 10
"""And from so many times the amount of the year before."""

_FULL_WIDTH_DIGITS = "０１２３４５６７８９"
_MINUS_SIGNS = "△▲▽▼Δ∆-－−‐–ー"  # the last is what the minus key gives while kana are typed
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
_LONGEST_AMOUNT: Final = 40
_DECIMAL: Final = re.compile(
    r"(?P<minus>-?) *(?:¥ *)?(?P<digits>[0-9]{1,20}|[1-9][0-9]{0,2}(?P<comma>[, ])[0-9]{3}"
    r"(?:(?P=comma)[0-9]{3})*)(?P<fraction>\.[0-9]{1,8})? *(?:百万円|億円|千円|万円|円)?"
)
_OTHER_UNIT: Final = re.compile(r"-?(?: *¥)? *-?[0-9][0-9,. 十百千万億兆円]*")


class MoneyUnreadable(Unreadable):
    """The text is not an amount in 千円. `text` is what was typed, untouched."""


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
    plain = in_ascii(text)
    found = _THOUSANDS.fullmatch(plain)
    if found is None:
        raise _refusal(text, plain)
    digits = found["digits"].replace(",", "").replace(" ", "").lstrip("0")
    if len(digits) > len(str(LARGEST)):  # before int(), whose cost grows with the square
        raise MoneyTooLarge(text)
    amount = int(digits or "0")
    return -amount if found["minus"] else amount


def in_ascii(text: str) -> str:
    """A number as it was typed, with plain digits, commas, points and minus."""
    return text.translate(_AS_ASCII).strip(" \t\r\n")


def parse_decimal(text: str) -> Decimal:
    """Read an amount in any unit, with a fraction or without; a unit at its end is passed over.

    Raises MoneyUnreadable.
    """
    plain = in_ascii(text[: _LONGEST_AMOUNT + 1])
    found = _DECIMAL.fullmatch(plain) if len(plain) <= _LONGEST_AMOUNT else None
    if found is None:
        raise MoneyUnreadable(text)
    digits = found["digits"].replace(",", "").replace(" ", "")
    amount = Decimal(f"{digits}{found['fraction'] or ''}")
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


def looks_like_yen(
    amount: int, previous: int | None = None, ask_from: int = YEN_SUSPECTED_FROM
) -> bool:
    """Whether yen may have been typed for 千円: ask, do not refuse.

    So it is with amounts from `ask_from` on, and with ten times the `previous` year's.
    """
    return abs(amount) >= ask_from or times_grown(amount, previous) >= TIMES_SUSPECTED


def times_grown(amount: int | None, previous: int | None) -> int:
    """How many times the previous year's an amount is, rounded down; 0 where nobody can say."""
    return amount // previous if amount and previous and amount > 0 and previous > 0 else 0


def in_words(amount: int) -> str:
    """An amount in 千円 as people say it: 50億円, 1,234万5千円, △200千円 as △20万円."""
    rest, parts = abs(amount), []
    for unit, size in (("兆", 10**9), ("億", 10**5), ("万", 10)):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,}{unit}")
    if rest:
        parts.append(f"{rest}千")
    sign = "△" if amount < 0 else ""
    return f"{sign}{''.join(parts) or '0'}円"


def plain_number(value: Decimal) -> str:
    """50, 7.5, 0: a number in full, without the zeros that end its fraction; never 5E+1."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if value else "0"

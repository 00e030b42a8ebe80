"""What a number format makes of a number: 1,200,000 that is shown as 1,200, as ¥1,200 or 12百万円.

A person goes by what a cell shows, so that is what is read of it.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

LONGEST: Final = 255
"""Characters of a format; no program writes a longer one."""

_TOKEN: Final = re.compile(
    r'"([^"]*)"?|\\(.)|\[\$([^\[\]-]*+)[^\[\]]*+\]|\[[^\[\]]*+\]|[_*].|(.)', re.DOTALL
)
_NUMBER: Final = re.compile(
    r"(?P<before>[^#0?.,%]*)[#0?](?:[#0?,]*[#0?])?(?P<scale>,*)(?:\.[#0?]*)?(?P<more>,*)"
    r"(?P<behind>[^#0?.,]*)"
)
_NOT_PLAIN: Final = re.compile("%|[eE][+-]|/")
_UNIT: Final = re.compile(r"\s*((?:百万|千|万|億)?円)(?:也|\s|-)*")
_YEN: Final = "¥￥\\"
_MINUS: Final = "△▲▽▼"


class Shown(NamedTuple):
    """How a number is shown: divided by so many thousands, with these signs and this unit."""

    thousands: int = 0
    is_yen: bool = False
    unit: str = ""
    is_minus: bool = False

    def of(self, value: int | float) -> int | float | str:
        """What is shown of a number: again a number, or a text where a unit is part of it."""
        shown = Decimal(repr(value)) / 1_000**self.thousands
        if self.is_minus and shown > 0:
            shown = -shown
        if not (self.is_yen or self.unit):
            return int(shown) if shown == shown.to_integral_value() else float(shown)
        digits = f"{abs(shown):f}"
        plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return f"{'-' if shown < 0 else ''}{'¥' if self.is_yen else ''}{plain}{self.unit}"


_AS_IT_IS: Final = Shown()


@lru_cache(maxsize=1_024)
def of_code(code: str) -> Shown | None:
    """What a format like #,##0,;△#,##0, makes of a number; None where it shows it as it is."""
    if len(code) > LONGEST:
        return None
    found = _NUMBER.fullmatch(_first_section(code))
    if found is None or _NOT_PLAIN.search(found["before"] + found["behind"]):
        return None
    unit = _UNIT.fullmatch(found["behind"])
    shown = Shown(
        len(found["scale"]) + len(found["more"]),
        any(sign in found["before"] for sign in _YEN),
        unit[1] if unit else "",
        any(sign in found["before"] for sign in _MINUS),
    )
    return None if shown == _AS_IT_IS else shown


def _first_section(code: str) -> str:
    """The part of a format for numbers above zero, without quotes, colours and widths."""
    written = []
    for found in _TOKEN.finditer(code):
        quoted, escaped, currency, plain = found.groups()
        if plain == ";":
            break
        written.append(next((one for one in (quoted, escaped, currency, plain) if one), ""))
    return "".join(written).replace("General", "0")

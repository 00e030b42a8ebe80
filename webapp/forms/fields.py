"""Form fields that keep what was typed, whatever it is, and read a value from it.

Every field here has `value`: what the sheet keeps. It may be asked for only after
the form was found valid; until then the field keeps what was typed.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import ValidationError

from webapp.words import refusals
from webapp.words.catalogue import gettext as _
from webapp.words.filters import kyen
from workflow import values
from workflow.values import Problem, TextUnclean

_HALF_A_CHARACTER: Final = re.compile("%ED%[AB][0-9A-F]%[89AB][0-9A-F]")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９，．－／", "0123456789,.-/")
_WHOLE_NUMBER: Final = re.compile("[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}")


def received(text: str) -> str:
    """A text as it came, half characters marked as broken.

    Bytes that are no UTF-8 reach a form as %ED%A0%80 in letters; U+FFFD says what they are.
    """
    return _HALF_A_CHARACTER.sub("\ufffd", text)


class Clean:
    """Refuses beside the field what the engine would not keep: too long, broken, harmful."""

    def __init__(self, clean: Callable[[str, int], str], limit: int) -> None:
        """Check with `clean` of workflow.text, for at most `limit` characters."""
        self._clean = clean
        self._limit = limit

    def __call__(self, _form: Any, field: Any) -> None:
        """Raise a ValidationError with the sentence for the reason."""
        try:
            self._clean(field.value, self._limit)
        except TextUnclean as unclean:
            one = Problem(field.name, f"text_{unclean.reason}", unclean.facts)
            raise ValidationError(refusals.problem(one)) from unclean


class Line(StringField):
    """One line of text."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the text as it is; nothing sent is an empty text."""
        self.data = received(valuelist[0]) if valuelist else ""

    @property
    def value(self) -> str:
        """The text; the engine trims and checks it."""
        return self.data or ""


def narrow(text: str) -> str:
    """ｓｏｍｕ as somu, without blanks around it: as it comes with the Japanese input on."""
    return unicodedata.normalize("NFKC", text).strip()


class Code(Line):
    """A code, login or number: letters and figures, however wide they were typed."""

    @property
    def value(self) -> str:
        """The code in narrow letters; the engine checks it."""
        return narrow(super().value)


class Block(TextAreaField, Line):
    """Several lines of text."""

    @property
    def value(self) -> str:
        """The text with plain line ends, so that it can be compared with what is stored."""
        return (self.data or "").replace("\r\n", "\n")


class Typed(StringField):
    """A text from which `read` makes a value; the text stays where it cannot."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; a ValueError becomes the message beside the field."""
        typed = received(valuelist[0]) if valuelist else ""
        self.data = None
        self.raw_data = [typed]
        if typed.strip():
            self.data = self.read(typed)

    def show(self, typed: str) -> None:
        """Show what was kept as it was typed, with what is wrong with it."""
        try:
            self.process_formdata([typed])
        except ValueError as wrong:
            self.process_errors = [str(wrong)]
            self.errors = tuple(self.process_errors)

    @property
    def typed(self) -> str:
        """The text as it was typed."""
        return self._value()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.printed(self.data)

    @property
    def value(self) -> Any:
        """What was read, None where nothing was typed."""
        return self.data

    def read(self, typed: str) -> Any:
        """Make the value of a text that is not blank; raises ValueError with a message."""
        raise NotImplementedError

    def printed(self, value: Any) -> str:
        """How a stored value is shown in the field."""
        return str(value)


class Money(Typed):
    """An amount in 千円, typed as people type it: ６０，０１６ or △1,395."""

    def read(self, typed: str) -> int:
        """See `money.parse_kyen`."""
        return read_kyen(typed)

    def printed(self, value: int) -> str:
        """With commas, △ for less than nothing."""
        return kyen(value)


def read_kyen(typed: str) -> int:
    """An amount in 千円; raises ValueError with the sentence for the person who typed it."""
    try:
        return values.parse_kyen(typed)
    except values.MoneyNotInThousands as wrong:
        if wrong.reason == "unit":
            raise ValueError(_("Type it in thousands of yen, without a unit.")) from wrong
        raise ValueError(_("Type whole thousands of yen, without decimals.")) from wrong
    except values.MoneyTooLarge as wrong:
        raise ValueError(_("This is more than any budget: check the figures.")) from wrong
    except values.MoneyUnreadable as wrong:
        raise ValueError(_("This cannot be read as an amount. Type it like 60,016.")) from wrong


class Count(Typed):
    """A whole number, full-width figures and commas too."""

    def read(self, typed: str) -> int:
        """The number; how large it may be, the engine knows."""
        plain = typed.translate(_FULL_WIDTH).strip()
        if not _WHOLE_NUMBER.fullmatch(plain):
            raise ValueError(_("Type a whole number, like 3."))
        return int(plain.replace(",", ""))


class Day(Typed):
    """A day as 2022-03-31 or 令和4年3月31日: whatever `values.parse_day` reads."""

    def read(self, typed: str) -> date:
        """See `read_day`."""
        return read_day(typed)


def read_day(typed: str) -> date:
    """The day, in a year that can be printed as 和暦; raises ValueError with a sentence."""
    try:
        return values.parse_day(typed)
    except values.DayUnreadable as wrong:
        raise ValueError(refusals.problem(wrong)) from wrong


class Seen(HiddenField):
    """A number that the page showed and sends back with the form: what the person had seen."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent; nothing sent is nothing seen, whatever is stored by now."""
        self.data = valuelist[0] if valuelist else ""

    @property
    def value(self) -> int:
        """The number; 0, as if nothing had been seen, for any other text."""
        typed = str(self.data)
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 12 else 0


class Flag(BooleanField):
    """A tick."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.type = "BooleanField"  # what the macro for a field goes by

    @property
    def value(self) -> bool:
        """Whether it is ticked."""
        return bool(self.data)

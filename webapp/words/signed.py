"""A word with a sign, for what must be told apart without colour."""

from typing import NamedTuple

from flask_babel import LazyString


class SignedWord(NamedTuple):
    """A sign and a word; `look` names the state of items whose colours it has."""

    sign: str
    word: LazyString
    look: str = ""

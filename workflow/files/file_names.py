"""Names of files that strangers gave: fit to be shown and kept, never a path."""

import re
from typing import Final

from workflow.values.text import is_sound

LONGEST_NAME: Final = 120
LONGEST_ENDING: Final = 10

# Zero-width and direction marks make a name read otherwise than it is. Variation selectors,
# which belong to Japanese names, stay.
_UNSEEN: Final = re.compile(
    "[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0]"
)
_RESERVED: Final = re.compile(r'[<>:"|?*\t\r\n]')
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_EDGE: Final = " .\u00a0\u3000\t\r\n"


def clean_name(given: str) -> str:
    """The last part of a given name without what could mislead a person or a file system.

    At most 120 code points, the ending kept; Japanese is left as it was typed. A name of
    which nothing is left becomes 「名前なし」.
    """
    last = _UNSEEN.sub("", given).replace("\\", "/").rsplit("/", 1)[-1]
    sound = "".join(letter for letter in _RESERVED.sub("_", last) if is_sound(letter))
    name = sound.strip(_EDGE)
    if _DEVICE.match(name):
        name = f"_{name}"
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        tail = f"{dot}{ending}" if stem and len(ending) <= LONGEST_ENDING else ""
        name = name[: LONGEST_NAME - len(tail)].rstrip(_EDGE) + tail
    return name or "名前なし"


def ending_of(name: str) -> str:
    """What stands behind a name's last dot, in small letters; "" where there is none."""
    stem, _dot, ending = name.rpartition(".")
    return ending.lower() if stem else ""

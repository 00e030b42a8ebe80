"""From conditions as the center writes them to a list of single ones."""

import re
from typing import Final

_MARK: Final = re.compile(
    r"""\s*(?:
        [・●○◦•◆◇■□※*＊－–—]                      # bullets
        | -(?!\d)                                  # a hyphen, but no negative figure
        | [0-9０-９]{1,2}(?:[.．](?![0-9０-９])|[、)）:：]|\u3000)
        | [(（][0-9０-９]{1,2}[)）]
        | [①-⑳]
        | [(（]?[ア-ン][)）]
    )\s*""",
    re.VERBOSE,
)


def condition_lines(text: str) -> tuple[str, ...]:
    """The conditions in `text`, one a line, without numbers and bullets before them.

    3.5人月 and -5% are no list marks. Words of which nothing would be left are one
    condition as they are; an empty text has none.
    """
    lines = tuple(filter(None, (_unmarked(line) for line in text.split("\n"))))
    return lines or tuple(filter(None, (text.strip(),)))


def _unmarked(line: str) -> str:
    mark = _MARK.match(line)
    return (line[mark.end() :] if mark else line).strip()

"""The office's own names in the texts of pages: `%(center)s` is what this office calls it.

In templates `office.center`; in texts that are kept before anybody asks, `CENTER`.
"""

from typing import Final

from flask_babel import LazyString

from webapp.request import current
from workflow.values import Title


class Names:
    """The office's names in the language of the page."""

    @property
    def name(self) -> str:
        """What stands in the head of a page; "" before the office has a name."""
        return _in_words(current.named().shown_name)

    @property
    def logo(self) -> str:
        """The SHA-256 of its picture; "" for none."""
        return current.named().logo

    @property
    def center(self) -> str:
        """Who reviews what departments ask for: DXセンター."""
        return _in_words(current.named().center)

    @property
    def center_short(self) -> str:
        """The same in short: センター."""
        return _in_words(current.named().center_short)

    @property
    def headquarters(self) -> str:
        """To whom results are reported, in short: 本部."""
        return _in_words(current.named().headquarters_short)

    @property
    def finance(self) -> str:
        """財政課."""
        return _in_words(current.named().finance)

    @property
    def head(self) -> str:
        """知事, 市長."""
        return _in_words(current.named().head)

    @property
    def meeting(self) -> str:
        """DX戦略本部会議, as the paper of the schedule has it in any language."""
        return current.named().meeting

    @property
    def list_number(self) -> str:
        """資料1-6; in English 1-6."""
        return _number(current.named().list_number)

    @property
    def schedule_number(self) -> str:
        """資料1-3; in English 1-3."""
        return _number(current.named().schedule_number)


def at_start(words: str) -> str:
    """The words as a text begins with them: Headquarters."""
    return words[:1].upper() + words[1:]


def _in_words(name: Title) -> str:
    return name.text(current.language())


def _number(number: str) -> str:
    return number if current.language() == "ja" else number.removeprefix("資料")


OFFICE: Final = Names()
CENTER: Final = LazyString(lambda: OFFICE.center)
CENTER_SHORT: Final = LazyString(lambda: OFFICE.center_short)
CENTER_FIRST: Final = LazyString(lambda: at_start(OFFICE.center_short))
HEADQUARTERS: Final = LazyString(lambda: OFFICE.headquarters)
HEADQUARTERS_FIRST: Final = LazyString(lambda: at_start(OFFICE.headquarters))
FINANCE: Final = LazyString(lambda: OFFICE.finance)
LIST_NUMBER: Final = LazyString(lambda: OFFICE.list_number)
SCHEDULE_NUMBER: Final = LazyString(lambda: OFFICE.schedule_number)

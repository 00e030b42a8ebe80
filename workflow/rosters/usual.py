"""The roles that a list gives to people for whom it names none: everybody's, or by job title."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workflow.files.headed import HeadedRow
from workflow.rosters.columns import TITLE, TITLE_ROLES, USUAL_ROLES
from workflow.values.text import search_key
from workflow.values.vocabulary import Role

MOST_TITLES: Final = 40


@dataclass(frozen=True)
class Usual:
    """What is given where there is no column for roles, and by folded job title in any list."""

    everybody: Role | None = None
    by_title: Mapping[str, Role] | None = None

    def of(self, row: HeadedRow, speaks: frozenset[str]) -> Role | None:
        """What a row gives that names no role; `speaks` are the people that others name one for."""
        if whose(row) in speaks:
            return None
        titled = (self.by_title or {}).get(search_key(row.cells.get(TITLE, "")))
        return titled or (None if "role" in row.cells else self.everybody)


def usual(everybody: str, by_title: Sequence[str], titles: Sequence[tuple[str, int]]) -> Usual:
    """The same from what was sent, a role for each of `titles`; what is no such role is none."""
    known = {str(one): one for one in TITLE_ROLES}
    chosen = zip(titles, by_title, strict=False)
    given = {search_key(title): known[role] for (title, _count), role in chosen if role in known}
    return Usual(next((one for one in USUAL_ROLES if one == everybody), None), given)


def whose(row: HeadedRow) -> str:
    """The login of a row, or the number that is taken for it."""
    return (row.cells.get("login") or row.cells.get("staff_number", "")).lower()


def speaking(rows: Iterable[HeadedRow]) -> frozenset[str]:
    """The people for whom some row names a role."""
    return frozenset(whose(row) for row in rows if row.cells.get("role"))


def titles(rows: Sequence[HeadedRow], speaks: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """The job titles of the people without a role, each with how many have it, as in the file."""
    first = {whose(row): row.cells.get(TITLE, "") for row in reversed(rows)}
    left = [first[login] for login in reversed(first) if login not in speaks and first[login]]
    return tuple(Counter(left).items())[:MOST_TITLES]

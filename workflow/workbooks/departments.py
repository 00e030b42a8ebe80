"""Departments as they are written in one cell, one after the other."""

import re
from typing import Final

from workflow.workbooks.names import Names

_BETWEEN: Final = re.compile("[・、,，;；\n／/]")


def listed(typed: str, names: Names) -> list[tuple[str, int | None]]:
    """Each department that is named and its id, None for one that is unknown.

    A name that has a separator in it is one department.
    """
    whole = names.department(typed)
    if whole is not None:
        return [(typed, whole)]
    parts = [part.strip() for part in _BETWEEN.split(typed) if part.strip()]
    return [(part, names.department(part)) for part in parts]


def lead_and_joint(typed: str, names: Names) -> tuple[int, tuple[str, ...]] | None:
    """部局名 as in 資料1-6: the lead's id, and the codes of the joint ones after it.

    None where one of them is unknown, or none is named.
    """
    found = listed(typed, names)
    known = [one for _, one in found if one is not None]
    if not known or len(known) != len(found):
        return None
    return known[0], tuple(names.department_codes[one] for one in known[1:])

"""部局名 as it is written in 資料1-6: the lead department, the joint ones after it."""

import re
from typing import Final

from workflow.workbooks.names import Names

_BETWEEN: Final = re.compile("[・、,，\n／/]")


def lead_and_joint(typed: str, names: Names) -> tuple[int, tuple[str, ...]] | None:
    """The lead's id and the codes of the joint ones; None where one of them is unknown."""
    whole = names.department(typed)
    if whole is not None:
        return whole, ()
    found = [names.department(part) for part in _BETWEEN.split(typed) if part.strip()]
    known = [one for one in found if one is not None]
    if not known or len(known) != len(found):
        return None
    return known[0], tuple(names.department_codes[one] for one in known[1:])

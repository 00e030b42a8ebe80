"""A place in the organisation: where somebody works, or to whom an item belongs."""

from typing import NamedTuple


class Place(NamedTuple):
    """A department, and a section of it; None where it is no section of it, or none is chosen."""

    department_id: int
    section_id: int | None = None

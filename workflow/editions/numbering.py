"""Which edition comes next: once for each delivery, with a reason from the second on."""

from typing import Protocol

from workflow.values.actor import Actor
from workflow.values.errors import NoteRequired, SomeoneElseActedFirst


class Frozen(Protocol):
    """An edition that was frozen."""

    number: int
    frozen_by: int
    note: str


def was_delivered(last: Frozen | None, shown: int | None, by: Actor, note: str) -> bool:
    """Whether the edition that the person was shown it would be is there already, by themselves.

    Raises SomeoneElseActedFirst where it is somebody else's, or says something else.
    """
    if last is None or shown != last.number:
        return False
    if (last.frozen_by, last.note) != (by.person_id, note):
        raise SomeoneElseActedFirst()
    return True


def following(last: Frozen | None, shown: int | None, note: str) -> int:
    """The number of the next edition; None of `shown` asks for whichever it is.

    Raises SomeoneElseActedFirst, NoteRequired from the second on.
    """
    number = last.number + 1 if last else 1
    if shown not in (None, number):
        raise SomeoneElseActedFirst()
    if last and not note:
        raise NoteRequired()
    return number

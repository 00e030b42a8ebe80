"""Every refusal the engine can give: a message key and its data, never a text.

The sentences, Japanese and English, live with the people who read them: in
`webapp/words/refusals.py` and beside each feature. A refusal here only says what is the
matter and with what.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, ClassVar


class Refusal(Exception):
    """Something was asked that the engine does not do. Nothing has changed."""

    key: ClassVar[str] = "refused"

    def __init__(self, **data: Any) -> None:
        """Keep `data`, the facts that the message for `key` is filled with."""
        super().__init__(self.key, data)
        self.data = data

    def __str__(self) -> str:
        """The key and the facts: for logs and developers, not for users."""
        facts = ", ".join(f"{name}={value}" for name, value in self.data.items())
        return f"{self.key}({facts})"


class TooMuchAtOnce(Refusal):
    """One person asks for more at the same time than is there for one."""

    key = "too_much_at_once"


class TookTooLong(Refusal):
    """What was asked of the database took longer than anything may, and was ended."""

    key = "took_too_long"


# ------------------------------------------------------------- who is asking


class NotSignedIn(Refusal):
    """Nobody is asking, or the person may not sign in any more."""

    key = "not_signed_in"


class SignInRefused(Refusal):
    """Login and password do not belong together, or the person is not active."""

    key = "sign_in_refused"


class NotPermitted(Refusal):
    """The person may not do this, whatever the state of things."""

    key = "not_permitted"


class WrongRole(NotPermitted):
    """None of the person's roles may do this. Data: roles (those that may)."""

    key = "wrong_role"


class OtherDepartment(NotPermitted):
    """The role fits but it is held for another department."""

    key = "other_department"


class SeparationOfDuties(NotPermitted):
    """The person already did the other half. Data: earlier (the action done)."""

    key = "separation_of_duties"


class ConflictOfInterest(NotPermitted):
    """The person is partial in this item. Data: kind (own_department, declared)."""

    key = "conflict_of_interest"


# --------------------------------------------------------------- what is asked


class NotFound(Refusal):
    """There is no such thing, or not for this person. Data: what."""

    key = "not_found"


class Conflict(Refusal):
    """The world moved between looking and acting."""

    key = "conflict"


class ActionNotPossible(Conflict):
    """The action does not start from this state. Data: action, state."""

    key = "action_not_possible"


class SomeoneElseActedFirst(Conflict):
    """Another move won. Data where it is known: who (Title), when, action, and reason: `named`,
    or `yours` where it was the same person in another window."""

    key = "someone_else_acted_first"


class WaitedInACircle(Conflict):
    """Two who changed several things at once each waited for the other: the database let one go."""

    key = "waited_in_a_circle"


class ContentChanged(Conflict):
    """What was displayed is not what is there now. Data: revision."""

    key = "content_changed"


class ChangedMeanwhile(Conflict):
    """Somebody changed this after the form was opened: nothing is written over."""

    key = "changed_meanwhile"


class KeyReused(Conflict):
    """The idempotency key was used before, for something else."""

    key = "key_reused"


class SessionNotOpen(Conflict):
    """No evaluation session of the item's cycle is open."""

    key = "session_not_open"


class SessionClosed(Conflict):
    """The evaluation session is closed: it is not changed any more."""

    key = "session_closed"


class CycleInOtherSession(Conflict):
    """Another open session evaluates this cycle already. Data: cycle."""

    key = "cycle_in_other_session"


# ------------------------------------------------------------- what was given


class NoteRequired(Refusal):
    """This action needs its reason in words."""

    key = "note_required"


class DuplicateItem(Refusal):
    """The same section and name twice in one cycle. Data: name."""

    key = "duplicate_item"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one field of what was typed."""

    field: str
    key: str
    data: dict[str, Any] = dataclass_field(default_factory=dict)


class InputRefused(Refusal):
    """What was typed cannot be kept: every problem, each with its field."""

    key = "input_refused"

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep `problems`, all of them, in the order of the form."""
        self.problems = tuple(problems)
        super().__init__(fields=", ".join(f"{p.field}: {p.key}" for p in self.problems))


class Unreadable(ValueError):
    """A text that is not what it has to be; `text` is what was typed, untouched."""

    def __init__(self, text: str) -> None:
        """Say of which text it is."""
        super().__init__(text)
        self.text = text

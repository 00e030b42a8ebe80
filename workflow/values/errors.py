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


class OnlyBySystem(WrongRole):
    """Nobody does this: the program does, when its day has passed."""

    key = "only_by_system"


class OtherDepartment(NotPermitted):
    """The role fits but it is held for another department."""

    key = "other_department"


class SeparationOfDuties(NotPermitted):
    """The person already did the other half. Data: earlier (the action done)."""

    key = "separation_of_duties"


class ConflictOfInterest(NotPermitted):
    """The person is partial in this item. Data: kind (own_department, declared)."""

    key = "conflict_of_interest"


class NotTheFinaliser(NotPermitted):
    """Others decide: whom the session that evaluates the item names, or whoever finalised it."""

    key = "not_the_finaliser"


class NotTheSubmitter(NotPermitted):
    """Only the one who submitted may pull an item back."""

    key = "not_the_submitter"


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


class ContentChanged(Conflict):
    """What was displayed is not what is there now. Data: revision."""

    key = "content_changed"


class KeyReused(Conflict):
    """The idempotency key was used before, for something else."""

    key = "key_reused"


class SessionNotOpen(Conflict):
    """No evaluation session of the item's cycle is open."""

    key = "session_not_open"


class CycleInOtherSession(Conflict):
    """Another open session evaluates this cycle already. Data: cycle."""

    key = "cycle_in_other_session"


class NotEditable(Conflict):
    """The content is frozen in this state. Data: state."""

    key = "not_editable"


# ------------------------------------------------------------- guards and rules


class LimitReached(Refusal):
    """The action was done as often as the process allows. Data: action, limit."""

    key = "limit_reached"


class NoteRequired(Refusal):
    """This action needs its reason in words."""

    key = "note_required"


class FormIncomplete(Refusal):
    """Core fields of 資料1-6 are missing. Data: fields (names, in sheet order)."""

    key = "form_incomplete"


class SheetUnreadable(Refusal):
    """A draft holds texts that cannot be read as what their fields ask. Data: fields."""

    key = "sheet_unreadable"


class FundingMismatch(Refusal):
    """Funding lines do not sum to the amount. Data: lines, amount (千円)."""

    key = "funding_mismatch"


class AmountNotAllowed(Refusal):
    """A negative amount outside a supplementary budget. Data: amount (千円)."""

    key = "amount_not_allowed"


class AmountLooksLikeYen(Refusal):
    """So large, unconfirmed: was it typed in yen? Data: amount (千円), words (50億円)."""

    key = "amount_looks_like_yen"


class DuplicateItem(Refusal):
    """The same section and name twice in one cycle. Data: name."""

    key = "duplicate_item"


class CycleClosed(Refusal):
    """The cycle takes no more moves. Data: cycle."""

    key = "cycle_closed"


class CycleNotOpenYet(Refusal):
    """The cycle has not begun. Data: cycle, opens_on."""

    key = "cycle_not_open_yet"


class EvaluationIncomplete(Refusal):
    """Verdict, findings or conditions are missing. Data: fields."""

    key = "evaluation_incomplete"


class SheetsMissing(Refusal):
    """Too few evaluators have submitted, and no reason was given to do without. Data: submitted,
    needed, expected."""

    key = "sheets_missing"


class QuestionsUnanswered(Refusal):
    """The review is to be completed although questions wait for the department. Data: count."""

    key = "questions_unanswered"


class OpinionGiven(Conflict):
    """Whoever is asked for an opinion has given it already."""

    key = "opinion_given"


class NotDueYet(Refusal):
    """An automatic move whose day has not passed. Data: day (the last one), where there is one."""

    key = "not_due_yet"


class OpinionsMissing(Refusal):
    """Too few of those who are asked have given their opinion. Data: given, needed."""

    key = "opinions_missing"


class OpinionObjects(Refusal):
    """One of those who were asked objects. Data: roles."""

    key = "opinion_objects"


class MeetingMissing(Refusal):
    """No headquarters meeting that takes this cycle was named."""

    key = "meeting_missing"


class ReportFrozen(Refusal):
    """The item stands on a frozen report: the freeze has to be lifted before it changes."""

    key = "report_frozen"


class NextCycleMissing(Refusal):
    """No later open cycle to carry the item over to was named."""

    key = "next_cycle_missing"


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


class FinaliserIsPersonal(NotPermitted):
    """The open session names who finalises: nobody does that in another's name."""

    key = "finaliser_is_personal"

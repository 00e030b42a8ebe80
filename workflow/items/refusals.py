"""What an item's move is refused for: whoever may not take it, and what its guards find missing.

Those that more than items give are in `workflow/values/errors.py`; the sentences of both are in
`webapp/words/refusals.py`, those of other features in their `words.py`.
"""

from workflow.values.errors import Conflict, NotPermitted, Refusal, WrongRole


class OnlyBySystem(WrongRole):
    """Nobody does this: the program does, when its day has passed."""

    key = "only_by_system"


class NotTheFinaliser(NotPermitted):
    """Others decide: whom the session that evaluates the item names, or whoever finalised it."""

    key = "not_the_finaliser"


class FinaliserIsPersonal(NotPermitted):
    """The open session names who finalises: nobody does that in another's name."""

    key = "finaliser_is_personal"


class NotTheSubmitter(NotPermitted):
    """Only the one who submitted may pull an item back."""

    key = "not_the_submitter"


class NotEditable(Conflict):
    """The content is frozen in this state. Data: state."""

    key = "not_editable"


class LimitReached(Refusal):
    """The action was done as often as the process allows. Data: action, limit."""

    key = "limit_reached"


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


class NextCycleMissing(Refusal):
    """No later open cycle to carry the item over to was named."""

    key = "next_cycle_missing"


class ReportFrozen(Refusal):
    """The item stands on a frozen report: the freeze has to be lifted before it changes."""

    key = "report_frozen"

"""The words for how far sheets and sessions are, and the sentences for what is refused here."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.audit import words as record_words
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import SignedWord
from webapp.words.office import HEADQUARTERS
from workflow import evaluation
from workflow.evaluation import CellProblem, SessionStatus, SheetStatus
from workflow.ledger import Referred
from workflow.values import Refusal, Subject

SHEETS: Final[Mapping[SheetStatus, SignedWord]] = {
    SheetStatus.AWAITED: SignedWord("○", _p("sheet status", "Not submitted")),
    SheetStatus.DRAFT: SignedWord("◔", _p("sheet status", "Draft")),
    SheetStatus.SUBMITTED: SignedWord("●", _p("sheet status", "Submitted")),
    SheetStatus.OUTDATED: SignedWord("↩", _p("sheet status", "Content changed: submit again")),
    SheetStatus.OUT: SignedWord("×", _p("sheet status", "Does not take part")),
}

SESSIONS: Final[Mapping[SessionStatus, SignedWord]] = {
    SessionStatus.PLANNED: SignedWord("○", _p("session status", "Planned")),
    SessionStatus.SET_UP: SignedWord("◔", _p("session status", "Set up")),
    SessionStatus.OPEN: SignedWord("◑", _p("session status", "Open")),
    SessionStatus.CLOSED: SignedWord("■", _p("session status", "Closed")),
}

_DONE: Final = {True: _p("session event", "done"), False: _p("session event", "not yet")}

record_words.register(
    Subject.SESSION,
    {
        "fiscal_year": _l("Fiscal year"),
        "title": _p("session", "Name"),
        "title_en": _p("session", "Name in English"),
        "begins_on": _p("session", "Day"),
        "cycle_ids": _p("session", "Budget cycles"),
        "scorers": _p("session", "Evaluators who score"),
        "finalisers": _p("session", "Finalisers"),
        "criteria": _p("session", "Criteria"),
        "scale": _p("session", "Scale"),
        "opened": _p("session event", "Opened"),
        "closed": _p("session event", "Closed"),
    },
    {
        "criteria": lambda one: f"{one['ja']} {one['weight']}",
        "scorers": record_words.refers_to(Referred.LOGIN),
        "finalisers": record_words.refers_to(Referred.LOGIN),
        "opened": lambda is_so: str(_DONE[is_so]),
        "closed": lambda is_so: str(_DONE[is_so]),
    },
)

EVENTS: Final[Mapping[str, LazyString]] = {
    evaluation.SET_UP: _p("session event", "Set up"),
    evaluation.OPENED: _p("session event", "Opened"),
    evaluation.CLOSED: _p("session event", "Closed"),
}

SENTENCES: Final[Mapping[str, LazyString]] = {
    "conflict_of_interest": _l(
        "You have a conflict of interest with this item: another person evaluates it."
    ),
    "not_the_finaliser": _l(
        "The finalisers of the evaluation session decide on this item, and whoever finalised an"
        " evaluation can take it back. The %(headquarters)s secretariat names the finalisers.",
        headquarters=HEADQUARTERS,
    ),
    "own_seat": _l(
        "Nobody gives themselves a place in a session, or gives theirs up: another member of the"
        " %(headquarters)s secretariat has to.",
        headquarters=HEADQUARTERS,
    ),
    "scores_not_opened": _l("Your sheet is submitted. Say that you look at the others' first."),
    "sheet_frozen": _l(
        "You have seen the others' sheets: yours stands. Submit a second sheet beside it."
    ),
    "sheet_not_frozen": _l(
        "A second sheet is possible once your sheet is submitted and you have looked at the"
        " others'."
    ),
    "sheets_missing": _l(
        "Sheets submitted: %(submitted)s of %(expected)s; %(needed)s are needed. Give the reason"
        " for finalising without them."
    ),
    "not_seated": _l("You have no such place in this evaluation session."),
    "scores_are_blind": _l(
        "Others' scores are shown once your own sheet on the present content is submitted."
    ),
    "scores_are_blind:over": _l(
        "You submitted no sheet on the present content, so others' scores are not shown. No more"
        " sheets are submitted."
    ),
    "sheet_moved_on": _l(
        "Your evaluation sheet was saved or submitted in another window. Open it again."
    ),
    "verdict_moved_on": _l(
        "Another finaliser wrote on this verdict meanwhile. Look at what stands there now."
    ),
    "scores_not_ready": _l("The file cannot be carried out."),
    "scores_not_ready:problems": _l("Something in the file needs correcting. Nothing was done."),
    "scores_not_ready:conflicts": _l(
        "Choose for every cell that both sides changed which of the two it is. Nothing was done."
    ),
    "scores_not_ready:nothing": _l("Everything is as the file says: there is nothing to change."),
    "scores_not_ready:committed": _l("The file was carried out already."),
    "scores_changed": _l(
        "Something was changed since the file was looked at. Look at it again: nothing was done."
    ),
    "file_refused:scores_no_table": _l(
        "No table of this workbook is one of score sheets. Take your workbook from this page."
    ),
    "file_refused:scores_of_another": _l(
        "This workbook was made for another evaluator. Bring your own."
    ),
    "file_refused:scores_of_other_session": _l(
        "This workbook was made for another evaluation session."
    ),
    "session_not_open": _l("No evaluation session of this cycle is open."),
    "session_closed": _l("This evaluation session is closed: it is not changed any more."),
    "cycle_in_other_session": _l("Another open session evaluates one of these cycles already."),
}

PROBLEMS: Final[Mapping[str, LazyString]] = {
    "unknown_evaluator": _l("Choose people who hold the evaluator's role."),
    "seats_need_a_reason": _l(
        "The session has been opened: give the reason for changing who sits in it."
    ),
    "has_seen_scores": _l(
        "Somebody chosen could read the others' sheets as a finaliser of this session, and can no"
        " longer score in it."
    ),
    "unknown_criterion": _l("This criterion is not in use in the session."),
    "unknown_verdict": _l("Choose one of the verdicts in use."),
    "sheet_empty": _l("Give at least one score, comment or verdict before you submit."),
    "scores_no_step": _l("The scale has no such step. Its steps: %(steps)s."),
    "scores_cell_error": _l("This cell holds an error, or a formula. Type its value."),
    "scores_item_unknown": _l("You have nothing to write on an item with this number."),
    "scores_row_twice": _l("Another row is about the same item."),
    "scores_submitted": _l("Your sheet is submitted. Take it back on its page first."),
    "scores_stale": _l(
        "The item was changed after the file was made. Look at it and write on its page."
    ),
    "score_out_of_range": _l("Choose one of the steps of the scale."),
    "weight_out_of_range": _l("A weight is a whole number from %(least)s to %(limit)s."),
    "scale_steps": _l("A scale has %(least)s to %(limit)s steps, one a line."),
    "scale_step_twice": _l("Two steps of the scale read the same."),
}

refusals.register(SENTENCES, PROBLEMS)


def cell_problem(one: CellProblem) -> str:
    """What is wrong with a cell of a workbook; of a row that may not be written on, why not."""
    refusal = one.data.get("refusal")
    if isinstance(refusal, Refusal):
        return refusals.refusal(refusal)
    return refusals.problem(one)

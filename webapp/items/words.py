"""The words of items' pages: hints beside fields, what a move is called, what was done."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString

from webapp.request import current
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.catalogue import ngettext
from webapp.words.events import EVENTS
from webapp.words.filters import short_date, title, with_commas
from webapp.words.office import CENTER, HEADQUARTERS, HEADQUARTERS_FIRST
from workflow.items import (
    ActionView,
    CycleView,
    Intake,
    ItemDetail,
    MeetingView,
    Move,
    Receipt,
)
from workflow.process import Effect
from workflow.values import Action

HINTS: Final[Mapping[str, LazyString]] = {
    "name": _l("As it is to be printed; (provisional) is part of the name."),
    "amount_kyen": _l("In thousands of yen, like 60,016. A decrease is typed △1,395."),
    "funding": _l(
        "Printed word for word in the list of the %(headquarters)s: “Transfers (care fund:"
        " state 2/3)”, for example.",
        headquarters=HEADQUARTERS,
    ),
    "summary": _l("What is done, for whom and why, in a few sentences."),
    "joint_departments": _l("Departments that carry the item together with yours."),
    "goal_number": _l("The goal of the promotion plan that this serves."),
    "contact": _l("Name and extension of the person to ask."),
    "funding_lines": _l(
        "Where lines are given they have to sum to the amount: general revenue 85,466, state"
        " 27,266 and transfers 11,833 for 124,565, for example."
    ),
    "personal_data": _l("Which personal data the system handles, if any."),
    "system_id": _l("The system of the inventory that this renews or replaces."),
    "schedule": _l("Procurement, development, start of use."),
}
DONE: Final[Mapping[str, LazyString]] = {
    Action.SUBMIT: _l("“%(name)s” was submitted."),
    Action.PULL_BACK: _l("“%(name)s” was pulled back. It can be edited again."),
    Action.RECEIVE: _l("“%(name)s” was received."),
    Action.SEND_BACK: _l("“%(name)s” was sent back."),
    Action.APPROVE: _l("The review of “%(name)s” is complete."),
    Action.EVALUATE: _l("The evaluation of “%(name)s” is final."),
    Action.REOPEN: _l("The evaluation of “%(name)s” was taken back."),
    Action.REPORT: _l("“%(name)s” is marked as reported to %(headquarters)s."),
    Action.WITHDRAW: _l("“%(name)s” was withdrawn."),
    Action.CARRY_OVER: _l("“%(name)s” was carried over."),
}
CONSEQUENCES: Final[Mapping[str, LazyString]] = {
    Action.SUBMIT: _l(
        "The sheet is kept as submitted. Besides your department and the "
        "%(center)s, readers can see the item from now on.",
        center=CENTER,
    ),
    Action.PULL_BACK: _l(
        "The item becomes a draft of the department again: the %(center)s still sees "
        "it, readers no longer do. What was submitted stays in the record.",
        center=CENTER,
    ),
    Action.RECEIVE: _l("The department can no longer pull the item back; the review begins."),
    Action.SEND_BACK: _l(
        "The department reads the reason, corrects the sheet and submits it again. "
        "Sending back does not end the item."
    ),
    Action.APPROVE: _l("The department and everyone who can see the item see that it passed."),
    Action.EVALUATE: _l(
        "The department and everyone who can see the item read the verdict, "
        "the findings and the conditions."
    ),
    Action.REOPEN: _l("The verdict no longer counts; the earlier one stays in the record."),
    Action.REPORT: _l("The item is finished. It stands in the report of the meeting."),
    Action.WITHDRAW: _l("The item ends here. It cannot be opened again, its record stays."),
    Action.CARRY_OVER: _l("The item moves to the later cycle and keeps its state and its record."),
}
OPINION: Final = _l(
    "Your opinion goes into the record. Others who are asked answer for themselves."
)
OWN_CONSEQUENCES: Final[Mapping[Effect | None, LazyString]] = {
    Effect.RETURN: CONSEQUENCES[Action.SEND_BACK],
    Effect.GIVE_UP: CONSEQUENCES[Action.WITHDRAW],
    Effect.AGREE: OPINION,
    Effect.OBJECT: OPINION,
}
RECORDED: Final = _l("The step goes into the record with your name, and the item moves on.")
NOT_CHOSEN: Final = _l("(not chosen)")
RESUBMIT: Final = _p("action", "Resubmit")


def event(move: Move) -> str:
    """What a move is called in the history."""
    known = EVENTS.get(move.action)
    return title(move.title) if known is None else str(known)


def button(item: ItemDetail, action: ActionView) -> str:
    """What the button says; a second submission is a resubmission."""
    again = action.action == Action.SUBMIT and item.row.round > 0
    return str(RESUBMIT) if again else title(action.title)


def meeting(one: MeetingView) -> str:
    """A headquarters meeting: its number in the fiscal year, and the day."""
    return _(
        "%(headquarters)s meeting No. %(number)d, %(day)s",
        headquarters=HEADQUARTERS_FIRST,
        number=one.number,
        day=short_date(one.held_on),
    )


def consequence(action: str, view: ActionView | None) -> str:
    """What the action means; one that a definition names itself is told by its effect."""
    if action in CONSEQUENCES:
        return str(CONSEQUENCES[action])
    effect = view.effect if view else None
    return str(OWN_CONSEQUENCES.get(effect, RECORDED))


def intake(cycle: CycleView) -> str:
    """Why nothing is begun in `cycle` today, or only late; "" where it takes items in time."""
    match cycle.intake(current.today()):
        case Intake.AHEAD:
            return _("This cycle takes items from %(day)s.", day=short_date(cycle.opens_on))
        case Intake.LATE:
            return _(
                "The submission deadline, %(day)s, has passed. "
                "Other cycles are chosen in the head of the page.",
                day=short_date(cycle.submission_deadline),
            )
        case Intake.CLOSED:
            return _(
                "This cycle is closed: nothing can be drafted for it. "
                "Choose another cycle in the head of the page."
            )
        case Intake.OPEN:
            return ""


def done(receipt: Receipt, item: ItemDetail, *, late_by: int = 0) -> str:
    """What is said after an action: the item's name, for a submission which it was, who is next."""
    said = [_done(receipt, item), *([late(late_by)] if late_by else [])]
    if item.row.turn:
        who = with_commas(map(labels.role, item.row.turn))
        said.append(_("Next turn: %(who)s.", who=who))
    return " ".join(said)


def late(days: int) -> str:
    """That a submission came so many business days after the deadline."""
    return ngettext(
        "Submitted %(num)d business day after the deadline.",
        "Submitted %(num)d business days after the deadline.",
        days,
    )


def _done(receipt: Receipt, item: ItemDetail) -> str:
    row = item.row
    if receipt.action not in DONE:
        did = title(item.moves[-1].title)
        return _("“%(action)s” was recorded for “%(name)s”.", action=did, name=row.name)
    if receipt.action == Action.SUBMIT and row.round > 1:
        return _("“%(name)s” was submitted (round %(round)d).", name=row.name, round=row.round)
    return str(DONE[receipt.action]) % {"name": row.name, "headquarters": HEADQUARTERS}

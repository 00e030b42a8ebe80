"""Who may freeze, lift and correct meetings' reports, and when."""

from typing import Final

from workflow.documents import writer_process
from workflow.editions.policy import FREEZERS, NothingChanged
from workflow.values.actor import Actor, permitted, role_refusal
from workflow.values.errors import Conflict, Refusal
from workflow.values.vocabulary import Stage

EDITORS: Final = FREEZERS
"""Who freezes reports, lifts a freeze and sets agendas."""

LONG: Final = writer_process.DIRECT
"""Items above which an edition's files are a job's: no process is waited for in a freeze."""


class NoReportHere(Refusal):
    """The meeting takes no cycle: there is nothing to report."""

    key = "no_report_here"


class EditionStands(Conflict):
    """The results are frozen already; the freeze has to be lifted first. Data: edition."""

    key = "edition_stands"


class ReportNotFrozen(Conflict):
    """There is no freeze to lift."""

    key = "report_not_frozen"


class AgendaFrozen(Conflict):
    """The meeting's report is frozen, and its papers' numbers with it."""

    key = "agenda_frozen"


def may_edit(actor: Actor | None) -> Refusal | None:
    """Why `actor` may not freeze, lift or set an agenda; None when they may."""
    return role_refusal(actor, EDITORS)


def require_edit(actor: Actor | None) -> Actor:
    """Give back `actor` where they may edit, or raise the reason why not."""
    return permitted(actor, may_edit(actor))


def freeze_refusal(
    stage: Stage, *, has_cycles: bool, is_frozen: bool, last: int | None
) -> Refusal | None:
    """Why no edition of `stage` can be made of a meeting now; None where it can.

    `is_frozen` says whether the results are frozen, `last` is the newest edition of the stage.
    """
    if not has_cycles:
        return NoReportHere()
    if stage is Stage.EVALUATED and is_frozen and last is not None:
        return EditionStands(edition=last)
    return None


def change_refusal(stage: Stage, *, last: int | None, has_changes: bool) -> Refusal | None:
    """Why an edition that says what the last one says is not made.

    Only the results may need freezing again without a change, after the freeze was lifted.
    """
    if stage is Stage.PLANNED and last is not None and not has_changes:
        return NothingChanged(edition=last)
    return None


def agenda_refusal(*, is_frozen: bool) -> Refusal | None:
    """Why the agenda cannot be changed now; None where it can."""
    return AgendaFrozen() if is_frozen else None

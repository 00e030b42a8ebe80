"""Who may score, see scores, set sessions up and record conflicts: denied by default.

Each `may_…` gives the reason why not, or None; verbs raise it, pages show it.
"""

from dataclasses import dataclass
from typing import Final

from workflow.evaluation.scores import FIVE, CriterionText, Scale
from workflow.items import impartiality, refusals
from workflow.items.context import ItemContext
from workflow.values import errors
from workflow.values.actor import Actor, Title, role_refusal
from workflow.values.errors import Conflict, NotPermitted, Refusal
from workflow.values.vocabulary import MAINTAINERS, Action, Role


class VerdictMovedOn(Conflict):
    """Another finaliser wrote on the draft of the verdict since it was opened."""

    key = "verdict_moved_on"


class ScoresNotReady(Conflict):
    """The file cannot be carried out. Data: reason (problems, conflicts, committed, nothing)."""

    key = "scores_not_ready"


class ScoresChanged(Conflict):
    """What the file would do is not what it would have done when it was looked at."""

    key = "scores_changed"


class NotSeated(NotPermitted):
    """The person has no such place in the evaluation session."""

    key = "not_seated"


class OwnSeat(NotPermitted):
    """Nobody gives themselves a place in an evaluation session, or gives theirs up."""

    key = "own_seat"


class ScoresNotOpened(NotPermitted):
    """Their own sheet stands; they have not yet said that they look at the others'."""

    key = "scores_not_opened"


class ScoresAreBlind(NotPermitted):
    """Others' scores are shown once one's own sheet is submitted, on the content as it is.

    Data: `reason` is "over" where none can be submitted any more.
    """

    key = "scores_are_blind"


class SheetMovedOn(Conflict):
    """The evaluator's sheet was saved or submitted in another window since it was opened."""

    key = "sheet_moved_on"


class SheetFrozen(Conflict):
    """Its evaluator has looked at the others' sheets: a change is a second sheet, marked so."""

    key = "sheet_frozen"


class SheetNotFrozen(Conflict):
    """There is no second sheet before the others' were looked at: the first can be taken back."""

    key = "sheet_not_frozen"


SESSION_ROLES: Final = frozenset({Role.EVALUATOR, Role.SECRETARIAT, Role.ADMIN})
"""Those who see the sessions, who sits in them, and who has submitted."""


@dataclass(frozen=True)
class PanelMember:
    """A person on a panel, with the roles they hold today.

    `active`: they may sign in, and are an evaluator today.
    """

    actor: Actor
    active: bool
    scores: bool
    finalises: bool


@dataclass(frozen=True)
class Panel:
    """The people of a session that was opened, and what they score by.

    `is_open` is true until the session is closed. `once_scored` are all who ever had a place
    as a scorer since it was opened, whether they have it still or not.
    """

    session_id: int
    title: Title
    is_open: bool
    criteria: tuple[CriterionText, ...]
    members: tuple[PanelMember, ...]
    once_scored: frozenset[int] = frozenset()
    scale: Scale = FIVE

    @property
    def scorers(self) -> tuple[PanelMember, ...]:
        """Those who fill in score sheets."""
        return tuple(member for member in self.members if member.scores)

    @property
    def finalisers(self) -> frozenset[int]:
        """The people who finalise: those named, or where nobody is, those who score."""
        active = [member for member in self.members if member.active]
        named = frozenset(one.actor.person_id for one in active if one.finalises)
        return named or frozenset(one.actor.person_id for one in active if one.scores)

    def is_blind(self, person_id: int) -> bool:
        """Whether others' scores stay hidden from this person until their own sheet stands."""
        return person_id in self.once_scored or self.scores(person_id)

    def scores(self, person_id: int) -> bool:
        """Whether this person fills in score sheets here."""
        return any(member.actor.person_id == person_id for member in self.scorers)


def may_set_up(actor: Actor | None) -> Refusal | None:
    """Whether `actor` may set sessions up, open and close them: never those who sit in them."""
    return role_refusal(actor, MAINTAINERS)


def may_see_sessions(actor: Actor | None) -> Refusal | None:
    """Whether `actor` may see the sessions, and who sits in them."""
    return role_refusal(actor, SESSION_ROLES)


def seats_refusal(actor: Actor, changed: frozenset[int]) -> Refusal | None:
    """Why `actor` may not change the places of these people: one of them is their own."""
    return OwnSeat() if actor.person_id in changed else None


def may_score(actor: Actor | None, context: ItemContext, panel: Panel | None) -> Refusal | None:
    """Whether `actor` may write on a score sheet of their own for this item now."""
    if actor is None:
        return errors.NotSignedIn()
    if panel is None or not panel.is_open:
        return errors.SessionNotOpen()
    if not is_evaluated_now(context):
        return errors.ActionNotPossible(action=Action.EVALUATE, state=context.state)
    return may_ever_score(actor, context, panel)


def may_ever_score(actor: Actor, context: ItemContext, panel: Panel) -> Refusal | None:
    """The same at any time: whether a score sheet is expected of `actor`, and counts."""
    if not actor.holds(Role.EVALUATOR, context.department_id):
        return errors.WrongRole(roles=(Role.EVALUATOR,))
    if not panel.scores(actor.person_id):
        return NotSeated()
    return impartiality.barred(actor, context, Action.EVALUATE)


def may_see_scores(
    actor: Actor | None,
    context: ItemContext,
    panel: Panel | None,
    *,
    submitted: bool,
    looked: bool,
) -> Refusal | None:
    """Whether `actor` may see the submitted score sheets of others, and the averages.

    `submitted`: whether their own sheet is, on the content that the item has now; `looked`:
    whether they have said since that they look at the others', by which their own is fixed.
    """
    if refusal := role_refusal(actor, {Role.EVALUATOR}):
        return refusal
    if actor is None or panel is None:
        return errors.SessionNotOpen()
    if refusal := impartiality.barred(actor, context, Action.EVALUATE):
        return refusal
    if panel.is_blind(actor.person_id):
        if not submitted:
            return ScoresAreBlind(reason="over") if is_over(context) else ScoresAreBlind()
        return None if looked else ScoresNotOpened()
    return None if actor.person_id in panel.finalisers else NotSeated()


def finalises(actor: Actor, panel: Panel) -> bool:
    """Whether `actor` is one of those who decide in the panel's session."""
    return actor.person_id in panel.finalisers


def may_draft_verdict(
    actor: Actor | None,
    context: ItemContext,
    panel: Panel | None,
    see_refusal: Refusal | None,
) -> Refusal | None:
    """Whether `actor` may write, and read, the draft of a verdict.

    `see_refusal`: why they may not see the sheets, on which it rests.
    """
    if see_refusal or actor is None or panel is None:
        return see_refusal or errors.SessionNotOpen()
    if not finalises(actor, panel):
        return refusals.NotTheFinaliser()
    if not actor.holds(Role.EVALUATOR, context.department_id):
        return errors.WrongRole(roles=(Role.EVALUATOR,))
    if not is_evaluated_now(context):
        return errors.ActionNotPossible(action=Action.EVALUATE, state=context.state)
    return None


def may_see_progress(actor: Actor | None) -> Refusal | None:
    """Whether `actor` may see who has submitted a score sheet, never what it says."""
    return role_refusal(actor, SESSION_ROLES)


def may_bring_scores(actor: Actor | None) -> Refusal | None:
    """Whether `actor` may take their own sheets along as a file, and bring them back."""
    return role_refusal(actor, {Role.EVALUATOR})


def may_declare(actor: Actor | None, person_id: int) -> Refusal | None:
    """Whether `actor` may declare that `person_id` has a conflict of interest."""
    own = actor is not None and actor.person_id == person_id and actor.has(Role.EVALUATOR)
    return None if own else role_refusal(actor, MAINTAINERS)


def may_lift(actor: Actor | None) -> Refusal | None:
    """Whether `actor` may record that a declared conflict is no more."""
    return role_refusal(actor, MAINTAINERS)


def is_evaluated_now(context: ItemContext) -> bool:
    """Whether the item is in a state in which it can be evaluated."""
    return Action.EVALUATE in context.process.actions_from(context.state)


def is_over(context: ItemContext) -> bool:
    """Whether no score sheet can be submitted any more, unless the evaluation is taken back."""
    is_decided = context.evaluated_by is not None or context.process.is_final(context.state)
    return is_decided and not is_evaluated_now(context)

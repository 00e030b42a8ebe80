"""What somebody decides on the page of a plan: answers to its questions, and other roles."""

from collections.abc import Sequence

from workflow.models import TransferPlan
from workflow.people.policy import is_of_departments
from workflow.plans import found as find_plan
from workflow.transfers.commands import write
from workflow.transfers.lines import NOTHING, Line, lines_of
from workflow.transfers.policy import TransferOutdated
from workflow.transfers.queries import basis_of, choice_of
from workflow.transfers.questions import answered, place_names, questions_of
from workflow.transfers.resolving import Move, Resolved, resolve
from workflow.values.actor import require_administrator
from workflow.values.paper_words import role_word
from workflow.values.vocabulary import AnyRole, Role
from workflow.work import Work


def answer(work: Work, plan_id: int, seen: str, answers: Sequence[str]) -> None:
    """Take the answers to a plan's questions, in their order; "" leaves one open.

    Raises WrongRole, NotFound, TransferNotOpen, TransferOutdated.
    """
    plan, found, lines = _looked_at(work, plan_id, seen)
    places = place_names(found)
    for question, said in zip(questions_of(found, lines), answers, strict=False):
        for at in question.lines:
            lines[at] = answered(question, lines[at], said, places)
    write(work, plan_id, plan.title, plan.takes_effect_on, lines)


def choose_roles(work: Work, plan_id: int, seen: str, roles: Sequence[str]) -> None:
    """Give other roles than are proposed, or "" for none, in the order of the moves that offer it.

    Raises as `answer` does.
    """
    plan, found, lines = _looked_at(work, plan_id, seen)
    offered = (one for one in found.moves if choice_of(one) is not None)
    for move, said in zip(offered, roles, strict=False):
        if said != choice_of(move):
            lines[lines.index(move.line)] = _with_role(found, move, said)
    write(work, plan_id, plan.title, plan.takes_effect_on, lines)


def _looked_at(work: Work, plan_id: int, seen: str) -> tuple[TransferPlan, Resolved, list[Line]]:
    require_administrator(work.actor)
    plan = find_plan(work, TransferPlan, plan_id, locked=True)
    lines = list(lines_of(plan.lines))
    found = resolve(work, lines, max(plan.takes_effect_on, work.today))
    if seen != basis_of(work, plan, found):
        raise TransferOutdated(name=plan.title)
    return plan, found, lines


def _with_role(found: Resolved, move: Move, said: str) -> Line:
    """The line with another new role: for its department, where it is one of departments."""
    office = found.places.office
    known: dict[str, AnyRole] = {str(one): one for one in (*Role, *office.own_roles)}
    cells = {**move.line.cells, "new_role": NOTHING, "new_department": ""}
    if role := known.get(said):
        cells["new_role"] = role_word(role, office)
        if is_of_departments(role, office.own_roles):
            cells["new_department"] = move.line.said("new_department") or _department(found, move)
    return Line(move.line.row, {column: text for column, text in cells.items() if text})


def _department(found: Resolved, move: Move) -> str:
    """Where somebody works after all that the plan does with them."""
    coming = (one.place for one in found.of_person[move.person.id] if one.place)
    place = next(coming, move.person.place)
    return found.places.department_names.get(place.department_id, "") if place else ""

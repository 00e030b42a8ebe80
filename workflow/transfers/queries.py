"""Transfer plans as administrators see them: what each loses and gets, and what has nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from workflow.files.headed import CellProblem
from workflow.models import Person, RoleGrant, TransferPlan
from workflow.people import record
from workflow.people.queries import PersonName
from workflow.plans import OPEN, PlanState, fingerprint_of
from workflow.plans import find as find_plan
from workflow.rosters.reading import Places
from workflow.transfers.following import Followers, followers, name_of
from workflow.transfers.handovers import HandedOver, handed_over
from workflow.transfers.lines import Line, as_text, lines_of
from workflow.transfers.orphans import Orphan, orphans
from workflow.transfers.passing import Passing, passings
from workflow.transfers.questions import Question, questions_of
from workflow.transfers.resolving import Move, Resolved, resolve
from workflow.values.actor import Title, require_administrator
from workflow.values.canonical import fingerprint
from workflow.values.text import folded
from workflow.values.vocabulary import AnyRole, role_named
from workflow.work import Work


@dataclass(frozen=True)
class TransferRow:
    """A plan in the list of them."""

    id: int
    title: str
    takes_effect_on: date
    state: PlanState
    count: int


@dataclass(frozen=True)
class RoleName:
    """A role and the department it is for, "" for all; who follows in it, where it is left."""

    role: AnyRole
    department: str
    follower: Title | None = None


@dataclass(frozen=True)
class MoveView:
    """What one line does with one person."""

    row: int
    login: str
    name: Title
    loses: tuple[RoleName, ...]
    gets: tuple[RoleName, ...]
    place: str
    """The department and the section where they work from then on, "" where they did."""
    off: bool
    said: str = ""
    """What the list of the personnel section says of them, with another name that it has."""
    keeps: tuple[RoleName, ...] = ()
    """What they hold besides and go on to hold; said of the first line of a person in a list."""
    unknown_section: str = ""
    """What the list calls their section where there is none such: only the department is kept."""
    choice: str | None = None
    """The role that they get, "" for none, where another may be chosen."""


@dataclass(frozen=True)
class TransferView:
    """A plan with everything it would do. `seen` goes with the order; `text` is typed on."""

    id: int
    title: str
    takes_effect_on: date
    state: PlanState
    lines: tuple[Line, ...]
    moves: tuple[MoveView, ...]
    problems: tuple[CellProblem, ...]
    orphans: tuple[Orphan, ...]
    passings: tuple[Passing, ...]
    leavers: tuple[PersonName, ...]
    seen: str
    done_at: datetime | None
    questions: tuple[Question, ...] = ()
    written: str = ""
    """What goes with the form by which it is written anew."""
    handed_over: tuple[HandedOver, ...] = ()
    """What each successor was handed when it took effect."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """Who stands in the list and is no user."""
        return tuple(one.said("name") for one in self.lines if one.is_left_out)

    @property
    def may_choose(self) -> bool:
        """Whether other roles may be given than are proposed."""
        return self.is_open and any(one.choice is not None for one in self.moves)

    @property
    def text(self) -> str:
        """The lines as they are typed."""
        return as_text(self.lines)

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed and cancelled."""
        return self.state in OPEN


def plans(work: Work) -> tuple[TransferRow, ...]:
    """Every plan, the latest day first. Raises WrongRole."""
    require_administrator(work.actor)
    query = select(TransferPlan).order_by(
        TransferPlan.takes_effect_on.desc(), TransferPlan.id.desc()
    )
    return tuple(
        TransferRow(row.id, row.title, row.takes_effect_on, PlanState(row.state), len(row.lines))
        for row in work.session.scalars(query)
    )


def plan(work: Work, plan_id: int) -> TransferView:
    """One plan as everything stands now. Raises WrongRole, NotFound."""
    require_administrator(work.actor)
    row = find_plan(work, TransferPlan, plan_id)
    state, lines = PlanState(row.state), lines_of(row.lines)
    about = (row.id, row.title, row.takes_effect_on, state, lines)
    if state not in OPEN:
        done = handed_over(work, row.id)
        return TransferView(*about, (), (), (), (), (), "", row.done_at, handed_over=done)
    found = resolve(work, lines, max(row.takes_effect_on, work.today))
    follows = Followers(found)
    leavers = follows.leavers
    return TransferView(
        *about,
        moves=tuple(_move(found, one) for one in found.moves),
        problems=tuple(found.problems),
        orphans=() if found.problems else orphans(work, found),
        passings=() if found.problems else passings(work, leavers, follows),
        leavers=tuple(PersonName(one.id, name_of(one)) for one in leavers),
        seen=basis_of(work, row, found),
        done_at=None,
        questions=questions_of(found, lines),
        written=fingerprint_of(row),
    )


def choice_of(move: Move) -> str | None:
    """The role that a listed line gives, "" for none; None where it is not chosen on the page."""
    if not move.line.said("said") or move.off or len(move.comes) > 1:
        return None
    return str(move.comes[0].role) if move.comes else ""


def basis_of(work: Work, row: TransferPlan, found: Resolved) -> str:
    """What a plan rests on: another one as soon as anybody in it, or its lines, are changed."""
    known = record.codes(work.session)
    everybody = {one.login: one for one in concerned(found)}
    stand = [[login, record.fields(one, known)] for login, one in sorted(everybody.items())]
    return fingerprint([row.takes_effect_on.isoformat(), stand, row.lines])


def concerned(found: Resolved) -> Iterator[Person]:
    """Everybody whom a plan moves, and who follows them; somebody may come twice."""
    for move in found.moves:
        yield move.person
        yield from followers(found, move).values()


def _move(found: Resolved, move: Move) -> MoveView:
    follows = followers(found, move)
    return MoveView(
        row=move.line.row,
        login=move.person.login,
        name=name_of(move.person),
        loses=tuple(_role(one, found.places, follows.get(one.id)) for one in move.leaves),
        gets=tuple(
            RoleName(one.role, _department(found.places, one.department_id)) for one in move.comes
        ),
        place=found.places.words(move.place),
        off=move.off,
        said=_said(move),
        keeps=tuple(_kept(found, move)),
        unknown_section=move.line.said("unknown_section"),
        choice=choice_of(move),
    )


def _said(move: Move) -> str:
    """What the list says, with the name that it has for somebody who is called otherwise here."""
    said, name = move.line.said("said"), move.line.said("name")
    is_same = not name or folded(name) == folded(move.person.name_ja)
    return said if is_same or not said else f"{name}：{said}"


def _kept(found: Resolved, move: Move) -> Iterator[RoleName]:
    mine = found.of_person[move.person.id]
    if move is not mine[0] or not move.line.said("said"):
        return
    left = {id(grant) for one in mine for grant in one.leaves}
    for grant in move.person.grants:
        if id(grant) not in left and grant.period.covers(found.day):
            yield _role(grant, found.places, None)


def _role(grant: RoleGrant, known: Places, follower: Person | None) -> RoleName:
    department = _department(known, grant.department_id)
    return RoleName(role_named(grant.role), department, name_of(follower) if follower else None)


def _department(known: Places, department_id: int | None) -> str:
    return known.department_names.get(department_id or 0, "")

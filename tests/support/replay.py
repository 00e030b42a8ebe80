"""What is done to two people, their departments and an item while days pass, by the program.

`plain_replay` says beside it what must come of each step.
"""

from datetime import date, timedelta
from itertools import count
from typing import Any, Final

from hypothesis import strategies as st

from tests.support.office import NOW, SEPTEMBER, Office
from tests.support.people import OTHER, OWN, person_named
from tests.support.plain_replay import DAY, Replay, World
from workflow import organisation, people, reorganisation, substitutes, transfers
from workflow.items import policy
from workflow.items.context_queries import context_of
from workflow.models import Item
from workflow.people import Holding, Particulars
from workflow.substitutes import Appointment
from workflow.values.actor import Title
from workflow.values.days import Period
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Role

HELD: Final = (
    (Role.OFFICER, OWN),
    (Role.OFFICER, OTHER),
    (Role.REVIEWER, None),
    (Role.EVALUATOR, None),
)
MOVES: Final = {
    # what is done: from where, by whom, to where; and what its doer may not have done before
    "submit": (("draft", "returned"), Role.OFFICER, "submitted", ("receive", "send_back")),
    "receive": (("submitted",), Role.REVIEWER, "under_review", ("submit",)),
    "send_back": (("under_review",), Role.REVIEWER, "returned", ("submit",)),
}
OFFSETS = st.one_of(st.none(), st.integers(-3, 8))
ME = st.integers(0, 1)
STEPS = st.one_of(
    st.tuples(st.just("give"), ME, st.sampled_from(HELD), OFFSETS, OFFSETS),
    st.tuples(st.just("end"), ME, st.integers(0, 5), OFFSETS),
    st.tuples(st.just("lend"), ME, st.sampled_from(HELD), st.integers(0, 5)),
    st.tuples(st.sampled_from(["off", "on"]), ME),
    st.tuples(st.just("transfer"), ME, st.integers(0, 3), st.sampled_from(HELD), st.integers(0, 4)),
    st.tuples(st.just("reorganise"), st.booleans(), st.integers(0, 4)),
    st.just(("move", 0)),
    st.just(("move", 1)),
    st.tuples(st.just("days"), st.integers(1, 6)),
)
SEQUENCES = st.lists(STEPS, min_size=4, max_size=16)
HEAD: Final = "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局"
SECTION: Final = "課"
_NUMBERS = count()


class Run:
    """Two people in an office, and what is done to them; in each run others, elsewhere."""

    def __init__(self, office: Office) -> None:
        self.office, self.number = office, next(_NUMBERS)
        office.clock.set(NOW)
        self.world = World()
        self.replays = (Replay(self.world), Replay(self.world))
        self.logins = tuple(f"p{self.number}-{one}" for one in range(2))
        self.ids = tuple(
            office.do("admin", people.add, login, Particulars(Title("人", "")))
            for login in self.logins
        )
        self.codes: dict[str, int] = {}
        for place in (OWN, OTHER):
            name = Title(self._name(place), "")
            self.codes[place] = office.do(
                "admin", organisation.add_department, 2021, self._code(place), name
            )
            office.set_up(self._with_a_section(place))
        self.decided: dict[int, tuple] = {}
        self.reorganised: dict[int, tuple] = {}
        for me, held in enumerate(HELD[::2]):  # an officer and a reviewer to begin with
            self._give(me, held, None, None)
        sheet = office.a_sheet(section=SECTION)
        officer = person_named(office.engine, self.logins[0])
        self.item_id = office.engine.create(SEPTEMBER, self.codes[OWN], sheet, officer).item_id

    def _with_a_section(self, place: str) -> Any:
        return lambda work: organisation.add_section(work, self._code(place), SECTION)

    @property
    def today(self) -> date:
        """The day of the office's clock."""
        return self.office.clock.today()

    def take(self, what: str, *args: Any) -> None:
        """Do one thing, remember it where it was not refused, and compare all answers."""
        getattr(self, f"_{what}")(*args)
        for me in (0, 1):
            assert self.answer(me) == self.expected(me), (what, *args)

    def expected(self, me: int) -> tuple | None:
        """What the replay says: roles, lent roles, and the moves that somebody may make."""
        mine, other = self.replays[me], self.replays[1 - me]
        if mine.off:
            return None
        held, lent = mine.holds(self.today), other.lends(self.today)
        return held, lent, self._moves(me, held, lent)

    def _moves(self, me: int, held: set, lent: set) -> set:
        found = set()
        for action, (states, role, _to, apart) in MOVES.items():
            done = set().union(*(self.world.doers.get(one, set()) for one in apart))
            as_me = (role, self.world.department) in held or (role, None) in held
            for_other = (role, self.world.department) in lent or (role, None) in lent
            own = as_me and self.ids[me] not in done
            theirs = for_other and not done & {*self.ids}
            if self.world.state in states and (own or theirs):
                found.add(action)
        return found

    def answer(self, me: int) -> tuple | None:
        """What the program says of the same."""
        with self.office.engine.read() as work:
            actor = people.actor(work, self.ids[me])
            if actor is None:
                return None
            item = work.session.get_one(Item, self.item_id)
            moves = policy.turn_moves(actor, context_of(work, item)) & set(MOVES)
        lent = {one for principal in actor.principals for one in principal.grants}
        return self._named(actor.grants), self._named(lent), set(moves)

    def _named(self, grants: Any) -> set:
        codes = {id_: code for code, id_ in self.codes.items()}
        return {(role, codes.get(department)) for role, department in grants}

    def _code(self, place: str) -> str:
        return f"{place}{self.number}"

    def _name(self, place: str) -> str:
        return f"{place}{self.number}部"

    def _day(self, offset: int | None) -> date | None:
        return None if offset is None else self.today + timedelta(days=offset)

    def _give(self, me: int, held: tuple, first: int | None, last: int | None) -> None:
        role, code = held
        period = Period(self._day(first), self._day(last))
        asked = Holding(role, self.codes.get(code), period)
        if not self._refused(people.give, self.ids[me], asked):
            first_day = period.from_on or self.today
            self.replays[me].given.append([role, code, first_day, period.until_on])

    def _end(self, me: int, which: int, last: int | None) -> None:
        view = self.office.look("admin", people.one, self.ids[me])
        grants = sorted(one.id for one in view.grants)
        if which >= len(grants) or self._refused(people.end, grants[which], self._day(last)):
            return
        at_once = self.today - DAY
        self.replays[me].given[which][3] = at_once if last is None else self._day(last)

    def _refused(self, verb: Any, *args: Any) -> bool:
        try:
            self.office.do("admin", verb, *args)
        except Refusal:
            return True
        return False

    def _lend(self, me: int, held: tuple, length: int) -> None:
        role, code = held
        last = self.today + timedelta(days=length)
        place = self.codes.get(code)
        asked = Appointment(self.ids[me], self.ids[1 - me], role, place, self.today, last)
        if not self._refused(substitutes.appoint, asked):
            self.replays[me].lent.append([role, code, self.today, last])

    def _off(self, me: int) -> None:
        if not self._refused(people.switch_off, self.ids[me]):
            self.replays[me].off = True

    def _on(self, me: int) -> None:
        if not self._refused(people.switch_on, self.ids[me]):
            self.replays[me].off = False

    def _move(self, me: int) -> None:
        """Move the item on where somebody may, in whosever name that is."""
        with self.office.engine.read() as work:
            actor = people.actor(work, self.ids[me])
        expected = self.expected(me)
        if actor is None or expected is None or not expected[2]:
            return
        (action,) = expected[2]
        self.office._people[self.logins[me]] = actor
        self.office.act(self.item_id, action, self.logins[me])
        role, department = MOVES[action][1], self.world.department
        own = {(role, department), (role, None)} & expected[0]
        apart = set().union(*(self.world.doers.get(one, set()) for one in MOVES[action][3]))
        alone = bool(own) and self.ids[me] not in apart
        doers = {self.ids[me]} if alone else set(self.ids)
        self.world.doers.setdefault(action, set()).update(doers)
        self.world.state = MOVES[action][2]

    def _transfer(self, me: int, which: int, new: tuple, days: int) -> None:
        """Decide a plan for a day; today's is put in force at once, as the worker would."""
        held = sorted(self.replays[me].by_name(self.today), key=str) or [HELD[which]]
        left = held[which % len(held)]
        places = [self._code(one) if one else "" for one in (left[1], new[1])]
        line = "\t".join([self.logins[me], left[0], places[0], new[0], places[1]])
        lines = transfers.read_lines(f"{HEAD}\n{line}".encode("utf-8-sig"), None).lines
        day = self.today + timedelta(days=days)
        plan_id = self.office.do("admin", transfers.write, None, "異動", day, lines)
        seen = self.office.look("admin", transfers.plan, plan_id).seen
        if not self._refused(transfers.decide, plan_id, seen):
            self.decided[plan_id] = (me, left, new)
        self._put_in_force()

    def _reorganise(self, into_other: bool, days: int) -> None:
        """Decide a plan by which the item's department ends, and another takes over."""
        old = self.world.department
        new = OTHER if into_other and old != OTHER else f"new{len(self.codes)}"
        line = reorganisation.Line(self._name(old), "", self._name(new), "", self._code(new))
        day = self.today + timedelta(days=days)
        try:
            plan_id = self.office.do("admin", reorganisation.write, None, "改編", day, [line])
        except Refusal:
            return
        seen = self.office.look("admin", reorganisation.plan, plan_id).seen
        if not self._refused(reorganisation.decide, plan_id, seen):
            self.reorganised[plan_id] = (old, new)
        self._put_in_force()

    def _put_in_force(self) -> None:
        for plan_id in self._due(reorganisation, self.reorganised):
            old, new = self.reorganised[plan_id]
            self.world.takes_over(old, new)
            for one in self.replays:
                one.follows(self.today, old, new)
            self.codes[new] = self._id_of(self._code(new))
        for plan_id in self._due(transfers, self.decided):
            me, left, new = self.decided[plan_id]
            self.replays[me].moves(self.today, left, new)

    def _due(self, feature: Any, mine: dict[int, tuple]) -> Any:
        """Put each plan in force whose day has come; those with which it went well."""
        for plan_id in (one for one in self.office.look(None, feature.due) if one in mine):
            try:
                self.office.do("admin", feature.take_effect_by_itself, plan_id)
            except Refusal:
                self.office.do("admin", feature.ask_again, plan_id)
            else:
                yield plan_id

    def _id_of(self, code: str) -> int:
        known = self.office.look(None, people.departments)
        return next(one.id for one in known if one.code == code)

    def _days(self, many: int) -> None:
        for _ in range(many):
            self.office.clock.advance(DAY)
            self._put_in_force()

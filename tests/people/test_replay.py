"""Whatever is given, ended, lent and transferred while days pass: a replay says the same."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.people import OTHER, OWN
from workflow import people, substitutes, transfers
from workflow.people import Holding, Particulars
from workflow.substitutes import Appointment
from workflow.values.actor import Title
from workflow.values.errors import Refusal
from workflow.values.period import Period
from workflow.values.vocabulary import Role

HELD = ((Role.OFFICER, OWN), (Role.OFFICER, OTHER), (Role.REVIEWER, None), (Role.EVALUATOR, None))
OFFSETS = st.one_of(st.none(), st.integers(-3, 8))
STEPS = st.one_of(
    st.tuples(st.just("give"), st.integers(0, 1), st.sampled_from(HELD), OFFSETS, OFFSETS),
    st.tuples(st.just("end"), st.integers(0, 1), st.integers(0, 5), OFFSETS),
    st.tuples(st.just("lend"), st.integers(0, 1), st.sampled_from(HELD), st.integers(0, 5)),
    st.tuples(st.sampled_from(["off", "on"]), st.integers(0, 1)),
    st.tuples(
        st.just("transfer"),
        st.integers(0, 1),
        st.sampled_from(HELD),
        st.sampled_from(HELD),
        st.integers(0, 4),
    ),
    st.tuples(st.just("days"), st.integers(1, 6)),
)
HEAD = "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局"
_NUMBERS = count()


@dataclass
class Replay:
    """What happened to one person, in the plainest words: nothing of the program is used."""

    off: bool = False
    given: list[list] = field(default_factory=list)
    """Role, department, first day, last day."""
    lent: list[list] = field(default_factory=list)

    def moves(self, day: date, left: tuple, new: tuple) -> None:
        """What is left ends the day before; the new role begins, without an end."""
        for one in self.given:
            role, department, _first, last = one
            if (role, department) == left and (last is None or last >= day):
                one[3] = day - timedelta(days=1)
        self.given.append([*new, day, None])

    def holds(self, day: date) -> set:
        found = set()
        for role, department, first, last in self.given:
            if first <= day and (last is None or day <= last):
                found.add((role, department))
        return found

    def answers(self, day: date, other: "Replay") -> tuple | None:
        """What they hold, and what of the other's they may do; None for whoever is switched off."""
        if self.off:
            return None
        lent = set()
        if not other.off:
            for role, department, first, last in other.lent:
                if first <= day <= last and (role, department) in other.holds(day):
                    lent.add((role, department))
        return self.holds(day), lent


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=4, max_size=16))
def test_an_actor_is_what_a_plain_replay_of_the_history_says(office, steps):
    run = Run(office)

    for step in steps:
        run.take(*step)

        for me, other in ((0, 1), (1, 0)):
            expected = run.replays[me].answers(run.today, run.replays[other])
            assert run.answer(me) == expected, step


class Run:
    """Two people in an office, and what is done to them."""

    def __init__(self, office) -> None:
        self.office = office
        self.replays = (Replay(), Replay())
        self.logins = tuple(f"p{next(_NUMBERS)}" for _ in range(2))
        self.ids = tuple(
            office.do("admin", people.add, login, Particulars(Title("人", "")))
            for login in self.logins
        )
        self.decided: dict[int, tuple] = {}

    @property
    def today(self) -> date:
        return self.office.clock.today()

    def take(self, what: str, *args) -> None:
        """Do one thing; the replay remembers it where it was not refused."""
        getattr(self, f"_{what}")(*args)

    def answer(self, me: int) -> tuple | None:
        """What the program says: the person's own roles, and those lent by the other one."""
        actor = self.office.look(None, people.actor, self.ids[me])
        if actor is None:
            return None
        return self._named(actor.grants), self._named(g for p in actor.principals for g in p.grants)

    def _named(self, grants) -> set:
        codes = {id_: code for code, id_ in self.office.departments.items()}
        return {(role, codes.get(department)) for role, department in grants}

    def _day(self, offset: int | None) -> date | None:
        return None if offset is None else self.today + timedelta(days=offset)

    def _give(self, me, held, first, last) -> None:
        role, code = held
        period = Period(self._day(first), self._day(last))
        asked = Holding(role, self.office.departments.get(code), period)
        if not self._refused(people.give, self.ids[me], asked):
            first_day = period.from_on or self.today
            self.replays[me].given.append([role, code, first_day, period.until_on])

    def _end(self, me, which, last) -> None:
        view = self.office.look("admin", people.one, self.ids[me])
        grants = sorted(one.id for one in view.grants)
        if which >= len(grants) or self._refused(people.end, grants[which], self._day(last)):
            return
        at_once = self.today - timedelta(days=1)
        self.replays[me].given[which][3] = at_once if last is None else self._day(last)

    def _refused(self, verb, *args) -> bool:
        try:
            self.office.do("admin", verb, *args)
        except Refusal:
            return True
        return False

    def _lend(self, me, held, length) -> None:
        role, code = held
        last = self.today + timedelta(days=length)
        department = self.office.departments.get(code)
        asked = Appointment(self.ids[me], self.ids[1 - me], role, department, self.today, last)
        if not self._refused(substitutes.appoint, asked):
            self.replays[me].lent.append([role, code, self.today, last])

    def _off(self, me) -> None:
        if not self._refused(people.switch_off, self.ids[me]):
            self.replays[me].off = True

    def _on(self, me) -> None:
        if not self._refused(people.switch_on, self.ids[me]):
            self.replays[me].off = False

    def _transfer(self, me, left, new, days) -> None:
        """Decide a plan for a day; today's is put in force at once, as the worker would."""
        line = "\t".join([self.logins[me], left[0], left[1] or "", new[0], new[1] or ""])
        lines = transfers.read_lines(f"{HEAD}\n{line}".encode("utf-8-sig"), None)
        day = self.today + timedelta(days=days)
        plan_id = self.office.do("admin", transfers.write, None, "異動", day, lines)
        seen = self.office.look("admin", transfers.plan, plan_id).seen
        if not self._refused(transfers.decide, plan_id, seen):
            self.decided[plan_id] = (me, left, new)
        self._put_in_force()

    def _put_in_force(self) -> None:
        due = self.office.look(None, transfers.due)
        for plan_id in (one for one in due if one in self.decided):
            me, left, new = self.decided[plan_id]
            if self._refused(transfers.take_effect_by_itself, plan_id):
                self.office.do("admin", transfers.ask_again, plan_id)
            else:
                self.replays[me].moves(self.today, left, new)

    def _days(self, many) -> None:
        for _ in range(many):
            self.office.clock.advance(timedelta(days=1))
            self._put_in_force()

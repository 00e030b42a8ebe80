"""Random people take random actions: a simple model always knows what comes of it."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from sqlalchemy import func, select

from tests.support.databases import Databases
from tests.support.ledger import ledger_breaks
from tests.support.office import DECEMBER, INITIAL, JUNE, NOW, SEPTEMBER, open_office
from tests.support.people import PEOPLE
from tests.support.prepared import prepare
from tests.support.tables import ACTIONS, CONSULTATION_ONLY, SEPARATE, STANDARD
from tests.support.units import do, look
from workflow import items
from workflow.items import refusals
from workflow.models import Evaluation, Item
from workflow.values import errors

pytestmark = pytest.mark.both_databases

ALL_OPEN = datetime(2021, 11, 1, 9, 0, tzinfo=NOW.tzinfo)
NEXT = {JUNE: SEPTEMBER, SEPTEMBER: INITIAL, INITIAL: DECEMBER, DECEMBER: ""}
HOME = {"soumu": "officer", "kensetsu": "neighbour"}
WITH_OTHER_ACTIONS = {"evaluate", "reopen", "report"}


@dataclass
class Expected:
    """What an item must be by now."""

    department: str
    cycle: str
    table: dict[str, dict[str, str]]
    state: str = "draft"
    round: int = 0
    submitter: str = ""
    moves: list[str] = field(default_factory=lambda: ["create"])
    latest: tuple[str, str] = ("", "")  # who made the latest move, and the state before it
    doers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    evaluated_by: str = ""

    def refusal(self, action: str, login: str) -> type[errors.Refusal] | None:
        """Why `login` may not; None where it must work."""
        role = ACTIONS[action]
        if self.table is CONSULTATION_ONLY and action in WITH_OTHER_ACTIONS:
            role = None
        held = {where for what, where in PEOPLE[login] if what is role}
        if not held:
            return errors.WrongRole
        if not held & {None, self.department}:
            return errors.OtherDepartment
        if action not in self.table[self.state]:
            quicker, before = self.latest
            late = quicker not in ("", login) and action in self.table[before]
            return errors.SomeoneElseActedFirst if late else errors.ActionNotPossible
        if any(
            login in self.doers[other]
            for pair in SEPARATE
            for other in pair - {action}
            if action in pair
        ):
            return errors.SeparationOfDuties
        only, otherwise = self.only_of(action)
        if only not in ("", login):
            return otherwise
        if action == "carry_over" and not NEXT[self.cycle]:
            return refusals.NextCycleMissing
        return None

    def only_of(self, action: str) -> tuple[str, type[errors.Refusal]]:
        """The one person whose step `action` is ("" where it is anyone's), and what others hear."""
        if action == "reopen":
            return self.evaluated_by, refusals.NotTheFinaliser
        return (self.submitter if action == "pull_back" else ""), refusals.NotTheSubmitter

    def moved(self, action: str, login: str) -> None:
        """Take note of a move that happened."""
        self.latest = login, self.state
        self.state = self.table[self.state][action]
        self.moves.append(action)
        self.doers[action].add(login)
        if action == "submit":
            self.round, self.submitter = self.round + 1, login
        if action == "evaluate":
            self.evaluated_by = login
        if action == "carry_over":
            self.cycle = NEXT[self.cycle]
            # What was never submitted goes the way of the cycle that it comes to.
            self.table = self.table if self.round else table_of(self.cycle)


def table_of(cycle: str) -> dict[str, dict[str, str]]:
    """What the process of a cycle offers, by state."""
    return CONSULTATION_ONLY if cycle == JUNE else STANDARD


class Walks(RuleBasedStateMachine):
    """The office, and beside it what is expected of it."""

    databases: Databases

    def __init__(self) -> None:
        super().__init__()
        self.url = self.databases.copy_of(prepare)
        self.office = open_office(self.url)
        self.office.clock.set(ALL_OPEN)
        self.items: dict[int, Expected] = {}

    def teardown(self) -> None:
        self.office.engine.close()
        self.databases.drop(self.url)

    @rule(department=st.sampled_from(list(HOME)), cycle=st.sampled_from([JUNE, SEPTEMBER, INITIAL]))
    def begin(self, department: str, cycle: str) -> None:
        item_id = self.office.an_item("draft", department=department, cycle=cycle)
        self.items[item_id] = Expected(department, cycle, table_of(cycle))

    @precondition(lambda self: self.items)
    @rule(
        data=st.data(), login=st.sampled_from(list(PEOPLE)), action=st.sampled_from(list(ACTIONS))
    )
    def somebody_tries_something(self, data: Any, login: str, action: str) -> None:
        self._try(data.draw(st.sampled_from(list(self.items))), action, login)

    @precondition(lambda self: self.items)
    @rule(data=st.data())
    def somebody_does_what_the_table_offers(self, data: Any) -> None:
        item_id = data.draw(st.sampled_from(list(self.items)))
        expected = self.items[item_id]
        offered = list(expected.table[expected.state]) or ["submit"]
        action = data.draw(st.sampled_from(offered))
        fitting = [n for n, held in PEOPLE.items() if ACTIONS[action] in {role for role, _ in held}]
        self._try(item_id, action, data.draw(st.sampled_from(fitting)))

    def _try(self, item_id: int, action: str, login: str) -> None:
        expected = self.items[item_id]
        refusal = expected.refusal(action, login)
        more = {"cycle_id": NEXT[expected.cycle]} if action == "carry_over" else {}
        if refusal:
            with pytest.raises(refusal):
                self.office.act(item_id, action, login, **more)
            return
        self.office.act(item_id, action, login, **more)
        expected.moved(action, login)

    @precondition(lambda self: self.items)
    @rule(data=st.data(), summary=st.text("あいう", min_size=1, max_size=3))
    def the_officer_writes(self, data: Any, summary: str) -> None:
        item_id = data.draw(st.sampled_from(list(self.items)))
        expected = self.items[item_id]
        self.office.clock.advance(timedelta(seconds=1))
        officer = self.office.person(HOME[expected.department])
        # What was sent back is written on beside what was submitted: the officer sees their own.
        read = look(self.office.engine, officer, items.get, item_id)
        sheet = replace(read.sheet, summary=summary)
        given = {"item_id": item_id, "sheet": sheet, "seen": read.content_hash}
        if expected.state in ("draft", "returned"):
            assert do(self.office.engine, officer, items.save, **given) == sheet.content_hash
            return
        with pytest.raises(refusals.NotEditable):
            do(self.office.engine, officer, items.save, **given)

    @invariant()
    def the_history_holds_together(self) -> None:
        assert ledger_breaks(self.office.engine) == ()

    @invariant()
    def every_item_stands_where_it_is_expected(self) -> None:
        with self.office.engine.database.reading() as session:
            found = {
                row.id: (row.state, row.round, row.cycle_id, row.ledger_length)
                for row in session.scalars(select(Item))
            }
        assert found == {
            item_id: (e.state, e.round, e.cycle, len(e.moves)) for item_id, e in self.items.items()
        }

    @invariant()
    def an_item_has_one_live_evaluation_where_it_was_evaluated_and_not_taken_back(self) -> None:
        query = (
            select(Evaluation.item_id, func.count())
            .where(Evaluation.undone_at.is_(None))
            .group_by(Evaluation.item_id)
        )
        with self.office.engine.database.reading() as session:
            live = dict(session.execute(query).all())
        assert live == {
            item_id: 1
            for item_id, e in self.items.items()
            if e.moves.count("evaluate") > e.moves.count("reopen")
        }


def test_the_engine_does_what_a_simple_model_expects(databases):
    walks = type("WalksHere", (Walks,), {"databases": databases})

    run(
        walks,
        settings=settings(
            max_examples=8,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

"""A plan takes effect while another administrator changes somebody in it."""

import pytest

from tests.support.meanwhile import acting_before
from tests.transfers.test_transfers import on_the_day, planned, roles, view
from workflow import ledger, people, transfers
from workflow.people import Holding
from workflow.transfers import commands
from workflow.values.days import Period
from workflow.values.vocabulary import Role

pytestmark = pytest.mark.both_databases


def test_a_role_given_while_a_plan_takes_effect_waits_for_it(office):
    plan_id = planned(office, "officer\tすべて\t\t\t\t\t\t\t")
    on_the_day(office)
    seen = view(office, plan_id).seen
    officer = office.person("officer").person_id
    viewing = Holding(Role.VIEWER, None, Period(None, None))

    def give():
        office.do("admin", people.give, officer, viewing)

    with acting_before(commands, "_carry_out", give) as waited:
        office.do("admin", transfers.take_effect, plan_id, seen)

    assert waited == [True]
    office.meet_anew()
    assert {one.role for one in roles(office, "officer")} == {Role.VIEWER}
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound

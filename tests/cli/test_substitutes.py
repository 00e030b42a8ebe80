"""`jizen perform --as` and `jizen history` where somebody acts for another."""

import json
from datetime import date

from tests.support.demonstration import NOW
from tests.support.people import person_named
from tests.support.units import do
from workflow import substitutes
from workflow.engine import Engine
from workflow.substitutes import Appointment
from workflow.values.clock import SettableClock
from workflow.values.vocabulary import Role

ITEM = "家庭養護推進体制整備事業"


def test_a_substitute_performs_and_the_history_has_both_names(jizen, seeded_url):
    engine = Engine(seeded_url, SettableClock(NOW))
    reviewer, soumu = person_named(engine, "reviewer"), person_named(engine, "soumu")
    days = date(2021, 8, 17), date(2021, 8, 17)
    asked = Appointment(reviewer.person_id, soumu.person_id, Role.REVIEWER, None, *days)
    do(engine, "reviewer", substitutes.appoint, asked)
    engine.close()

    late = jizen("perform", ITEM, "receive", "--as", "soumu", JIZEN_TODAY="2021-08-18")
    done = jizen("perform", ITEM, "receive", "--as", "soumu", JIZEN_TODAY="2021-08-17")
    last = json.loads(jizen("history", ITEM, "--format", "json").stdout)[-1]

    assert (late.exit_code, done.exit_code) == (1, 0)
    assert (last["action"], last["who"], last["for"]) == (
        "receive",
        soumu.name.ja,
        reviewer.name.ja,
    )

"""Who words, plans and reports on undertakings: every rule, everybody."""

from tests.support.actors import EVERYBODY, kind
from workflow.undertakings import policy
from workflow.undertakings.policy import NotResponsible
from workflow.values.errors import NotSignedIn, WrongRole

WORDERS = {"secretariat", "admin", "everything"}
WRITERS = WORDERS | {"reviewer", "reviewer2"}


def test_the_rows_are_the_secretariats_the_work_the_centers_and_reports_of_those_responsible():
    responsible = {EVERYBODY["viewer"].person_id}

    for who, person in EVERYBODY.items():
        worded, written = policy.may_word(person), policy.may_write(person)
        reported = policy.may_report(person, responsible)
        assert kind(worded) is (None if who in WORDERS else WrongRole), who
        assert kind(written) is (None if who in WRITERS else WrongRole), who
        assert kind(reported) is (None if who in WRITERS | {"viewer"} else NotResponsible), who
        assert policy.require_reader(person) is person

    for found in (policy.may_word(None), policy.may_write(None), policy.may_report(None, ())):
        assert kind(found) is NotSignedIn

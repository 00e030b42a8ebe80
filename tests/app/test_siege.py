"""A small sample of what `make soak` sends at a site: each attack once, then somebody else."""

import pytest

from tests.support.attacks_on_a_site import ATTACKS, Besieged
from tests.support.demonstration import PASSWORD
from tests.support.listening import listening
from tests.support.visitor import Visitor
from webapp.app.connections import Limits

SLOW = ("99 slow connections", "90 files that are refused")
QUICK = [one for one in ATTACKS if one.line in ("A3", "A4") and one.name not in SLOW]


@pytest.mark.parametrize("attack", QUICK, ids=[one.name for one in QUICK])
def test_an_attack_is_answered_rightly_and_others_are_answered_after_it(shared_app, attack):
    with listening(shared_app, Limits()) as port:
        officer, reviewer = Visitor(port), Visitor(port)
        officer.sign_in("soumu", PASSWORD)
        reviewer.sign_in("reviewer", PASSWORD)

        answer = attack.go(Besieged(port, officer, reviewer, 1))

        assert answer.status in attack.right
        assert Visitor(port).get("/healthz").status == 200

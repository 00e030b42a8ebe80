"""Who may do what with a proposal, state by state, on facts alone."""

from itertools import product

from tests.support.actors import DEPARTMENTS, EVERYBODY
from tests.support.people import OWN
from workflow.proposals.policy import Act, ProposalFacts, State, may, may_see

PROPOSER = EVERYBODY["advisor"].person_id
CENTER = {"reviewer", "reviewer2", "secretariat", "everything"}
OFFICERS = {"officer", "colleague", "everything"}
EXPECTED = {
    (State.PROPOSED, Act.ANSWER): CENTER,
    (State.PROPOSED, Act.FORWARD): CENTER,
    (State.PROPOSED, Act.CLOSE): CENTER,
    (State.PROPOSED, Act.WITHDRAW): {"advisor"},
    (State.ANSWERED, Act.ANSWER): CENTER,
    (State.ANSWERED, Act.FORWARD): CENTER,
    (State.ANSWERED, Act.CLOSE): CENTER,
    (State.FORWARDED, Act.FORWARD): CENTER,
    (State.FORWARDED, Act.CLOSE): CENTER,
    (State.FORWARDED, Act.ADOPT): OFFICERS,
}


def test_every_act_in_every_state_is_for_exactly_those():
    for state, act in product(State, Act):
        facts = ProposalFacts(state, proposer_id=PROPOSER, department_id=DEPARTMENTS[OWN])
        allowed = {who for who, person in EVERYBODY.items() if may(person, act, facts) is None}
        assert allowed == EXPECTED.get((state, act), set()), (state, act)
        assert may(None, act, facts).key == "not_signed_in"


def test_a_proposal_is_there_for_its_proposer_the_center_and_the_department_it_went_to():
    forwarded = ProposalFacts(State.FORWARDED, proposer_id=PROPOSER, department_id=DEPARTMENTS[OWN])
    new = ProposalFacts(State.PROPOSED, proposer_id=PROPOSER, department_id=None)

    seen = {who for who, person in EVERYBODY.items() if may_see(person, forwarded)}
    seen_new = {who for who, person in EVERYBODY.items() if may_see(person, new)}

    center = CENTER | {"evaluator", "evaluator2", "admin"}
    assert seen == center | OFFICERS | {"advisor"}
    assert seen_new == center | {"advisor"}

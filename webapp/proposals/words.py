"""Signs and words for where a proposal stands, its acts, and the sentences of refusals."""

from typing import Final

from webapp.audit import words as record_words
from webapp.words import refusals
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import SignedWord
from workflow.ledger import Referred
from workflow.proposals import Act, State
from workflow.values import Subject

STATES: Final = {
    State.PROPOSED: SignedWord("○", _p("proposal", "New")),
    State.ANSWERED: SignedWord("◑", _p("proposal", "Answered")),
    State.FORWARDED: SignedWord("◔", _p("proposal", "With the department")),
    State.ADOPTED: SignedWord("●", _p("proposal", "Adopted")),
    State.CLOSED: SignedWord("■", _p("proposal", "Closed")),
    State.WITHDRAWN: SignedWord("×", _p("proposal", "Withdrawn")),
}
ACTS: Final = {
    Act.ANSWER: _p("proposal act", "Answer"),
    Act.FORWARD: _p("proposal act", "Forward to a department"),
    Act.CLOSE: _p("proposal act", "Close"),
    Act.ADOPT: _p("proposal act", "Adopt"),
    Act.WITHDRAW: _p("proposal act", "Withdraw the proposal"),
}

refusals.register(
    {
        "proposal_moved": _l(
            "Somebody else was quicker: the proposal stands elsewhere by now. Nothing was done."
        ),
        "not_your_proposal": _l("Only whoever made a proposal withdraws it."),
    },
    {},
)
record_words.register(
    Subject.PROPOSAL,
    {
        "title": _p("proposal", "Title"),
        "problem": _p("proposal", "What is wrong"),
        "idea": _p("proposal", "What to do"),
        "effect": _p("proposal", "What it would bring"),
        "proposer": _p("proposal", "Proposed by"),
        "state": _p("proposal", "How it stands"),
        "group": _p("proposal", "Group"),
        "department": _p("proposal", "Department"),
        "item": _p("proposal", "Item"),
        "goal": _p("proposal", "Goal"),
        "revision": _p("proposal", "Revision"),
    },
    {
        "state": lambda given: str(STATES[State(given)].word),
        "group": record_words.refers_to(Referred.PROPOSAL_GROUP),
        "department": record_words.refers_to(Referred.DEPARTMENT),
        "goal": record_words.refers_to(Referred.GOAL),
    },
)
record_words.register(
    Subject.PROPOSAL_ANSWER,
    {
        "act": _p("proposal", "Act"),
        "by": _p("proposal", "By"),
        "at": _p("proposal", "On"),
        "text": _p("proposal", "What was said"),
    },
    {"act": lambda given: str(ACTS[Act(given)])},
)
record_words.register(
    Subject.PROPOSAL_GROUP,
    {
        "title": _p("proposal", "Title"),
        "by": _p("proposal", "By"),
        "at": _p("proposal", "On"),
    },
)

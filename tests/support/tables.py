"""The field's list of actions, written out: what is expected of both processes.

Nothing here is computed from the definitions that it judges.
"""

from typing import Final

from workflow.values.vocabulary import Role

ACTIONS: Final = {
    "create": Role.OFFICER,
    "submit": Role.OFFICER,
    "pull_back": Role.OFFICER,
    "receive": Role.REVIEWER,
    "send_back": Role.REVIEWER,
    "approve": Role.REVIEWER,
    "evaluate": Role.EVALUATOR,
    "reopen": Role.EVALUATOR,
    "report": Role.SECRETARIAT,
    "withdraw": Role.OFFICER,
    "carry_over": Role.REVIEWER,
    "destroy": None,
}
"""Every action and who may take it; the last one does not exist."""

NOT_WHEN_ONLY_CONSULTED: Final = {"evaluate", "reopen", "report"}
"""What the consultation-only process knows nothing of."""

STANDARD: Final[dict[str, dict[str, str]]] = {
    "draft": {"submit": "submitted", "withdraw": "withdrawn", "carry_over": "draft"},
    "submitted": {
        "pull_back": "draft",
        "receive": "under_review",
        "withdraw": "withdrawn",
        "carry_over": "submitted",
    },
    "under_review": {
        "send_back": "returned",
        "approve": "reviewed",
        "withdraw": "withdrawn",
        "carry_over": "under_review",
    },
    "returned": {"submit": "submitted", "withdraw": "withdrawn", "carry_over": "returned"},
    "reviewed": {
        "send_back": "returned",
        "evaluate": "evaluated",
        "withdraw": "withdrawn",
        "carry_over": "reviewed",
    },
    "evaluated": {"reopen": "reviewed", "report": "reported", "withdraw": "withdrawn"},
    "reported": {},
    "withdrawn": {},
}
CONSULTATION_ONLY: Final[dict[str, dict[str, str]]] = {
    **{state: STANDARD[state] for state in ("draft", "submitted", "returned", "withdrawn")},
    "under_review": {**STANDARD["under_review"], "approve": "consulted"},
    "consulted": {},
}

SEPARATE: Final = {
    frozenset(pair)
    for pair in (
        ("submit", "receive"),
        ("submit", "send_back"),
        ("submit", "approve"),
        ("submit", "evaluate"),
        ("approve", "evaluate"),
    )
}
"""What one person never does both of for one item."""

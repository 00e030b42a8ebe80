"""State, action and role of the definitions beside the paper's own, written out as in `tables`.

Each entry says where the action leads and who may take it.
"""

from typing import Final

from workflow.values.vocabulary import Role

OF, R, E, S = Role.OFFICER, Role.REVIEWER, Role.EVALUATOR, Role.SECRETARIAT
NOBODY: Final[frozenset[Role]] = frozenset()
"""Who takes what happens by itself."""
Table = dict[str, dict[str, tuple[str, frozenset[Role]]]]


def _row(**moves: tuple[str, Role]) -> dict[str, tuple[str, frozenset[Role]]]:
    return {action: (to, frozenset({role})) for action, (to, role) in moves.items()}


_DRAFT = {"withdraw": ("withdrawn", OF), "carry_over": ("draft", R)}
_BACK = {"withdraw": ("withdrawn", OF), "carry_over": ("returned", R)}
_REVIEW = {
    "send_back": ("returned", R),
    "withdraw": ("withdrawn", OF),
    "carry_over": ("under_review", R),
}
_RECEIVED = {
    "pull_back": ("draft", OF),
    "receive": ("under_review", R),
    "withdraw": ("withdrawn", OF),
    "carry_over": ("submitted", R),
}
_EVALUATION: Table = {
    "reviewed": _row(
        send_back=("returned", R),
        evaluate=("evaluated", E),
        withdraw=("withdrawn", OF),
        carry_over=("reviewed", R),
    ),
    "evaluated": _row(reopen=("reviewed", E), report=("reported", S), withdraw=("withdrawn", OF)),
    "reported": {},
    "withdrawn": {},
}

SIMPLE: Final[Table] = {
    "draft": _row(submit=("submitted", OF), **_DRAFT),
    "submitted": _row(
        pull_back=("draft", OF),
        send_back=("returned", R),
        approve=("consulted", R),
        withdraw=("withdrawn", OF),
        carry_over=("submitted", R),
    ),
    "returned": {"lapse": ("withdrawn", NOBODY), **_row(submit=("submitted", OF), **_BACK)},
    "consulted": {},
    "withdrawn": {},
}

WITH_APPROVAL: Final[Table] = {
    "draft": _row(submit=("awaiting_approval", OF), **_DRAFT),
    "awaiting_approval": _row(
        endorse=("submitted", OF),
        decline=("returned", OF),
        pull_back=("draft", OF),
        withdraw=("withdrawn", OF),
        carry_over=("awaiting_approval", R),
    ),
    "submitted": _row(**_RECEIVED),
    "under_review": _row(approve=("reviewed", R), **_REVIEW),
    "returned": _row(submit=("awaiting_approval", OF), **_BACK),
    **_EVALUATION,
}

CONCURRING: Final = {
    "concur": ("concurring", frozenset({E, S})),
    "object": ("concurring", frozenset({E, S})),
    "conclude": ("reviewed", frozenset({R})),
    **_row(send_back=("returned", R), withdraw=("withdrawn", OF), carry_over=("concurring", R)),
}

WITH_CONCURRENCE: Final[Table] = {
    "draft": _row(submit=("submitted", OF), **_DRAFT),
    "submitted": _row(**_RECEIVED),
    "under_review": _row(approve=("concurring", R), **_REVIEW),
    "concurring": CONCURRING,
    "returned": _row(submit=("submitted", OF), **_BACK),
    **_EVALUATION,
}
"""For an item of 10,000 千円: a smaller one goes from `under_review` straight to `reviewed`."""

SHIPPED: Final[dict[str, Table]] = {
    "simple": SIMPLE,
    "with_approval": WITH_APPROVAL,
    "with_concurrence": WITH_CONCURRENCE,
}

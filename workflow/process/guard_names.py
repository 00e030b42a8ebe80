"""The questions a transition may ask, by name; their code is in `workflow/guards.py`.

They are named here so that a definition can be read and proved without the
database that the guards look into.
"""

from typing import Final

GUARD_NAMES: Final = frozenset(
    {
        "form_complete",
        "funding_sums_to_amount",
        "amount_allowed",
        "not_duplicate",
        "cycle_open",
        "by_submitter",
        "evaluation_complete",
        "meeting_given",
        "report_not_frozen",
        "next_cycle_given",
    }
)

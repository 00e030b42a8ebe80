"""An undertaking of four steps."""

import pytest

from workflow import undertakings
from workflow.undertakings import Entry

PLAN = undertakings.RowDraft(
    "DX推進計画", "", False,
    (
        (), (Entry("□", "骨子案"), Entry("●", "検討"), Entry("○", "本部報告")),
        (Entry("□", "素案"),), (),
    ),
)  # fmt: skip


@pytest.fixture
def row_id(office):
    """DX推進計画 with four steps, in an office whose day is in the second quarter."""
    return office.do("secretariat", undertakings.add_row, 2021, PLAN)

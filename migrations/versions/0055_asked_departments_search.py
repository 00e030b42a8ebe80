"""Departments that were asked for their opinion on items find these by the search.

Revision ID: 0055
Revises: 0054
"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

ASKED = sa.text("SELECT DISTINCT item_id, department_id FROM opinion_requests")
MARKS = {
    "sqlite": "UPDATE search_texts SET tokens = tokens || ' ' || :mark"
    " WHERE item_id = :item AND ' ' || tokens || ' ' NOT LIKE '% ' || :mark || ' %'",
    "postgresql": "UPDATE search_texts SET tokens = tokens || CAST(:mark AS tsvector)"
    " WHERE item_id = :item",
}


def upgrade() -> None:
    """Apply."""
    mark_texts(op.get_bind())


def mark_texts(connection: sa.Connection) -> None:
    """Mark the texts of every item for each department that was asked about it."""
    mark = sa.text(MARKS[connection.dialect.name])
    for item, department in connection.execute(ASKED).all():
        connection.execute(mark, {"item": item, "mark": f"d{department}"})


def downgrade() -> None:
    """Take back: nothing; a mark too many finds nothing that is not there to be seen."""

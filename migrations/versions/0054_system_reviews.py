"""By when a department answers the survey of a system, and into which other one a system merges.

Revision ID: 0054
Revises: 0053
"""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

INDEX = "ix_systems_merges_into_id"


def upgrade() -> None:
    """Apply: nobody is asked for an answer yet, and no merger names its other system."""
    op.add_column("systems", sa.Column("answer_by", sa.Date(), nullable=True))
    # In one statement: SQLite takes no constraint for a column that is there.
    op.execute(
        "ALTER TABLE systems ADD COLUMN merges_into_id INTEGER"
        " CONSTRAINT fk_systems_merges_into_id REFERENCES systems (id)"
        " CONSTRAINT ck_systems_merger_is_assessed CHECK (merges_into_id IS NULL"
        " OR assessment = 'merge' AND assessment IS NOT NULL AND merges_into_id <> id)"
    )
    op.create_index(INDEX, "systems", ["merges_into_id"])


def downgrade() -> None:
    """Take back: the record still says which system was meant."""
    op.drop_index(INDEX, "systems")
    op.drop_column("systems", "merges_into_id")
    op.drop_column("systems", "answer_by")

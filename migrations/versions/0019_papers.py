"""Big papers that people asked for: made by a job, fetched within a day.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference, unique_where

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        primary_key("papers", "id"),
        reference("papers", "person_id", "people"),
        check("papers", "named_is_finished", "name = '' OR finished_at IS NOT NULL"),
    )
    op.create_index("ix_papers_asked_at", "papers", ["asked_at"])
    op.create_index("ix_papers_person_id", "papers", ["person_id", "id"])
    op.create_table(
        "paper_pieces",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        primary_key("paper_pieces", "paper_id", "place"),
        reference("paper_pieces", "paper_id", "papers"),
    )
    unique_where("uq_papers_unfinished", "papers", ["person_id"], "finished_at IS NULL")


def downgrade() -> None:
    """Take back."""
    op.drop_table("paper_pieces")
    op.drop_table("papers")

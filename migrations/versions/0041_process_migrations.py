"""Live items that go on by another version of their process.

Revision ID: 0041
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference, unique_where

revision = "0041"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "process_migrations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("from_version", sa.Integer(), nullable=False),
        sa.Column("to_version", sa.Integer(), nullable=False),
        sa.Column("states", sa.Text(), nullable=False),
        sa.Column("ordered_by", sa.Integer(), nullable=False),
        sa.Column("ordered_at", MOMENT, nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("finished_at", MOMENT, nullable=True),
        primary_key("process_migrations", "id"),
        reference("process_migrations", "ordered_by", "people"),
        sa.ForeignKeyConstraint(
            ["name", "to_version"],
            ["process_versions.name", "process_versions.version"],
            name=op.f("fk_process_migrations_name_to_version"),
        ),
        check("process_migrations", "another_version", "from_version <> to_version"),
    )
    unique_where(
        "uq_process_migrations_running",
        "process_migrations",
        ["name", "from_version"],
        "finished_at IS NULL",
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("process_migrations")

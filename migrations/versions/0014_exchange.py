"""Workbooks brought in, row by row, before and after they are committed.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _staged_imports()
    _staged_rows()


def _staged_imports() -> None:
    op.create_table(
        "staged_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("understanding", sa.Text(), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("staged_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("committed_at", MOMENT, nullable=True),
        sa.Column("created_count", sa.Integer(), nullable=True),
        sa.Column("changed_count", sa.Integer(), nullable=True),
        primary_key("staged_imports", "id"),
        reference("staged_imports", "person_id", "people"),
        reference("staged_imports", "cycle_id", "cycles"),
        check(
            "staged_imports",
            "committed_is_counted",
            "(committed_at IS NULL) = (created_count IS NULL)",
        ),
        check("staged_imports", "reads_forward", "rows_read >= 0 AND rows_read <= rows_total"),
    )
    op.create_index("ix_staged_imports_expires_at", "staged_imports", ["expires_at"])
    op.create_index("ix_staged_imports_person_staged", "staged_imports", ["person_id", "staged_at"])


def _staged_rows() -> None:
    op.create_table(
        "staged_rows",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("name_key", sa.String(600), nullable=True),
        sa.Column("seen", sa.String(64), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        primary_key("staged_rows", "import_id", "row"),
        reference("staged_rows", "import_id", "staged_imports"),
        reference("staged_rows", "item_id", "items"),
        reference("staged_rows", "department_id", "departments"),
        check("staged_rows", "known_kind", "kind IN ('create', 'change', 'same', 'wrong')"),
    )
    op.create_index("ix_staged_rows_kind", "staged_rows", ["import_id", "kind"])
    op.create_index("ix_staged_rows_name", "staged_rows", ["import_id", "name_key"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("staged_rows")
    op.drop_table("staged_imports")

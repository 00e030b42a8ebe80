"""Workbooks that were brought in.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "staged_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("understanding", sa.Text(), nullable=False),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("staged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_count", sa.Integer(), nullable=True),
        sa.Column("changed_count", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "rows_read >= 0 AND rows_read <= rows_total",
            name=op.f("ck_staged_imports_reads_forward"),
        ),
        sa.CheckConstraint(
            "(committed_at IS NULL) = (created_count IS NULL)",
            name=op.f("ck_staged_imports_committed_is_counted"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_staged_imports_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycles.id"], name=op.f("fk_staged_imports_cycle_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_imports")),
    )
    op.create_index("ix_staged_imports_person_staged", "staged_imports", ["person_id", "staged_at"])
    op.create_index("ix_staged_imports_expires_at", "staged_imports", ["expires_at"])
    op.create_table(
        "staged_rows",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("name_key", sa.String(length=600), nullable=True),
        sa.Column("seen", sa.String(length=64), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.Column("problems", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('create', 'change', 'same', 'wrong')", name=op.f("ck_staged_rows_known_kind")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["staged_imports.id"], name=op.f("fk_staged_rows_import_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_staged_rows_item_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_staged_rows_department_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "row", name=op.f("pk_staged_rows")),
    )
    op.create_index("ix_staged_rows_kind", "staged_rows", ["import_id", "kind"])
    op.create_index("ix_staged_rows_name", "staged_rows", ["import_id", "name_key"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("staged_rows")
    op.drop_table("staged_imports")

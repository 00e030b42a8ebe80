"""Files of an item.

Rows cannot be deleted, and cannot be changed but to say once that a file was taken off.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FIXED = (
    "id", "item_id", "name", "sha256", "size", "kind", "added_by", "added_at", "first_revision",
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_revision", sa.Integer(), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_revision", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (last_revision IS NULL)"
            " AND (removed_at IS NULL) = (removed_by IS NULL)",
            name=op.f("ck_attachments_removed_by_someone"),
        ),
        sa.CheckConstraint(
            "size > 0 AND first_revision > 0", name=op.f("ck_attachments_holds_something")
        ),
        sa.CheckConstraint(
            "last_revision >= first_revision - 1", name=op.f("ck_attachments_revisions_in_order")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_attachments_item_id")),
        sa.ForeignKeyConstraint(["added_by"], ["people.id"], name=op.f("fk_attachments_added_by")),
        sa.ForeignKeyConstraint(
            ["removed_by"], ["people.id"], name=op.f("fk_attachments_removed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    live = sa.text("removed_at IS NULL")
    op.create_index(
        "uq_attachments_item_file",
        "attachments",
        ["item_id", "sha256", "name"],
        unique=True,
        sqlite_where=live,
        postgresql_where=live,
    )
    op.create_index("ix_attachments_item", "attachments", ["item_id", "id"])
    _refuse(op.get_bind().dialect.name == "postgresql")


def _refuse(postgresql: bool) -> None:
    changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in FIXED)
    if postgresql:
        op.execute(
            "CREATE TRIGGER attachments_refuse_update BEFORE UPDATE ON attachments FOR EACH ROW "
            f"WHEN (OLD.removed_at IS NOT NULL OR {changed}) EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            "CREATE TRIGGER attachments_refuse_delete BEFORE DELETE ON attachments "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            "CREATE TRIGGER attachments_refuse_truncate BEFORE TRUNCATE ON attachments "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    changed = changed.replace("IS DISTINCT FROM", "IS NOT")
    refused = "BEGIN SELECT RAISE(ABORT, 'attachments is append-only'); END"
    op.execute(
        "CREATE TRIGGER attachments_refuse_update BEFORE UPDATE ON attachments "
        f"WHEN OLD.removed_at IS NOT NULL OR {changed} {refused}"
    )
    op.execute(f"CREATE TRIGGER attachments_refuse_delete BEFORE DELETE ON attachments {refused}")


def downgrade() -> None:
    """Take back; the triggers go with their table."""
    op.drop_table("attachments")

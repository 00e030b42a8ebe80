"""What departments write anew, apart from what was submitted; what printed heads
cover; which versions of processes were withdrawn.

Items that are being rewritten at the time are told apart by `migrations.upgrade`.

Revision ID: 0021
Revises: 0019
"""

import json

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, primary_key, reference, shared_reference

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None

SHEET = (
    "content", "content_hash", "section_id", "name", "name_key", "field", "category_code",
    "amount_kyen", "dx_step", "goal_number", "search_text",
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    _item_rewritings()
    op.create_table(
        "ledger_heads",
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("lengths", sa.Text(), nullable=False),
        primary_key("ledger_heads", "head"),
    )
    op.create_table(
        "process_withdrawals",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=False),
        primary_key("process_withdrawals", "name", "version"),
        shared_reference("process_withdrawals", "process_versions", "name", "version"),
    )
    refuse_changes("ledger_heads", "process_withdrawals")


def _item_rewritings() -> None:
    op.create_table(
        "item_rewritings",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(400), nullable=True),
        sa.Column("field", sa.String(20), nullable=True),
        sa.Column("category_code", sa.String(40), nullable=True),
        sa.Column("amount_kyen", sa.BigInteger(), nullable=True),
        sa.Column("dx_step", sa.String(2), nullable=True),
        sa.Column("goal_number", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        primary_key("item_rewritings", "item_id"),
        reference("item_rewritings", "item_id", "items"),
        reference("item_rewritings", "section_id", "sections"),
        reference("item_rewritings", "category_code", "categories", "code"),
    )


def downgrade() -> None:
    """Take back: an item says what its department wrote last, as it did before."""
    op.drop_table("process_withdrawals")
    op.drop_table("ledger_heads")
    connection = op.get_bind()
    names = ", ".join(SHEET)
    changed = sa.text(
        "SELECT item_id, item_rewritings.content FROM item_rewritings JOIN items"
        " ON items.id = item_id WHERE items.content_hash <> item_rewritings.content_hash"
    )
    put = sa.text(
        f"UPDATE items SET ({names}) = (SELECT {names} FROM item_rewritings"  # noqa: S608
        " WHERE item_id = :id) WHERE id = :id"
    )
    for item_id, content in connection.execute(changed).all():
        connection.execute(put, {"id": item_id})
        _put_funding(connection, item_id, json.loads(content).get("funding_lines", []))
    op.drop_table("item_rewritings")


def _put_funding(connection: sa.Connection, item_id: int, lines: list[dict[str, object]]) -> None:
    connection.execute(sa.text("DELETE FROM item_funding WHERE item_id = :id"), {"id": item_id})
    put = sa.text(
        "INSERT INTO item_funding (item_id, position, source, label, amount_kyen)"
        " VALUES (:id, :position, :source, :label, :amount_kyen)"
    )
    for position, line in enumerate(lines):
        given = {"label": "", **line, "id": item_id, "position": position}
        connection.execute(put, given)

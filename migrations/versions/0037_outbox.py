"""What waits to become a job; and the receipt of a delivery beside its entry of the ledger.

Revision ID: 0037
Revises: 0034

Receipts that tell what their entries tell become columns of these, of which no hash is made;
whatever tells otherwise stays where it was, as a witness.
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import primary_key, unique_where

revision = "0037"
down_revision = "0034"
branch_labels = None
depends_on = None

_MOVE_RECEIPTS = """
UPDATE ledger_entries SET key = receipts.key, order_hash = receipts.order_hash
FROM receipts WHERE receipts.item_id = ledger_entries.item_id
    AND receipts.entry_hash = ledger_entries.entry_hash
    AND receipts.action = ledger_entries.action AND receipts.state = ledger_entries.to_state
    AND receipts.at = ledger_entries.at"""

_LISTEN = """
CREATE FUNCTION tell_of_outbox() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_notify('jizen_outbox', ''); RETURN NULL; END $$"""


def upgrade() -> None:
    """Apply."""
    _outbox()
    op.add_column("ledger_entries", sa.Column("key", sa.String(80)))
    op.add_column("ledger_entries", sa.Column("order_hash", sa.String(64)))
    _move_receipts()
    unique_where("uq_ledger_entries_key", "ledger_entries", ["key"], "key IS NOT NULL")


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workflow", sa.String(20), nullable=False),
        sa.Column("job", sa.String(80), nullable=False),
        sa.Column("arguments", sa.Text(), nullable=False),
        primary_key("outbox", "id"),
    )
    if _on_postgresql():
        op.execute(_LISTEN)
        op.execute(
            "CREATE TRIGGER outbox_tell AFTER INSERT ON outbox"
            " FOR EACH STATEMENT EXECUTE FUNCTION tell_of_outbox()"
        )


def _move_receipts() -> None:
    _allow_changes()
    op.execute(_MOVE_RECEIPTS)
    op.execute(
        "DELETE FROM receipts WHERE key IN"
        " (SELECT ledger_entries.key FROM ledger_entries WHERE ledger_entries.key IS NOT NULL)"
    )
    refuse_changes("ledger_entries")


def _allow_changes() -> None:
    """Let this migration put beside the entries what none of their hashes is made of."""
    if _on_postgresql():
        for name in ("change", "truncate"):
            op.execute(f"DROP TRIGGER ledger_entries_refuse_{name} ON ledger_entries")
    else:
        for name in ("update", "delete"):
            op.execute(f"DROP TRIGGER ledger_entries_refuse_{name}")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def downgrade() -> None:
    """Take back: the receipts become rows of their own again."""
    op.execute(
        "INSERT INTO receipts (key, order_hash, item_id, action, state, entry_hash, at)"
        " SELECT key, order_hash, item_id, action, to_state, entry_hash, at FROM ledger_entries"
        " WHERE key IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM receipts WHERE receipts.key = ledger_entries.key)"
    )
    op.drop_index("uq_ledger_entries_key", "ledger_entries")
    op.drop_column("ledger_entries", "order_hash")
    op.drop_column("ledger_entries", "key")
    op.drop_table("outbox")
    if _on_postgresql():
        op.execute("DROP FUNCTION tell_of_outbox()")

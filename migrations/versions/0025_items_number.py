"""The number of an item, and what was counted for it; items that were submitted get theirs.

Revision ID: 0025
Revises: 0024
"""

import json
import re
import unicodedata
from collections import Counter

import sqlalchemy as sa
from alembic import op

from migrations.parts import primary_key

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

UNIT = re.compile(r"(?<=.)(?:本部|部|局|庁|課|室)$")

ITEMS = sa.text(
    "SELECT i.id, i.cycle_id, d.name_ja, r.submitted_at FROM items i"
    " JOIN departments d ON d.id = i.department_id"
    " JOIN item_revisions r ON r.item_id = i.id AND r.number = 1"
    " ORDER BY r.submitted_at, i.id"
)
CARRIED = sa.text(
    "SELECT c.item_id, c.particulars FROM ledger_entries c WHERE c.action = 'carry_over'"
    " AND c.sequence > (SELECT MIN(s.sequence) FROM ledger_entries s"
    "  WHERE s.item_id = c.item_id AND s.action = 'submit')"
    " ORDER BY c.sequence DESC"
)
NUMBER = sa.text("UPDATE items SET number = :number WHERE id = :item")
COUNTER = sa.text("INSERT INTO item_counters (prefix, last) VALUES (:prefix, :last)")
SOURCES = {
    "一般財源": "general", "国庫支出金": "national", "繰入金": "transfer", "県債": "bond",
    "その他": "other",
}  # fmt: skip
UNFUNDED = sa.text(
    "SELECT i.id, i.content, i.amount_kyen FROM items i WHERE i.amount_kyen IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM item_funding f WHERE f.item_id = i.id)"
)
FUND = sa.text(
    "INSERT INTO item_funding (item_id, position, source, label, amount_kyen)"
    " VALUES (:item, 0, :source, '', :kyen)"
)
CHANGED = "OLD.number IS NOT NULL AND (NEW.number IS NULL OR OLD.number <> NEW.number)"


def upgrade() -> None:
    """Apply."""
    op.add_column("items", sa.Column("number", sa.String(200), nullable=True))
    op.create_table(
        "item_counters",
        sa.Column("prefix", sa.String(200), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        primary_key("item_counters", "prefix"),
    )
    _number_items()
    op.create_index("uq_items_number", "items", ["number"], unique=True)
    _keep()
    _fund_items()


def _number_items() -> None:
    """In the order of their first submissions, by the cycle they were submitted to then."""
    connection = op.get_bind()
    # The first carry-over comes last and holds: it says where the item was before.
    first_cycles = {
        row.item_id: json.loads(row.particulars)["from_cycle"]
        for row in connection.execute(CARRIED)
    }
    counted: Counter[str] = Counter()
    for row in connection.execute(ITEMS).all():
        cycle = first_cycles.get(row.id, row.cycle_id)
        prefix = f"{_budget(cycle)}-{UNIT.sub('', row.name_ja)}"
        counted[prefix] += 1
        given = {"item": row.id, "number": f"{prefix}-{counted[prefix]:03d}"}
        connection.execute(NUMBER, given)
    for prefix, last in counted.items():
        connection.execute(COUNTER, {"prefix": prefix, "last": last})


def _fund_items() -> None:
    """A funding that is one plain word, without lines, is all of the amount."""
    connection = op.get_bind()
    for row in connection.execute(UNFUNDED).all():
        word = unicodedata.normalize("NFKC", json.loads(row.content).get("funding") or "").strip()
        if source := SOURCES.get(word):
            given = {"item": row.id, "source": source, "kyen": row.amount_kyen}
            connection.execute(FUND, given)


def _budget(cycle_id: str) -> str:
    """9補 of 2021-09, 当初 of 2022-initial, 補11号 of 2021-s11."""
    code = cycle_id.partition("-")[2]
    if code == "initial":
        return "当初"
    if code.isdigit():
        return f"{int(code)}補"
    numbered = re.fullmatch(r"s([1-9][0-9]?)", code)
    return f"補{numbered[1]}号" if numbered else f"補{code}"


def _keep() -> None:
    """Let nobody change a number once it is given."""
    trigger = "CREATE TRIGGER items_keep_number BEFORE UPDATE OF number ON items"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"{trigger} FOR EACH ROW WHEN ({CHANGED}) EXECUTE FUNCTION refuse_change()")
    else:
        refused = "SELECT RAISE(ABORT, 'the number of an item is never changed')"
        op.execute(f"{trigger} WHEN {CHANGED} BEGIN {refused}; END")


def downgrade() -> None:
    """Take back."""
    on = " ON items" if op.get_bind().dialect.name == "postgresql" else ""
    op.execute(f"DROP TRIGGER items_keep_number{on}")
    op.drop_index("uq_items_number", "items")
    op.drop_column("items", "number")
    op.drop_table("item_counters")

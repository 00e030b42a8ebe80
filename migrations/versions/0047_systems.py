"""The inventory of systems, their costs and interfaces; items name the system they renew.

Revision ID: 0047
Revises: 0046
"""

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key, reference

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

NAMING = ("items", "item_rewritings")


def upgrade() -> None:
    """Apply."""
    _systems()
    _costs()
    _interfaces()
    _staged()
    for table in NAMING:
        # In one statement: SQLite takes no constraint for a column that is there.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN system_id INTEGER"
            f" CONSTRAINT fk_{table}_system_id REFERENCES systems (id)"
        )
        op.create_index(f"ix_{table}_system_id", table, ["system_id"])


def _systems() -> None:
    table = "systems"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("vendor", sa.String(200), nullable=False),
        sa.Column("form", sa.String(10), nullable=True),
        sa.Column("networks", sa.String(40), nullable=False),
        sa.Column("personal_data", sa.String(10), nullable=True),
        sa.Column("users", sa.Integer(), nullable=True),
        sa.Column("hosting", sa.String(20), nullable=True),
        sa.Column("task", sa.String(30), nullable=True),
        sa.Column("holds", sa.Text(), nullable=False),
        sa.Column("contract_from", sa.Date(), nullable=True),
        sa.Column("contract_until", sa.Date(), nullable=True),
        sa.Column("support_until", sa.Date(), nullable=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("assessment", sa.String(10), nullable=True),
        sa.Column("act_by", sa.Date(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        primary_key(table, "id"),
        reference(table, "department_id", "departments"),
        reference(table, "section_id", "sections"),
        check(
            table,
            "state_is_known",
            "state IN ('survey', 'study', 'policy', 'done', 'retired')",
        ),
        check(
            table,
            "policy_is_assessed",
            "state NOT IN ('policy', 'done') OR assessment IS NOT NULL",
        ),
        check(table, "round_counts_from_one", "round > 0"),
    )
    for column in ("department_id", "contract_until", "support_until"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _costs() -> None:
    op.create_table(
        "system_costs",
        sa.Column("system_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("kyen", sa.BigInteger(), nullable=False),
        primary_key("system_costs", "system_id", "fiscal_year"),
        reference("system_costs", "system_id", "systems"),
    )


def _interfaces() -> None:
    table = "system_interfaces"
    op.create_table(
        table,
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.String(200), nullable=False),
        primary_key(table, "source_id", "position"),
        reference(table, "source_id", "systems"),
        reference(table, "target_id", "systems"),
    )
    op.create_index(f"ix_{table}_target_id", table, ["target_id"])


def _staged() -> None:
    table = "staged_systems"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("staged_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("committed_at", MOMENT, nullable=True),
        sa.Column("added_count", sa.Integer(), nullable=True),
        sa.Column("changed_count", sa.Integer(), nullable=True),
        primary_key(table, "id"),
        reference(table, "person_id", "people"),
        check(table, "committed_is_counted", "(committed_at IS NULL) = (added_count IS NULL)"),
    )
    op.create_index(f"ix_{table}_expires_at", table, ["expires_at"])


def downgrade() -> None:
    """Take back: which system an item renews stays in its sheet alone."""
    for table in NAMING:
        op.drop_index(f"ix_{table}_system_id", table)
        op.drop_column(table, "system_id")
    for table in ("staged_systems", "system_interfaces", "system_costs", "systems"):
        op.drop_table(table)

"""Who acts for whom, what was done so, and what the absent one acknowledged.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes, refuse_changes_of
from migrations.constraints import reference

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

FIXED = (
    "id", "person_id", "substitute_id", "role", "department_id", "from_on", "until_on",
    "set_by", "set_at",
)  # fmt: skip


def upgrade() -> None:
    """Apply."""
    _create_substitutes()
    op.create_table(
        "acts_for",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id", "sequence"],
            ["ledger_entries.item_id", "ledger_entries.sequence"],
            name=op.f("fk_acts_for_item_id_sequence"),
        ),
        reference("acts_for", "person_id", "people"),
        sa.PrimaryKeyConstraint("item_id", "sequence", name=op.f("pk_acts_for")),
    )
    op.create_index("ix_acts_for_person", "acts_for", ["person_id", "item_id", "sequence"])
    op.create_table(
        "acknowledgements",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id", "sequence"],
            ["acts_for.item_id", "acts_for.sequence"],
            name=op.f("fk_acknowledgements_item_id_sequence"),
        ),
        sa.PrimaryKeyConstraint("item_id", "sequence", name=op.f("pk_acknowledgements")),
    )
    refuse_changes("acts_for", "acknowledgements")
    refuse_changes_of("substitutes", FIXED, once_set="ended_at")


def _create_substitutes() -> None:
    op.create_table(
        "substitutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_substitutes_days_in_order")),
        sa.CheckConstraint("person_id <> substitute_id", name=op.f("ck_substitutes_somebody_else")),
        sa.CheckConstraint(
            "role IN ('officer', 'reviewer', 'evaluator', 'secretariat')",
            name=op.f("ck_substitutes_role_that_acts"),
        ),
        sa.CheckConstraint(
            "role <> 'officer' OR department_id IS NOT NULL",
            name=op.f("ck_substitutes_officer_has_department"),
        ),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)",
            name=op.f("ck_substitutes_ended_by_someone"),
        ),
        *(
            reference("substitutes", column, "people")
            for column in ("person_id", "substitute_id", "set_by", "ended_by")
        ),
        reference("substitutes", "department_id", "departments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitutes")),
    )
    for column in ("person", "substitute"):
        op.create_index(f"ix_substitutes_{column}", "substitutes", [f"{column}_id", "until_on"])


def downgrade() -> None:
    """Take back; the triggers go with their tables. The ledger still says both names."""
    op.drop_table("acknowledgements")
    op.drop_table("acts_for")
    op.drop_table("substitutes")

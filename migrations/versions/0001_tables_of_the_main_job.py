"""The tables of the main job.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "categories",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title_ja", sa.String(length=100), nullable=False),
        sa.Column("title_en", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_categories")),
    )
    op.create_table(
        "criteria",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title_ja", sa.String(length=100), nullable=False),
        sa.Column("title_en", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_criteria")),
    )
    op.create_table(
        "cycles",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title_ja", sa.String(length=100), nullable=False),
        sa.Column("title_en", sa.String(length=100), nullable=False),
        sa.Column("process_name", sa.String(length=60), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("submission_deadline", sa.Date(), nullable=False),
        sa.Column("review_deadline", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "opens_on <= submission_deadline", name=op.f("ck_cycles_opens_before_deadline")
        ),
        sa.CheckConstraint(
            "submission_deadline <= review_deadline", name=op.f("ck_cycles_deadlines_in_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycles")),
    )
    op.create_table(
        "departments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_ja", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departments")),
        sa.UniqueConstraint("code", name=op.f("uq_departments_code")),
    )
    op.create_table(
        "evaluation_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("title_ja", sa.String(length=100), nullable=False),
        sa.Column("title_en", sa.String(length=100), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation_sessions")),
    )
    op.create_table(
        "goals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("overview", sa.Text(), nullable=False),
        sa.Column("indicators_this_year", sa.Text(), nullable=False),
        sa.Column("indicators_later", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goals")),
        sa.UniqueConstraint("fiscal_year", "number", name=op.f("uq_goals_fiscal_year_number")),
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("report_frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("fiscal_year", "number", name=op.f("uq_meetings_fiscal_year_number")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=64), nullable=False),
        sa.Column("name_ja", sa.String(length=100), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("login = lower(login)", name=op.f("ck_people_login_is_lower_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("login", name=op.f("uq_people_login")),
    )
    op.create_table(
        "process_versions",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_hash", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "version", name=op.f("pk_process_versions")),
    )
    op.create_table(
        "schedule_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("quarters", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_rows")),
        sa.UniqueConstraint(
            "fiscal_year", "position", name=op.f("uq_schedule_rows_fiscal_year_position")
        ),
    )
    op.create_table(
        "verdicts",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title_ja", sa.String(length=100), nullable=False),
        sa.Column("title_en", sa.String(length=100), nullable=False),
        sa.Column("needs_conditions", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_verdicts")),
    )
    op.create_table(
        "department_places",
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_department_places_department_id")
        ),
        sa.PrimaryKeyConstraint("fiscal_year", "department_id", name=op.f("pk_department_places")),
        sa.UniqueConstraint(
            "fiscal_year", "position", name=op.f("uq_department_places_fiscal_year_position")
        ),
    )
    op.create_table(
        "goal_departments",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_goal_departments_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name=op.f("fk_goal_departments_goal_id")
        ),
        sa.PrimaryKeyConstraint("goal_id", "department_id", name=op.f("pk_goal_departments")),
    )
    op.create_table(
        "matrix_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("dx_step", sa.String(length=2), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("examples", sa.String(length=300), nullable=False),
        sa.Column("goal_number", sa.Integer(), nullable=True),
        sa.Column("item_name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_matrix_entries_department_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_entries")),
    )
    op.create_table(
        "meeting_cycles",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycles.id"], name=op.f("fk_meeting_cycles_cycle_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_cycles_meeting_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "cycle_id", name=op.f("pk_meeting_cycles")),
    )
    op.create_table(
        "role_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role <> 'officer' OR department_id IS NOT NULL",
            name=op.f("ck_role_grants_officer_has_department"),
        ),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_role_grants_department_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_role_grants_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
    )
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.create_index(
            "uq_role_grants_department", ["person_id", "role", "department_id"], unique=True
        )
        batch_op.create_index(
            "uq_role_grants_everywhere",
            ["person_id", "role"],
            unique=True,
            sqlite_where=sa.text("department_id IS NULL"),
            postgresql_where=sa.text("department_id IS NULL"),
        )

    op.create_table(
        "sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_sections_department_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
        sa.UniqueConstraint("department_id", "name", name=op.f("uq_sections_department_id_name")),
    )
    op.create_table(
        "session_cycles",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["cycle_id"], ["cycles.id"], name=op.f("fk_session_cycles_cycle_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["evaluation_sessions.id"], name=op.f("fk_session_cycles_session_id")
        ),
        sa.PrimaryKeyConstraint("session_id", "cycle_id", name=op.f("pk_session_cycles")),
    )
    op.create_table(
        "items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.String(length=20), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("process_name", sa.String(length=60), nullable=False),
        sa.Column("process_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ledger_length", sa.Integer(), nullable=False),
        sa.Column("ledger_head", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=400), nullable=True),
        sa.Column("field", sa.String(length=20), nullable=True),
        sa.Column("category_code", sa.String(length=40), nullable=True),
        sa.Column("amount_kyen", sa.BigInteger(), nullable=True),
        sa.Column("dx_step", sa.String(length=2), nullable=True),
        sa.Column("goal_number", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state <> 'reported' OR meeting_id IS NOT NULL",
            name=op.f("ck_items_report_has_meeting"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'withdrawn') OR round > 0",
            name=op.f("ck_items_beyond_draft_was_submitted"),
        ),
        sa.CheckConstraint("round >= 0", name=op.f("ck_items_round_counts_up")),
        sa.ForeignKeyConstraint(
            ["category_code"], ["categories.code"], name=op.f("fk_items_category_code")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_items_created_by")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_items_cycle_id")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["departments.id"], name=op.f("fk_items_department_id")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_items_meeting_id")),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name=op.f("fk_items_section_id")),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["people.id"], name=op.f("fk_items_submitted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
    )
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.create_index(
            "ix_items_cycle_department",
            ["cycle_id", "department_id", "section_id", "id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_items_department_id"), ["department_id"], unique=False)
        batch_op.create_index("ix_items_state_cycle", ["state", "cycle_id"], unique=False)
        batch_op.create_index(
            "uq_items_name_in_cycle",
            ["cycle_id", "section_id", "name_key"],
            unique=True,
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )

    op.create_table(
        "evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("verdict_code", sa.String(length=40), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("finalised_by", sa.Integer(), nullable=False),
        sa.Column("finalised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("findings <> ''", name=op.f("ck_evaluations_findings_given")),
        sa.ForeignKeyConstraint(
            ["finalised_by"], ["people.id"], name=op.f("fk_evaluations_finalised_by")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_evaluations_item_id")),
        sa.ForeignKeyConstraint(
            ["verdict_code"], ["verdicts.code"], name=op.f("fk_evaluations_verdict_code")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluations")),
    )
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evaluations_item_id"), ["item_id"], unique=False)
        batch_op.create_index(
            "uq_evaluations_live",
            ["item_id"],
            unique=True,
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )

    op.create_table(
        "item_funding",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("amount_kyen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_funding_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_item_funding")),
    )
    op.create_table(
        "item_joint_departments",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["department_id"],
            ["departments.id"],
            name=op.f("fk_item_joint_departments_department_id"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name=op.f("fk_item_joint_departments_item_id")
        ),
        sa.PrimaryKeyConstraint("item_id", "department_id", name=op.f("pk_item_joint_departments")),
    )
    with op.batch_alter_table("item_joint_departments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_item_joint_departments_department_id"), ["department_id"], unique=False
        )

    op.create_table(
        "item_revisions",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_item_revisions_item_id")),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["people.id"], name=op.f("fk_item_revisions_submitted_by")
        ),
        sa.PrimaryKeyConstraint("item_id", "number", name=op.f("pk_item_revisions")),
    )
    op.create_table(
        "ledger_entries",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_login", sa.String(length=64), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("particulars", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["people.id"], name=op.f("fk_ledger_entries_actor_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_ledger_entries_item_id")),
        sa.PrimaryKeyConstraint("item_id", "sequence", name=op.f("pk_ledger_entries")),
    )
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_ledger_entries_action_actor", ["item_id", "action", "actor_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_ledger_entries_at"), ["at"], unique=False)

    op.create_table(
        "receipts",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("order_hash", sa.String(length=64), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("entry_hash", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_receipts_item_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_receipts")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("receipts")
    with op.batch_alter_table("ledger_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_ledger_entries_at"))
        batch_op.drop_index("ix_ledger_entries_action_actor")

    op.drop_table("ledger_entries")
    op.drop_table("item_revisions")
    with op.batch_alter_table("item_joint_departments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_joint_departments_department_id"))

    op.drop_table("item_joint_departments")
    op.drop_table("item_funding")
    with op.batch_alter_table("evaluations", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_evaluations_live",
            sqlite_where=sa.text("undone_at IS NULL"),
            postgresql_where=sa.text("undone_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_evaluations_item_id"))

    op.drop_table("evaluations")
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_items_name_in_cycle",
            sqlite_where=sa.text("state <> 'withdrawn'"),
            postgresql_where=sa.text("state <> 'withdrawn'"),
        )
        batch_op.drop_index("ix_items_state_cycle")
        batch_op.drop_index(batch_op.f("ix_items_department_id"))
        batch_op.drop_index("ix_items_cycle_department")

    op.drop_table("items")
    op.drop_table("session_cycles")
    op.drop_table("sections")
    with op.batch_alter_table("role_grants", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_role_grants_everywhere",
            sqlite_where=sa.text("department_id IS NULL"),
            postgresql_where=sa.text("department_id IS NULL"),
        )
        batch_op.drop_index("uq_role_grants_department")

    op.drop_table("role_grants")
    op.drop_table("meeting_cycles")
    op.drop_table("matrix_entries")
    op.drop_table("goal_departments")
    op.drop_table("department_places")
    op.drop_table("verdicts")
    op.drop_table("schedule_rows")
    op.drop_table("process_versions")
    op.drop_table("people")
    op.drop_table("meetings")
    op.drop_table("goals")
    op.drop_table("evaluation_sessions")
    op.drop_table("departments")
    op.drop_table("cycles")
    op.drop_table("criteria")
    op.drop_table("categories")

"""Bodies, members, meetings, papers, minutes and tasks; frozen papers of a year; found goals.

Revision ID: 0048
Revises: 0047
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes, refuse_changes_of
from migrations.parts import MOMENT, check, primary_key, reference, unique

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

TABLES = (
    "bodies", "body_members", "body_meetings", "paper_editions", "paper_edition_files",
    "meeting_papers", "meeting_attendance", "meeting_tasks", "task_reports", "goal_texts",
)  # fmt: skip
FIXED = (
    "meeting_id", "group_number", "number", "name", "sha256", "size", "kind", "edition_id",
    "report_edition_id", "added_by", "added_at",
)  # fmt: skip
"""What a paper that was laid out never changes."""


def upgrade() -> None:
    """Apply."""
    _bodies()
    _members()
    _meetings()
    _editions()
    _papers()
    _attendance()
    _tasks()
    _goal_texts()
    refuse_changes("paper_editions", "paper_edition_files", "task_reports")
    refuse_changes_of("meeting_papers", FIXED, once_set="removed_at")


def _column(name: str, kind: "sa.types.TypeEngine[object]", *, may_lack: bool = False) -> sa.Column:
    return sa.Column(name, kind, nullable=may_lack)


def _number(name: str, *, may_lack: bool = False) -> sa.Column:
    return _column(name, sa.Integer(), may_lack=may_lack)


def _bodies() -> None:
    op.create_table(
        "bodies",
        _number("id"),
        _column("kind", sa.String(20)),
        _column("name", sa.String(100)),
        _column("ended_on", sa.Date(), may_lack=True),
        _number("revision"),
        primary_key("bodies", "id"),
        unique("bodies", "name"),
        check(
            "bodies",
            "kind_is_known",
            "kind IN ('headquarters', 'board', 'committee', 'working_group')",
        ),
    )


def _members() -> None:
    table = "body_members"
    op.create_table(
        table,
        _number("id"),
        _number("body_id"),
        _number("person_id", may_lack=True),
        _column("name", sa.String(100)),
        _column("position", sa.String(100)),
        _column("from_on", sa.Date()),
        _column("until_on", sa.Date(), may_lack=True),
        primary_key(table, "id"),
        reference(table, "body_id", "bodies"),
        reference(table, "person_id", "people"),
        check(table, "person_or_name", "(person_id IS NULL) = (name <> '')"),
        check(table, "days_in_order", "until_on >= from_on"),
    )
    for column in ("body_id", "person_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _meetings() -> None:
    table = "body_meetings"
    op.create_table(
        table,
        _number("id"),
        _number("body_id"),
        _number("headquarters_id", may_lack=True),
        _number("fiscal_year", may_lack=True),
        _number("number", may_lack=True),
        _column("held_on", sa.Date(), may_lack=True),
        _column("hours", sa.String(40)),
        _column("place", sa.String(100)),
        _column("topics", sa.Text()),
        _column("papers", sa.Text()),
        _column("state", sa.String(10)),
        _column("minutes", sa.Text()),
        _column("decisions", sa.Text()),
        _number("revision"),
        primary_key(table, "id"),
        unique(table, "body_id", "fiscal_year", "number"),
        unique(table, "headquarters_id"),
        reference(table, "body_id", "bodies"),
        reference(table, "headquarters_id", "meetings"),
        check(table, "state_is_known", "state IN ('planned', 'held', 'closed')"),
        check(
            table,
            "calendar_or_own_day",
            "(headquarters_id IS NULL) = (held_on IS NOT NULL)"
            " AND (headquarters_id IS NULL) = (number IS NOT NULL)"
            " AND (headquarters_id IS NULL) = (fiscal_year IS NOT NULL)",
        ),
    )


def _editions() -> None:
    table = "paper_editions"
    op.create_table(
        table,
        _number("id"),
        _column("kind", sa.String(20)),
        _number("fiscal_year"),
        _number("number"),
        _column("snapshot_hash", sa.String(64)),
        _column("ledger_head", sa.String(64)),
        _column("note", sa.Text()),
        _number("frozen_by"),
        _column("frozen_at", MOMENT),
        primary_key(table, "id"),
        unique(table, "kind", "fiscal_year", "number"),
        reference(table, "snapshot_hash", "stored_files", "sha256"),
        reference(table, "frozen_by", "people"),
        check(table, "editions_count_from_one", "number >= 1"),
        check(table, "correction_has_reason", "number = 1 OR note <> ''"),
    )
    table = "paper_edition_files"
    op.create_table(
        table,
        _number("edition_id"),
        _column("form", sa.String(10)),
        _column("sha256", sa.String(64)),
        primary_key(table, "edition_id", "form"),
        reference(table, "edition_id", "paper_editions"),
        reference(table, "sha256", "stored_files", "sha256"),
    )


def _papers() -> None:
    table = "meeting_papers"
    op.create_table(
        table,
        _number("id"),
        _number("meeting_id"),
        _number("group_number"),
        _number("number"),
        _column("name", sa.String(120)),
        _column("sha256", sa.String(64), may_lack=True),
        _column("size", sa.BigInteger(), may_lack=True),
        _column("kind", sa.String(10)),
        _number("edition_id", may_lack=True),
        _number("report_edition_id", may_lack=True),
        _number("added_by"),
        _column("added_at", MOMENT),
        _number("removed_by", may_lack=True),
        _column("removed_at", MOMENT, may_lack=True),
        primary_key(table, "id"),
        reference(table, "meeting_id", "body_meetings"),
        reference(table, "edition_id", "paper_editions"),
        reference(table, "report_edition_id", "report_editions"),
        reference(table, "added_by", "people"),
        reference(table, "removed_by", "people"),
        check(
            table,
            "is_one_thing",
            "(CASE WHEN sha256 IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN edition_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN report_edition_id IS NULL THEN 0 ELSE 1 END) = 1",
        ),
        check(table, "removed_by_someone", "(removed_at IS NULL) = (removed_by IS NULL)"),
    )
    op.create_index(f"ix_{table}_meeting_id", table, ["meeting_id"])
    op.create_index(f"ix_{table}_added", table, ["added_by", "added_at"])


def _attendance() -> None:
    table = "meeting_attendance"
    op.create_table(
        table,
        _number("meeting_id"),
        _number("member_id"),
        _column("state", sa.String(10)),
        _column("proxy", sa.String(100)),
        primary_key(table, "meeting_id", "member_id"),
        reference(table, "meeting_id", "body_meetings"),
        reference(table, "member_id", "body_members"),
        check(table, "state_is_known", "state IN ('present', 'absent', 'proxy')"),
        check(table, "proxy_has_name", "(state = 'proxy') = (proxy <> '')"),
    )


def _tasks() -> None:
    table = "meeting_tasks"
    op.create_table(
        table,
        _number("id"),
        _number("meeting_id"),
        _column("text", sa.Text()),
        _number("person_id", may_lack=True),
        _column("who", sa.String(100)),
        _column("due_on", sa.Date(), may_lack=True),
        _column("state", sa.String(10)),
        _column("settled_on", sa.Date(), may_lack=True),
        _number("revision"),
        primary_key(table, "id"),
        reference(table, "meeting_id", "body_meetings"),
        reference(table, "person_id", "people"),
        check(table, "state_is_known", "state IN ('open', 'done', 'dropped')"),
        check(table, "settled_on_a_day", "(state = 'open') = (settled_on IS NULL)"),
        check(table, "person_or_name", "(person_id IS NULL) = (who <> '')"),
    )
    op.create_index(f"ix_{table}_meeting_id", table, ["meeting_id"])
    op.create_index(f"ix_{table}_person_id", table, ["person_id", "state"])
    table = "task_reports"
    op.create_table(
        table,
        _number("task_id"),
        _number("number"),
        _column("state", sa.String(10)),
        _column("text", sa.Text()),
        _number("by_id"),
        _column("at", MOMENT),
        _number("meeting_id", may_lack=True),
        primary_key(table, "task_id", "number"),
        reference(table, "task_id", "meeting_tasks"),
        reference(table, "by_id", "people"),
        reference(table, "meeting_id", "body_meetings"),
    )


def _goal_texts() -> None:
    op.create_table(
        "goal_texts",
        _number("goal_id"),
        _column("text", sa.Text()),
        _column("folded", sa.Text()),
        primary_key("goal_texts", "goal_id"),
        reference("goal_texts", "goal_id", "goals"),
    )


def downgrade() -> None:
    """Take back."""
    for table in reversed(TABLES):
        op.drop_table(table)

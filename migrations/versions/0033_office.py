"""What the office is called, its picture, and the fields (分野) as a list that it edits.

A database that was in use says what its pages and papers have said until now.

Revision ID: 0033
Revises: 0032
"""

import json

import sqlalchemy as sa
from alembic import op

from migrations.parts import MOMENT, check, primary_key

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

FIELDS = (
    ("administration", "行政", "Administration"),
    ("living", "くらし", "Living"),
    ("industry", "産業", "Industry"),
)
SAID_UNTIL_NOW = {
    "kind": "prefecture",
    "name": ["", ""],
    "short_name": ["", ""],
    "center": ["DXセンター", "DX center"],
    "center_short": ["センター", "center"],
    "headquarters": ["DX戦略本部", "DX strategy headquarters"],
    "headquarters_short": ["本部", "headquarters"],
    "finance": ["財政課", "finance division"],
    "head": ["知事", "governor"],
    "sender": "",
    "honorific": "様",
    "list_number": "資料1-6",
    "schedule_number": "資料1-3",
    "logo": "",
}


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "office_profile",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        primary_key("office_profile", "id"),
        check("office_profile", "only_one", "id = 1"),
        check("office_profile", "version_counts_up", "version > 0"),
    )
    op.create_table(
        "office_logos",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        primary_key("office_logos", "sha256"),
        check("office_logos", "media_type_known", "media_type IN ('image/png', 'image/svg+xml')"),
    )
    fields = op.create_table(
        "fields",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title_ja", sa.String(length=100), nullable=False),
        sa.Column("title_en", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        primary_key("fields", "code"),
    )
    if op.get_bind().execute(sa.text("SELECT 1 FROM departments LIMIT 1")).first():
        _keep_what_was_said(fields)


def _keep_what_was_said(fields: sa.Table) -> None:
    rows = [
        {"code": code, "title_ja": ja, "title_en": en, "position": position, "active": True}
        for position, (code, ja, en) in enumerate(FIELDS, 1)
    ]
    op.bulk_insert(fields, rows)
    said = json.dumps(SAID_UNTIL_NOW, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    insert = "INSERT INTO office_profile (id, version, content) VALUES (1, 1, :said)"
    op.get_bind().execute(sa.text(insert), {"said": said})


def downgrade() -> None:
    """Take back."""
    op.drop_table("fields")
    op.drop_table("office_logos")
    op.drop_table("office_profile")

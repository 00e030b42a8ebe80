"""Kinds of funding (財源の種類) as a list that the office edits.

A database that was in use has the five that were fixed until now, under the codes that its
items carry; a bond is called as its papers have called it.

Revision ID: 0038
Revises: 0037
"""

import json

import sqlalchemy as sa
from alembic import op

from migrations.parts import primary_key

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

FIXED = (
    ("general", "一般財源", "General revenue"),
    ("national", "国庫支出金", "National treasury"),
    ("transfer", "繰入金", "Transfer from a fund"),
    ("bond", "地方債", "Bond"),
    ("other", "その他", "Other"),
)
LOCAL_GOVERNMENTS = "都道府県市区町村"


def upgrade() -> None:
    """Apply."""
    kinds = op.create_table(
        "funding_kinds",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title_ja", sa.String(length=100), nullable=False),
        sa.Column("title_en", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        primary_key("funding_kinds", "code"),
    )
    if op.get_bind().execute(sa.text("SELECT 1 FROM departments LIMIT 1")).first():
        op.bulk_insert(kinds, _fixed_until_now())


def _fixed_until_now() -> list[dict[str, object]]:
    titles = {"bond": _bond()}
    return [
        {
            "code": code,
            "title_ja": titles.get(code, ja),
            "title_en": en,
            "position": position,
            "active": True,
        }
        for position, (code, ja, en) in enumerate(FIXED, 1)
    ]


def _bond() -> str:
    """県債, 市債, as the name of the office says; 地方債 where it does not."""
    kept = op.get_bind().execute(sa.text("SELECT content FROM office_profile")).scalar()
    last = json.loads(kept)["name"][0][-1:] if kept else ""
    return f"{last}債" if last and last in LOCAL_GOVERNMENTS else "地方債"


def downgrade() -> None:
    """Take back."""
    op.drop_table("funding_kinds")

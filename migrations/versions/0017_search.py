"""The search's copies of texts, and what finds them by pairs of characters.

They are derived from other tables: `migrations.upgrade` fills them where they are empty.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.parts import primary_key, reference

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _search_texts()
    if op.get_bind().dialect.name == "postgresql":
        op.create_index(
            "ix_search_texts_tokens", "search_texts", ["tokens"], postgresql_using="gin"
        )
    else:
        _search_index()


def _search_texts() -> None:
    op.create_table(
        "search_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("ref", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column(
            "tokens", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql"), nullable=False
        ),
        primary_key("search_texts", "id"),
        reference("search_texts", "item_id", "items"),
    )
    op.create_index("ix_search_texts_item_id", "search_texts", ["item_id", "kind"])


def _search_index() -> None:
    """On SQLite: an index without a text of its own, kept by triggers."""
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(tokens, content='search_texts',"
        " content_rowid='id', detail='none', columnsize=0, tokenize='ascii')"
    )
    put = "INSERT INTO search_index(rowid, tokens) VALUES (new.id, new.tokens);"
    take = (
        "INSERT INTO search_index(search_index, rowid, tokens)"
        " VALUES ('delete', old.id, old.tokens);"
    )
    for event, done in (
        ("INSERT", put),
        ("DELETE", take),
        ("UPDATE OF tokens", f"{take} {put}"),
    ):
        name = f"search_texts_{event.split()[0].lower()}"
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON search_texts BEGIN {done} END")


def downgrade() -> None:
    """Take back; triggers and indexes go with their tables."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_texts")

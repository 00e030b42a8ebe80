"""Questions and answers on an item: threads, posts, and the people named in them.

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.parts import MOMENT, check, primary_key, reference, shared_reference, unique

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _threads()
    _thread_posts()
    _thread_mentions()
    refuse_changes("threads", "thread_posts", "thread_mentions")


def _threads() -> None:
    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(40), nullable=True),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        primary_key("threads", "id"),
        reference("threads", "item_id", "items"),
        check("threads", "internal_is_the_centers", "NOT internal OR side = 'center'"),
        check("threads", "known_side", "side IN ('center', 'department')"),
    )
    op.create_index("ix_threads_item_id", "threads", ["item_id", "id"])


def _thread_posts() -> None:
    op.create_table(
        "thread_posts",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("side", sa.String(10), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("key", sa.String(80), nullable=True),
        sa.Column("order_hash", sa.String(64), nullable=False),
        primary_key("thread_posts", "thread_id", "sequence"),
        unique("thread_posts", "by_id", "key"),
        reference("thread_posts", "thread_id", "threads"),
        reference("thread_posts", "by_id", "people"),
        check(
            "thread_posts", "corrects_something", "(kind = 'corrected') = (corrects IS NOT NULL)"
        ),
        check("thread_posts", "corrects_what_was_said", "corrects < sequence"),
        check("thread_posts", "known_kind", "kind IN ('said', 'corrected', 'closed')"),
        check("thread_posts", "known_side", "side IN ('center', 'department')"),
        check("thread_posts", "says_something", "kind = 'closed' OR text <> ''"),
    )
    op.create_index("ix_thread_posts_by_id", "thread_posts", ["by_id", "thread_id"])


def _thread_mentions() -> None:
    op.create_table(
        "thread_mentions",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        primary_key("thread_mentions", "thread_id", "sequence", "person_id"),
        shared_reference("thread_mentions", "thread_posts", "thread_id", "sequence"),
        reference("thread_mentions", "person_id", "people"),
    )


def downgrade() -> None:
    """Take back; the triggers go with their tables."""
    op.drop_table("thread_mentions")
    op.drop_table("thread_posts")
    op.drop_table("threads")

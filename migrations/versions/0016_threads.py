"""Questions and answers on an item: threads, what was said in them, and who was named.

Nothing of it can be changed or removed.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from migrations.append_only import refuse_changes
from migrations.constraints import reference

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _threads()
    _posts()
    _mentions()
    refuse_changes("threads", "thread_posts", "thread_mentions")


def _threads() -> None:
    op.create_table(
        "threads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.CheckConstraint("side IN ('center', 'department')", name=op.f("ck_threads_known_side")),
        sa.CheckConstraint(
            "NOT internal OR side = 'center'", name=op.f("ck_threads_internal_is_the_centers")
        ),
        reference("threads", "item_id", "items"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_index("ix_threads_item_id", "threads", ["item_id", "id"])


def _posts() -> None:
    op.create_table(
        "thread_posts",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("corrects", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.Column("order_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "kind IN ('said', 'corrected', 'closed')", name=op.f("ck_thread_posts_known_kind")
        ),
        sa.CheckConstraint(
            "side IN ('center', 'department')", name=op.f("ck_thread_posts_known_side")
        ),
        sa.CheckConstraint(
            "kind = 'closed' OR text <> ''", name=op.f("ck_thread_posts_says_something")
        ),
        sa.CheckConstraint(
            "(kind = 'corrected') = (corrects IS NOT NULL)",
            name=op.f("ck_thread_posts_corrects_something"),
        ),
        sa.CheckConstraint(
            "corrects < sequence", name=op.f("ck_thread_posts_corrects_what_was_said")
        ),
        reference("thread_posts", "thread_id", "threads"),
        reference("thread_posts", "by_id", "people"),
        sa.PrimaryKeyConstraint("thread_id", "sequence", name=op.f("pk_thread_posts")),
        sa.UniqueConstraint("by_id", "key", name=op.f("uq_thread_posts_by_id_key")),
    )
    op.create_index("ix_thread_posts_by_id", "thread_posts", ["by_id", "thread_id"])


def _mentions() -> None:
    op.create_table(
        "thread_mentions",
        sa.Column("thread_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["thread_id", "sequence"],
            ["thread_posts.thread_id", "thread_posts.sequence"],
            name=op.f("fk_thread_mentions_thread_id_sequence"),
        ),
        reference("thread_mentions", "person_id", "people"),
        sa.PrimaryKeyConstraint(
            "thread_id", "sequence", "person_id", name=op.f("pk_thread_mentions")
        ),
    )


def downgrade() -> None:
    """Take back; triggers go with their tables."""
    op.drop_table("thread_mentions")
    op.drop_index("ix_thread_posts_by_id", table_name="thread_posts")
    op.drop_table("thread_posts")
    op.drop_index("ix_threads_item_id", table_name="threads")
    op.drop_table("threads")

"""What the search looks in: a copy of every text that it finds, folded, with its tokens."""

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from workflow.models.base import ONLY, Base


class SearchText(Base):
    """One text of an item. It is derived: `jizen db rebuild-search` makes all of them anew.

    PostgreSQL indexes the tokens itself; on SQLite triggers keep them in the full-text table
    `search_index` under the row's id.
    """

    __tablename__ = "search_texts"
    __table_args__ = (
        Index("ix_search_texts_item_id", "item_id", "kind"),
        Index(
            "ix_search_texts_tokens",
            "tokens",
            postgresql_using="gin",
            info={ONLY: "postgresql"},
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    kind: Mapped[str] = mapped_column(String(10))
    ref: Mapped[int]
    """Which of the item's texts of this kind: see `textindex/index.py`."""
    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    tokens: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


class WholeText(Base):
    """All that is written about one thing, folded: what the search looks in. It is derived."""

    __abstract__ = True

    text: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)


class GoalText(WholeText):
    """What a goal is found by."""

    __tablename__ = "goal_texts"

    goal_id: Mapped[int] = mapped_column(ForeignKey("goals.id"), primary_key=True)


class UndertakingText(WholeText):
    """What an undertaking is found by: its steps, documents, comments and pilots too."""

    __tablename__ = "undertaking_texts"

    undertaking_id: Mapped[int] = mapped_column(ForeignKey("undertakings.id"), primary_key=True)

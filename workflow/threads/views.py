"""Questions and answers as pages show them: who said what, whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow.values.actor import Title
from workflow.values.errors import NotFound, Refusal
from workflow.values.vocabulary import PostKind, Side


@dataclass(frozen=True)
class PostView:
    """One thing that was said; `round` is the revision it is about, 0 before the first."""

    sequence: int
    kind: PostKind
    side: Side
    text: str
    by: Title
    at: datetime
    round: int
    answer_by: date | None
    corrects: int | None
    corrected_by: int | None
    """The sequence of the latest post that puts this one right."""
    mentioned: tuple[Title, ...]
    correct_refusal: Refusal | None


@dataclass(frozen=True)
class ThreadView:
    """A question, or an internal note, with everything said to it, the oldest first.

    `turn` is whose answer is awaited, None where nobody's is: closed, internal, item finished.
    `days_left` are business days, negative when late; None where no day was named.
    """

    id: int
    item_id: int
    field: str | None
    internal: bool
    asked_by: Side
    posts: tuple[PostView, ...]
    closed: bool
    turn: Side | None
    mine: bool
    """Whether the turn is that of the reader's side."""
    answer_by: date | None
    days_left: int | None
    post_refusal: Refusal | None
    close_refusal: Refusal | None

    @property
    def is_answered(self) -> bool:
        """Whether it waits for a look of the side that asked, which settles it or asks on."""
        return self.turn is self.asked_by

    @property
    def seen(self) -> int:
        """The number of the last post: who closes the thread says with it what they have read."""
        return self.posts[-1].sequence

    def post(self, sequence: int) -> PostView:
        """One post. Raises NotFound (post)."""
        for post in self.posts:
            if post.sequence == sequence:
                return post
        raise NotFound(what="post")


@dataclass(frozen=True)
class ItemThreads:
    """Everything that one person may read of the threads on an item."""

    item_id: int
    item_name: str
    readable: bool
    """Whether this person may read questions and answers on this item at all."""
    side: Side | None
    threads: tuple[ThreadView, ...]
    ask_refusal: Refusal | None
    note_refusal: Refusal | None

    @property
    def waiting(self) -> int:
        """How many threads wait for the reader's side."""
        return sum(thread.mine for thread in self.threads)

    @property
    def unanswered(self) -> tuple[ThreadView, ...]:
        """The questions of the center that the department has not answered."""
        return tuple(
            thread
            for thread in self.threads
            if thread.asked_by is Side.CENTER and thread.turn is Side.DEPARTMENT
        )

    @property
    def by_field(self) -> Mapping[str, tuple[ThreadView, ...]]:
        """The threads about one field, by its name."""
        names = [thread.field for thread in self.threads if thread.field]
        return {
            name: tuple(thread for thread in self.threads if thread.field == name)
            for name in dict.fromkeys(names)
        }

    def thread(self, thread_id: int) -> ThreadView:
        """One of the threads. Raises NotFound (thread)."""
        for thread in self.threads:
            if thread.id == thread_id:
                return thread
        raise NotFound(what="thread")

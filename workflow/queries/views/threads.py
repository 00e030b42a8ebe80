"""Questions and answers as they are read: who said what, whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow.actor import Title
from workflow.errors import Refusal
from workflow.vocabulary import PostKind, Side


@dataclass(frozen=True)
class Reader:
    """Somebody who may see a thread, and so may be named in it."""

    person_id: int
    login: str
    name: Title
    side: Side | None


@dataclass(frozen=True)
class PostView:
    """One thing that was said; `round` is the revision it speaks of, 0 before the first."""

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
    """A question with everything said to it, the oldest first.

    `turn` is None where nobody has to say anything: closed, internal, or the item finished.
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
    def seen(self) -> int:
        """What is sent along when it is closed: the number of the last post."""
        return self.posts[-1].sequence


@dataclass(frozen=True)
class ItemThreads:
    """Everything that one person may read of the correspondence about an item."""

    item_id: int
    item_name: str
    readable: bool
    """Whether the correspondence is there for this person at all."""
    side: Side | None
    threads: tuple[ThreadView, ...]
    ask_refusal: Refusal | None
    note_refusal: Refusal | None

    @property
    def waiting(self) -> int:
        """How many threads wait for the reader's side."""
        return sum(thread.mine for thread in self.threads)

    @property
    def by_field(self) -> Mapping[str, tuple[ThreadView, ...]]:
        """The threads about one field, by its name."""
        names = [thread.field for thread in self.threads if thread.field]
        return {
            name: tuple(thread for thread in self.threads if thread.field == name)
            for name in dict.fromkeys(names)
        }


@dataclass(frozen=True)
class WaitingThread:
    """A thread that waits for a person's word: a line of the home page."""

    id: int
    item_id: int
    item_name: str
    department: Title
    section: str
    field: str | None
    text: str
    """What was said last by the other side, as it was corrected."""
    by: Title
    at: datetime
    answer_by: date | None
    days_left: int | None

"""The kinds of notices, and who may still read one of each kind.

Kinds about items are listed here; other features register theirs. One that nobody registered is
shown to nobody.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, or_, select

from workflow.models import Notice
from workflow.values.actor import Actor
from workflow.work import Work

# Of a move or a day: whose turn it is, that an item is finished, a deadline, all under way.
TURN: Final = "turn"
DONE: Final = "done"
REMINDER: Final = "reminder"
SUMMARY: Final = "summary"
OPENED: Final = "opened"
"""The cycle has opened into which an item was carried."""

UNATTENDED: Final = "unattended"
"""Live items or open sessions lack people: for administrators."""
HANDED_ON: Final = "handed_on"
"""A reviewer was given the item by somebody else."""
BROUGHT_IN: Final = "brought_in"
"""The center brought drafts in for a department: no single item, but a count."""

# Of a review: it has begun, it is complete.
RECEIVED: Final = "received"
REVIEWED: Final = "reviewed"

# Of conditions: the department has some to answer, or has them no more; what became of the answers.
CONDITIONS: Final = "conditions"
VOID: Final = "void"
ANSWERED: Final = "answered"
NOT_MET: Final = "not_met"
MET: Final = "met"
CONDITION_DUE: Final = "condition_due"

# Of advice: an advisor is asked; the center has the advice.
ASKED: Final = "asked"
ADVISED: Final = "advised"

# Of questions and answers: a post, a person named in one, an internal note of the center.
POSTED: Final = "posted"
MENTIONED: Final = "mentioned"
NOTED: Final = "noted"

LASTING: Final = frozenset(
    {DONE, HANDED_ON, RECEIVED, REVIEWED, CONDITIONS, VOID, ANSWERED, NOT_MET, MET, CONDITION_DUE}
    | {ASKED, ADVISED, POSTED, MENTIONED, NOTED}
)
"""Kinds that no later move makes void: they say what happened, not whose turn it is."""

_REMINDERS: Final = {REMINDER, SUMMARY, CONDITION_DUE}


def register_reminders(*of: str) -> None:
    """Spare those who want no reminders these kinds."""
    _REMINDERS.update(of)


def is_reminder(kind: str) -> bool:
    """Whether people may choose not to be told this."""
    return kind in _REMINDERS


WAITING: Final = frozenset({TURN, REMINDER})
"""Kinds that say that an item waits for the person: by when, and what happens to it otherwise."""

Readable = Callable[[Actor | None], ColumnElement[bool]]
"""Which notices of a kind somebody may still read, as a condition on `Notice` and its `Item`."""

_OPEN: Final = frozenset(
    {TURN, DONE, REMINDER, SUMMARY, OPENED, BROUGHT_IN, UNATTENDED, HANDED_ON, RECEIVED, REVIEWED}
    | {CONDITIONS, VOID, ANSWERED, NOT_MET, MET, CONDITION_DUE, ASKED, ADVISED}
)
"""Kinds that whoever sees the item may read."""


def counted(what: int, count: int) -> str:
    """The mark of a notice that tells of so many things together: what made them, and how many."""
    return f"{what}:{count}"


def count_of(notice: Notice) -> int:
    """How many things a notice tells of together; 0 where it tells of none."""
    return int(notice.mark.partition(":")[2]) if notice.kind == BROUGHT_IN else 0


_RULES: Final[dict[frozenset[str], Readable]] = {}


def register(kinds: frozenset[str], readable: Readable) -> None:
    """Let `readable` say who may read notices of `kinds`."""
    _RULES[kinds] = readable


def readable_notices(actor: Actor | None) -> ColumnElement[bool]:
    """Which notices `actor` may still read, as a condition on `Notice` beside its `Item`."""
    rules = [and_(Notice.kind.in_(kinds), rule(actor)) for kinds, rule in _RULES.items()]
    return or_(false(), Notice.kind.in_(_OPEN), *rules)


_PAGES: Final[dict[str, tuple[str, str]]] = {}


def register_pages(pages: Mapping[str, tuple[str, str]]) -> None:
    """Register the pages on which notices that are about no item are read, the urgent ones first.

    By kind the page that a mail leads to, and that of one notice, in which `{of}` is what its
    mark begins with. A mail only counts them, unless what they are about is named.
    """
    _PAGES.update(pages)


Names = Callable[[Work, Actor, Collection[int]], Mapping[int, str]]
"""What things are called, by id; those that the reader does not see (any more) are left out."""

_NAMES: Final[dict[str, Names]] = {}


def register_names(of: Collection[str], names: Names) -> None:
    """Register names of what notices of these kinds are about: their marks begin with its id."""
    _NAMES.update(dict.fromkeys(of, names))


def named_by(id_of: Any, name_of: Any, visible: Callable[[Actor], ColumnElement[bool]]) -> Names:
    """What rows of a table are called: one of its columns, of those that the reader sees."""

    def names(work: Work, reader: Actor, ids: Collection[int]) -> Mapping[int, str]:
        found = work.session.execute(select(id_of, name_of).where(id_of.in_(ids), visible(reader)))
        return {row[0]: row[1] for row in found}

    return names


def names_of(work: Work, reader: Actor, notices: Collection[Notice]) -> dict[int, str]:
    """The name of what each notice is about, by the notice's id.

    There is none for kinds that registered no names, and for what the reader may not see.
    """
    things: dict[Names, dict[int, int]] = {}
    for one in notices:
        if names := _NAMES.get(one.kind):
            things.setdefault(names, {})[one.id] = int(_of(one).partition("/")[0])
    found: dict[int, str] = {}
    for names, thing_of in things.items():
        called = names(work, reader, set(thing_of.values()))
        found |= {notice: called[id_] for notice, id_ in thing_of.items() if id_ in called}
    return found


def counted_on_pages() -> dict[str, str]:
    """By registered kind the page that a mail leads to, in their order."""
    return {kind: every for kind, (every, _one) in _PAGES.items()}


def page_of(notice: Notice) -> str:
    """The path of the page of a registered notice; empty for other kinds."""
    _every, one = _PAGES.get(notice.kind, ("", ""))
    return one.format(of=_of(notice))


def _of(notice: Notice) -> str:
    return notice.mark.partition(".")[0]

"""Jobs that failed for good, in sentences for administrators."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, NamedTuple

from flask_babel import LazyString

from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import bracketed
from workflow import outbox
from workflow.jobs import Cause, FailedJobs

KINDS: Final[Mapping[str, LazyString]] = {
    outbox.ANNOUNCE: _l("Notices of a move of an item"),
    outbox.ANNOUNCE_ALL: _l("Notices of moves of many items"),
    outbox.NEW_DAY: _l("Reminders of a morning"),
    outbox.DIGEST: _l("Writing a mail of notices"),
    outbox.MAIL_LINK: _l("Writing a mail with a link for a password"),
    outbox.DELIVER: _l("Sending a mail"),
    outbox.HOOK: _l("Telling another system of a move"),
    outbox.RUN_BULK: _l("Actions on many items"),
    outbox.MIGRATE_ITEMS: _l("Moving items to another version of their process"),
    outbox.MAKE_PAPER: _l("Making a long list as a file"),
    outbox.WRITE_EDITION: _l("Writing the files of a frozen edition"),
    outbox.SWEEP: _l("What is looked after every ten minutes"),
}
_OF_ITSELF: Final = _l("It is made up for within ten minutes by itself once the cause is gone.")
AFTERWARDS: Final[Mapping[str, LazyString]] = {
    outbox.ANNOUNCE: _l("Whoever has to act finds the item under “My turn”, without the notice."),
    outbox.ANNOUNCE_ALL: _l(
        "Whoever has to act finds the items under “My turn”, without the notices."
    ),
    outbox.NEW_DAY: _l("The reminders of that morning are left out; the next ones come as usual."),
    outbox.DIGEST: _OF_ITSELF,
    outbox.MAIL_LINK: _l("The person asks for the link again, or is given one by you."),
    outbox.DELIVER: _OF_ITSELF,
    outbox.HOOK: _l("The other system lacks those moves: they have to be entered there."),
    outbox.RUN_BULK: _l("Whoever ordered it has it go on from its page under “Bulk actions”."),
    outbox.MIGRATE_ITEMS: _l(
        "Items that were left stay on their version: tell whoever looks after the program."
    ),
    outbox.MAKE_PAPER: _l("Whoever wants the list asks for it again."),
    outbox.WRITE_EDITION: _l("Freeze it once more: the files of a new edition are written."),
    outbox.SWEEP: _OF_ITSELF,
}
CAUSES: Final[Mapping[Cause, LazyString]] = {
    Cause.GONE: _l("What it was about is not there any more."),
    Cause.DATABASE: _l("The database did not answer, or refused what was to be written."),
    Cause.FILES: _l("The place where files are kept did not answer, is full or lets nobody in."),
    Cause.UNREACHABLE: _l("The other system could not be reached."),
    Cause.REFUSED: _l("The program refused it by its own rules, as it refuses it to people."),
    Cause.STOPPED: _l("The worker stopped each time while it was at it."),
    Cause.PROGRAM: _l("A fault of the program, which was not foreseen."),
}
REMEDIES: Final[Mapping[Cause, LazyString]] = {
    Cause.GONE: _l("There is nothing to do."),
    Cause.DATABASE: _l("Ask whoever runs the server whether the database runs and has room."),
    Cause.FILES: _l("Ask whoever runs the server for the room and the rights of that place."),
    Cause.ANSWERED: _l("Ask those who run the other system why it refuses."),
    Cause.UNREACHABLE: _l("Ask whether the other system runs, and look at JIZEN_WEBHOOK_URL."),
    Cause.REFUSED: _l("Look at the item on its page: it says what may be done now."),
    Cause.STOPPED: _l("Ask whoever runs the server whether its memory suffices."),
    Cause.PROGRAM: _l(
        "Tell whoever looks after the program: this line and the log of that moment."
    ),
}


class Said(NamedTuple):
    """A line of the page: `kind` failed `jobs` times between two moments."""

    kind: str
    jobs: int
    first: datetime
    last: datetime
    tries: int
    why: str
    remedies: tuple[str, ...]


def said(one: FailedJobs) -> Said:
    """What failed, why, and what to do about it."""
    cause = one.reason.cause
    also = None if cause is Cause.GONE else AFTERWARDS.get(one.workflow)
    return Said(
        kind=str(KINDS.get(one.workflow, one.workflow)),
        jobs=one.count,
        first=one.first,
        last=one.last,
        tries=one.tries,
        why=_why(one),
        remedies=tuple(str(words) for words in (REMEDIES[cause], also) if words),
    )


def _why(one: FailedJobs) -> str:
    if one.reason.cause is Cause.ANSWERED:
        return _(
            "The other system answered %(status)s and did not take it.", status=one.reason.detail
        )
    words = str(CAUSES[one.reason.cause])
    return words + bracketed(one.reason.detail) if one.reason.detail else words

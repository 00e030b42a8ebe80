"""What a person was told, and how they want to be told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Select, false, func, or_, select, update

from workflow.items import due_days, visibility
from workflow.models import Item, MailPreference, Notice, Person
from workflow.models.base import may_be_id
from workflow.notices.kinds import WAITING, count_of, names_of, page_of, readable_notices
from workflow.notices.letter import letters
from workflow.notices.notify import is_current, preferences_of
from workflow.values.actor import Actor, Title
from workflow.values.errors import InputRefused, NotFound, Problem
from workflow.work import Standpoint, Work

PAGE: Final = 50


@dataclass(frozen=True)
class NoticeView:
    """One notice; `is_current` is false where the item has moved on since.

    `kind` is one of `workflow.notices.kinds`; a summary is about no single item.
    """

    id: int
    kind: str
    at: datetime
    read: bool
    is_current: bool
    item_id: int | None
    item_name: str
    item_state: str
    state_title: Title | None = None
    """What its process calls the state, where it is about an item."""
    count: int = 0
    """Of how many things together it tells, where it is about no single item."""
    page: str = ""
    """Where it is read, where it is about no item but something else."""
    about: str = ""
    """What that is called; empty where it is one of many, or is not there any more."""
    until: date | None = None
    """The day of what it asks for, where no move of an item says it."""
    by_itself: tuple[Title, date] | None = None
    """What happens to it by itself while it waits, and the last day to forestall it."""


@dataclass(frozen=True)
class NoticePage:
    """The newest first; `before` asks for the next page, None at the end."""

    notices: tuple[NoticeView, ...]
    before: int | None


@dataclass(frozen=True)
class MailPreferences:
    """How a person wants to be notified; `digest_minutes` None is what the operator decided."""

    email: str
    by_mail: bool
    reminders: bool
    digest_minutes: int | None
    language: str | None
    """`ja` or `en`; None where the person has not said: mails are Japanese then."""


def page(work: Work, before: int | None = None) -> NoticePage:
    """A page of the person's notices, of items that they may see."""
    query = _of(work.person).order_by(Notice.id.desc()).limit(PAGE + 1)
    if before is not None:
        query = query.where(Notice.id < before if may_be_id(before) else false())
    rows = work.session.execute(query).all()
    names = names_of(work, work.person, [notice for notice, _item in rows[:PAGE]])
    found = tuple(_view(work, *row, names.get(row[0].id, "")) for row in rows[:PAGE])
    return NoticePage(found, found[-1].id if len(rows) > PAGE else None)


def count_unread(work: Work) -> int:
    """How many notices the person has not read."""
    return int(work.ask(work.statement(_unread)).scalar_one())


def _unread(of: Standpoint) -> Select[Any]:
    return _of(of.person).where(Notice.read_at.is_(None)).with_only_columns(func.count())


def preferences(work: Work) -> MailPreferences:
    """How the person wants to be notified."""
    person = work.session.get_one(Person, work.person.person_id)
    chosen = preferences_of(work, [person.id])[person.id]
    return MailPreferences(
        person.email, chosen.by_mail, chosen.reminders, chosen.digest_minutes, chosen.language
    )


def _of(actor: Actor) -> Select[Notice, Item]:
    return (
        select(Notice, Item)
        .select_from(Notice)
        .outerjoin(Item, Item.id == Notice.item_id)
        .where(
            Notice.person_id == actor.person_id,
            or_(Notice.item_id.is_(None), visibility.visible_items(actor)),
            readable_notices(actor),
        )
    )


def _view(work: Work, notice: Notice, item: Item | None, about: str) -> NoticeView:
    return NoticeView(
        id=notice.id,
        kind=notice.kind,
        at=notice.created_at,
        read=notice.read_at is not None,
        is_current=is_current(notice, item),
        item_id=item.id if item else None,
        item_name=item.name if item else "",
        item_state=item.state if item else "",
        state_title=_state_title(work, item) if item else None,
        count=count_of(notice),
        page=page_of(notice),
        about=about,
        until=notice.until_on,
        by_itself=_by_itself(work, notice, item),
    )


def _state_title(work: Work, item: Item) -> Title:
    process = work.process(item.process_name, item.process_version)
    return Title.of(work.state_of(process, item.state).title)


def _by_itself(work: Work, notice: Notice, item: Item | None) -> tuple[Title, date] | None:
    if item is None or notice.kind not in WAITING or not is_current(notice, item):
        return None
    first = next(iter(due_days.foreseen(work, item)), None)
    return (Title.of(first.transition.title), first.last_day) if first else None


LONGEST_INTERVAL: Final = 1440
"""Minutes between two mails: a day."""


def mark_read(work: Work, notice_id: int) -> None:
    """Mark one of the person's notices as read. Raises NotFound, also for another's."""
    notice = work.session.get(Notice, notice_id)
    if notice is None or notice.person_id != work.person.person_id:
        raise NotFound(what="notice")
    notice.read_at = notice.read_at or work.now


def mark_all_read(work: Work, up_to: int) -> None:
    """Mark the person's notices as read, up to the newest that they were shown."""
    work.session.execute(
        update(Notice)
        .where(
            Notice.person_id == work.person.person_id,
            Notice.id <= up_to if may_be_id(up_to) else false(),
            Notice.read_at.is_(None),
        )
        .values(read_at=work.now)
    )


def set_preferences(
    work: Work, *, by_mail: bool, reminders: bool, digest_minutes: int, language: str
) -> None:
    """Choose whether and how often the person is mailed and reminded, and in which language.

    Raises InputRefused (digest_minutes: 0 to 1440; language: ja or en).
    """
    if not 0 <= digest_minutes <= LONGEST_INTERVAL:
        limit = {"limit": LONGEST_INTERVAL}
        raise InputRefused([Problem("digest_minutes", "count_out_of_range", limit)])
    if language not in letters():
        raise InputRefused([Problem("language", "unknown_language")])
    row = work.session.get(MailPreference, work.person.person_id)
    if row is None:
        row = MailPreference(person_id=work.person.person_id)
        work.session.add(row)
    row.by_mail, row.reminders, row.digest_minutes = by_mail, reminders, digest_minutes
    row.language = language

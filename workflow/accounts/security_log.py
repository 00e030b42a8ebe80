"""The security log: who came in, who failed to, and what was taken out, with login and address.

It holds personal data by purpose, as long as the operator wants; the ordinary log has none.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, select

from workflow.models import SecurityEvent
from workflow.models.base import LARGEST_ID
from workflow.values.accounts import SecurityKind
from workflow.values.actor import require_administrator
from workflow.work import Work

LONGEST_ABOUT: Final = 300
A_PAGE: Final = 100


@dataclass(frozen=True)
class Client:
    """Where a request comes from: the address, and what the browser calls itself."""

    address: str = ""
    device: str = ""

    @property
    def counted_as(self) -> str:
        """The address under which failures are counted: of IPv6 the network of one customer."""
        try:
            address = ipaddress.ip_address(self.address.partition("%")[0])
        except ValueError:
            return self.address[:45] or "-"
        if address.version == 6:
            return str(ipaddress.ip_network((address, 64), strict=False))
        return str(address)


SHELL: Final = Client()
"""Commands are typed at the machine itself."""


@dataclass(frozen=True)
class EventFilter:
    """Which lines of the log are wanted; "" and None are no condition."""

    kind: str = ""
    login: str = ""
    address: str = ""
    since: datetime | None = None
    before: datetime | None = None
    last_id: int | None = None
    """Only lines older than this one: the next page."""


@dataclass(frozen=True)
class EventView:
    """One line of the log."""

    id: int
    at: datetime
    kind: SecurityKind
    login: str
    address: str
    about: str


def note(work: Work, kind: SecurityKind, login: str, client: Client, about: str = "") -> None:
    """Write a line: `login` is who did it, `about` what it was done to."""
    work.session.add(
        SecurityEvent(
            at=work.real_now,
            kind=kind,
            login=login,
            address=client.address[:45],
            about=about[:LONGEST_ABOUT],
        )
    )


def note_all(
    work: Work, login: str, client: Client, lines: Iterable[tuple[SecurityKind, str]]
) -> None:
    """Write several lines of one person: kind, and what it was done to."""
    for kind, about in lines:
        note(work, kind, login, client, about)


def events(work: Work, wanted: EventFilter, most: int | None = A_PAGE) -> tuple[EventView, ...]:
    """The lines that are wanted, the newest first, `most` of them. Raises WrongRole."""
    require_administrator(work.actor)
    query = select(SecurityEvent).where(*_conditions(wanted)).order_by(SecurityEvent.id.desc())
    return tuple(_view(row) for row in work.session.scalars(query.limit(most)))


def _conditions(wanted: EventFilter) -> list[ColumnElement[bool]]:
    found = [
        column == value
        for column, value in (
            (SecurityEvent.kind, wanted.kind),
            (SecurityEvent.login, wanted.login),
            (SecurityEvent.address, wanted.address),
        )
        if value
    ]
    if wanted.since:
        found.append(SecurityEvent.at >= wanted.since)
    if wanted.before:
        found.append(SecurityEvent.at < wanted.before)
    if wanted.last_id is not None:
        found.append(SecurityEvent.id < min(wanted.last_id, LARGEST_ID))
    return found


def _view(row: SecurityEvent) -> EventView:
    return EventView(row.id, row.at, SecurityKind(row.kind), row.login, row.address, row.about)

"""The engine's part about personal calendars: their secret addresses, and what they hold."""

from collections.abc import Callable

from workflow.calendar import feeds
from workflow.calendar.feeds import FeedAddress
from workflow.desk import Desk
from workflow.documents import ical_file
from workflow.values.actor import Actor
from workflow.values.errors import NotFound


class FeedDesk(Desk):
    """`engine.feeds`."""

    def address(self, actor: Actor) -> FeedAddress | None:
        """The person's address, if they have one; the secret part is nowhere."""
        with self._read(actor) as work:
            return feeds.address(work)

    def create(self, actor: Actor, seen: int) -> str | None:
        """Make a new address, which revokes the one before; gives its secret, once only.

        `seen` is the id of the address that was on the page, 0 for none; where that is
        no longer the person's, nothing changes: None.
        """
        with self._write(actor) as work:
            return feeds.create(work, seen)

    def revoke(self, actor: Actor) -> None:
        """Revoke the person's address; harmless where there is none."""
        with self._write(actor) as work:
            feeds.revoke(work)

    def calendar(self, token: str, link: Callable[[int], str]) -> bytes:
        """The calendar at a secret address; `link` gives an item's address.

        Raises NotFound for what is no living address of somebody who may sign in.
        """
        with self._read() as work:
            found = feeds.owner(work, token)
            if found is None:
                raise NotFound(what="calendar")
            owner, since = found
            events = feeds.events(work.as_(owner), since)
        return ical_file.write(events, link)

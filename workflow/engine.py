"""The façade that the web application, the command line and the seeds hold.

Every method is one transaction. Moves go through `perform` (and `create`, which
begins an item); other matters have desks of their own, and `Readings` reads.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy

from sqlalchemy.orm import Session

from workflow.database.outbox import Outbox
from workflow.database.transactions import Database
from workflow.files.storage import FileLimits, FolderStorage, Storage
from workflow.items import drafting, transitions
from workflow.items.orders import (
    DONE,
    FAILED,
    NO_PARTICULARS,
    Order,
    Particulars,
    Quoting,
    Receipt,
    Watcher,
    Watchers,
)
from workflow.jobs.outbox import DurableOutbox
from workflow.people import commands
from workflow.process import bundled
from workflow.process.library import publish
from workflow.process.shape import Process
from workflow.readings import Readings
from workflow.rooms import Rooms
from workflow.values.actor import Actor
from workflow.values.clock import Clock
from workflow.values.errors import DuplicateItem, Refusal, SomeoneElseActedFirst
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Action


class Engine(Readings, Rooms):
    """Jizen without its screens."""

    def __init__(
        self,
        database_url: str,
        clock: Clock,
        outbox: Outbox | None = None,
        *,
        hooks: bool = False,
        storage: Storage | None = None,
        file_limits: FileLimits | None = None,
    ) -> None:
        """Work on the database at `database_url`, in the time that `clock` tells.

        Moves leave word in `outbox`; without one, as durable jobs in the same database,
        with `hooks` for webhooks too. Files of items lie in `storage`, by default a folder.
        """
        super().__init__(Database(database_url), clock)
        self._outbox = outbox or DurableOutbox(self.database.engine, hooks=hooks)
        self.storage: Storage = storage or FolderStorage()
        self.file_limits = file_limits or FileLimits()
        self.watchers = Watchers()

    def watch(self, watcher: Watcher) -> None:
        """Tell `watcher` of every move that is asked for: its action and how it ended.

        It ends as `done`, as `failed` (an exception), or as the key of its refusal.
        """
        self.watchers.add(watcher)

    def at(self, clock: Clock) -> "Engine":
        """The same engine on the same database, in another time: to replay what happened."""
        other = copy(self)
        other.clock = clock
        return other

    def close(self) -> None:
        """Give the database's connections back."""
        self._outbox.close()
        self.database.close()

    # ------------------------------------------------------------------ moves

    def perform(
        self,
        item_id: int,
        action: str,
        actor: Actor | None,
        seen: str | None,
        note: str = "",
        key: str | None = None,
        particulars: Particulars = NO_PARTICULARS,
    ) -> Receipt:
        """Take an action on an item: the one door. See `services.deciding.perform`.

        `seen` is the content hash of what was looked at; `key` makes a second
        delivery give the first receipt again. Raises a Refusal; then nothing changed.
        """
        order = Order(item_id, action, actor, seen, note, key, particulars)
        return self._watched(
            action,
            key,
            lambda session: transitions.perform(
                session, self._library, self._outbox, order, self.clock.now()
            ),
        )

    def create(
        self,
        cycle_id: str,
        department_id: int,
        sheet: Sheet,
        actor: Actor | None,
        key: str | None = None,
        quoting: Quoting | None = None,
    ) -> Receipt:
        """Begin an item as a draft, perhaps from an earlier one. Raises a Refusal."""
        return self._watched(
            Action.CREATE,
            key,
            lambda session: drafting.create(
                session,
                self._library,
                cycle_id=cycle_id,
                department_id=department_id,
                sheet=sheet,
                actor=actor,
                at=self.clock.now(),
                key=key,
                quoting=quoting,
            ),
        )

    def save_draft(self, item_id: int, sheet: Sheet, actor: Actor | None, seen: str) -> str:
        """Write an item's sheet while it is in the department's hands; gives its new hash.

        Raises ContentChanged where `seen` is not what is there now.
        """
        with self.database.writing() as session:
            return drafting.save(
                session,
                self._library,
                item_id=item_id,
                sheet=sheet,
                actor=actor,
                seen=seen,
                at=self.clock.now(),
            )

    def _watched(self, action: str, key: str | None, move: Callable[[Session], Receipt]) -> Receipt:
        result = FAILED
        try:
            receipt = self._delivered(key, move)
            result = DONE
        except Refusal as refusal:
            result = refusal.key
            raise
        finally:
            self.watchers.tell(action, result)
        return receipt

    def _delivered(self, key: str | None, move: Callable[[Session], Receipt]) -> Receipt:
        try:
            with self.database.writing() as session:
                return move(session)
        except (SomeoneElseActedFirst, DuplicateItem):
            if not key:
                raise
        # Perhaps it was this key's own first delivery that won: then its receipt is there now.
        with self.database.writing() as session:
            return move(session)

    @contextmanager
    def setting_up(self) -> Iterator[Session]:
        """One transaction for the set-up services (organisation, people, calendar, masters)."""
        with self.database.writing() as session:
            yield session

    def publish(self, source: str, origin: str) -> Process:
        """Prove a process definition and publish it. Raises ProcessInvalid, VersionTaken."""
        with self.database.writing() as session:
            return publish(session, source, origin, self.clock.now())

    def publish_bundled(self) -> None:
        """Publish the definitions that come with Jizen."""
        for name, source in bundled().items():
            self.publish(source, name)

    # ----------------------------------------------------------------- people

    def sign_in(self, login: str, password: str) -> Actor:
        """The person to whom login and password belong. Raises SignInRefused."""
        with self.database.reading() as session:
            return commands.sign_in(session, login, password, self.clock.today())

    def actor(self, person_id: int) -> Actor | None:
        """The person as they stand now; None where they may not sign in any more."""
        with self.database.reading() as session:
            return commands.actor(session, person_id, self.clock.today())

    def actor_named(self, login: str) -> Actor:
        """The active person with this login. Raises NotFound."""
        with self.database.reading() as session:
            return commands.actor_named(session, login, self.clock.today())

    def set_email(self, login: str, email: str) -> None:
        """Give a person the address their mails go to; "" for none."""
        with self.database.writing() as session:
            commands.set_email(session, login, email)

    def set_password(self, login: str, password: str) -> None:
        """Give a person a new password of 12 characters or more. Raises NotFound, InputRefused."""
        with self.database.writing() as session:
            commands.set_password(session, login, password)

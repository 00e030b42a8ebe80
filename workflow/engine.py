"""The engine, which the web application, the command line and the seeds hold.

It opens units of work on its database, makes moves and publishes definitions in one each, and
tells its listeners of every move.
"""

from collections.abc import Callable
from copy import copy
from typing import Final

from workflow import advice, conditions, evaluation, substitutes, threads, transfers, versions
from workflow.database.outbox import Outbox
from workflow.database.transactions import Database
from workflow.files.storage import FileLimits, Storage
from workflow.items import drafting, transitions
from workflow.items.orders import NO_INPUT, ActionInput, Order, Quoting
from workflow.items.receipts import DONE, FAILED, Listener, Listeners, Receipt
from workflow.models.items import NOTHING_AS_TYPED
from workflow.outbox import DurableOutbox
from workflow.process import bundled
from workflow.process.shape import Process
from workflow.units import UnitsOfWork
from workflow.values.actor import Actor
from workflow.values.clock import Clock
from workflow.values.errors import Refusal
from workflow.values.money import YEN_SUSPECTED_FROM
from workflow.values.sheet import AsTyped, Sheet
from workflow.values.vocabulary import Action
from workflow.work import Work

ASKING: Final = (advice, conditions, evaluation, substitutes, threads, transfers)
"""They register what they ask of people, so they are there wherever an engine is."""


class Engine(UnitsOfWork):
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
        statement_seconds: float | None = None,
        ask_from_kyen: int = YEN_SUSPECTED_FROM,
    ) -> None:
        """Work on the database at `database_url`, in the time that `clock` tells.

        Moves enqueue their jobs in `outbox`; without one, as durable jobs in the same database,
        with `hooks` for webhooks too. Files of items lie in `storage`, by default a folder.
        With `statement_seconds` whatever takes the database longer raises TookTooLong.
        """
        database = Database(database_url, statement_seconds)
        outbox = outbox or DurableOutbox(hooks=hooks)
        super().__init__(database, clock, outbox, None, storage, file_limits, ask_from_kyen)
        self.listeners = Listeners()

    def listen(self, watcher: Listener) -> None:
        """Tell `watcher` of every move that is asked for: its action and how it ended.

        It ends as `done`, as `failed` (an exception), or as the key of its refusal.
        """
        self.listeners.add(watcher)

    def at(self, clock: Clock) -> "Engine":
        """The same engine on the same database, in another time: to replay what happened."""
        other = copy(self)
        other.clock = clock
        return other

    def close(self) -> None:
        """Give the database's connections back."""
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
        particulars: ActionInput = NO_INPUT,
        last_move: int | None = None,
    ) -> Receipt:
        """Take an action on an item: the one door. See `items.transitions.perform`.

        `seen` is the content hash of what was looked at, `last_move` the number of the last
        entry of its history then; `key` makes a second delivery give the first receipt again.
        Raises a Refusal; then nothing changed.
        """
        order = Order(item_id, action, actor, seen, note, key, particulars, last_move)
        return self._watched(
            action,
            key,
            actor,
            lambda work: transitions.perform(work, order),
        )

    def create(
        self,
        cycle_id: str,
        department_id: int,
        sheet: Sheet,
        actor: Actor | None,
        key: str | None = None,
        quoting: Quoting | None = None,
        as_typed: AsTyped = NOTHING_AS_TYPED,
    ) -> Receipt:
        """Begin an item as a draft, perhaps from an earlier one. Raises a Refusal."""
        return self._watched(
            Action.CREATE,
            key,
            actor,
            lambda work: drafting.create(
                work,
                cycle_id=cycle_id,
                department_id=department_id,
                sheet=sheet,
                key=key,
                quoting=quoting,
                as_typed=as_typed,
            ),
        )

    def _watched(
        self, action: str, key: str | None, actor: Actor | None, move: Callable[[Work], Receipt]
    ) -> Receipt:
        result = FAILED
        try:
            receipt = self.write_once(key, actor, move)
            result = DONE
        except Refusal as refusal:
            result = refusal.key
            raise
        finally:
            self.listeners.notify(action, result)
        return receipt

    def publish(self, source: str, origin: str, *, with_roles: bool = False) -> Process:
        """Prove a process definition and publish it, defining its roles where so asked.

        Raises ProcessInvalid, RoleUnfit, DepartmentUnknown, VersionTaken, VersionBehind.
        """
        with self.write() as work:
            return versions.publish(work, source, origin, with_roles=with_roles)

    def withdraw_process(self, name: str, version: int) -> None:
        """Take a published version out of force. Raises NotFound, ProcessInUse, ProcessNeeded."""
        with self.write() as work:
            versions.withdraw(work, name, version)

    def publish_bundled(self) -> None:
        """Publish the definitions that come with Jizen; what is published already stays."""
        with self.write() as work:
            there = work.newest
            for name, source in bundled().items():
                if name not in there:
                    versions.publish(work, source, name)

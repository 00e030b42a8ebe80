"""The façade that the web application, the command line and the seeds hold.

Every method is one transaction. Moves go through `perform` (and `create`, which
begins an item); everything else here reads.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from workflow import documents, ledger
from workflow.actor import Actor
from workflow.clock import Clock
from workflow.documents import Document
from workflow.errors import DuplicateItem, Refusal, SomeoneElseActedFirst
from workflow.jobs.outbox import DurableOutbox
from workflow.ledger import Audit, Break
from workflow.notice_desk import NoticeDesk
from workflow.order import NO_PARTICULARS, Order, Outcome, Particulars, Receipt
from workflow.outbox import Outbox
from workflow.process import bundled
from workflow.process.diagram import svg
from workflow.process.shape import Process
from workflow.process_library import ProcessLibrary, publish
from workflow.queries import detail, figures, inbox, lists, overview, reference, reports
from workflow.queries.figures import Figures
from workflow.queries.views import (
    CycleOverview,
    CycleView,
    GoalView,
    Inbox,
    ItemDetail,
    ItemFilter,
    ItemPage,
    Masters,
    MatrixCell,
    MeetingView,
    Report,
    RevisionDiff,
    Schedule,
)
from workflow.services import batches, deciding, drafting, people
from workflow.sheet import Sheet
from workflow.unit_of_work import Database
from workflow.vocabulary import Action

Watcher = Callable[[str, str], None]
"""Is told an action and how it ended."""

DONE: Final = "done"
FAILED: Final = "failed"


class Engine:
    """Jizen without its screens."""

    def __init__(
        self,
        database_url: str,
        clock: Clock,
        outbox: Outbox | None = None,
        *,
        hooks: bool = False,
    ) -> None:
        """Work on the database at `database_url`, in the time that `clock` tells.

        Moves leave word in `outbox`; without one, as durable jobs in the same database,
        with `hooks` for webhooks too.
        """
        self.clock = clock
        self.database = Database(database_url)
        self._outbox = outbox or DurableOutbox(self.database.address, hooks=hooks)
        self._library = ProcessLibrary()
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """Tell `watcher` of every move that is asked for: its action and how it ended.

        It ends as `done`, as `failed` (an exception), or as the key of its refusal.
        """
        self._watchers.append(watcher)

    def at(self, clock: Clock) -> "Engine":
        """The same engine on the same database, in another time: to replay what happened."""
        other = copy(self)
        other.clock = clock
        return other

    @property
    def notices(self) -> NoticeDesk:
        """What people were told, how they want to be told, and how the mails go."""
        return NoticeDesk(self.database, self._outbox, self.clock)

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
            lambda session: deciding.perform(
                session, self._library, self._outbox, order, self.clock.now()
            ),
        )

    def perform_all(self, orders: Sequence[Order]) -> tuple[Outcome, ...]:
        """Take every action of a batch for which nothing stands against it, in one transaction.

        Each order goes through the same door; a refused one leaves nothing behind and stops
        no other. Gives the receipt or the refusal of each, in order. Raises InputRefused for
        more than 500 orders.
        """
        if not orders:
            return ()
        with self.database.writing() as session:
            outcomes = batches.perform_all(
                session, self._library, self._outbox, orders, self.clock.now()
            )
        for order, outcome in zip(orders, outcomes, strict=True):
            result = outcome.key if isinstance(outcome, Refusal) else DONE
            for watcher in self._watchers:
                watcher(order.action, result)
        return outcomes

    def create(
        self,
        cycle_id: str,
        department_id: int,
        sheet: Sheet,
        actor: Actor | None,
        key: str | None = None,
    ) -> Receipt:
        """Begin an item as a draft; the sheet need not be complete. Raises a Refusal."""
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
            for watcher in self._watchers:
                watcher(action, result)
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

    @property
    def library(self) -> ProcessLibrary:
        """The published processes, as far as they were read."""
        return self._library

    # ----------------------------------------------------------------- people

    def sign_in(self, login: str, password: str) -> Actor:
        """The person to whom login and password belong. Raises SignInRefused."""
        with self.database.reading() as session:
            return people.sign_in(session, login, password)

    def actor(self, person_id: int) -> Actor | None:
        """The person as they stand now; None where they may not sign in any more."""
        with self.database.reading() as session:
            return people.actor(session, person_id)

    def actor_named(self, login: str) -> Actor:
        """The active person with this login. Raises NotFound."""
        with self.database.reading() as session:
            return people.actor_named(session, login)

    def set_password(self, login: str, password: str) -> None:
        """Give a person a new password of 12 characters or more. Raises NotFound, InputRefused."""
        with self.database.writing() as session:
            people.set_password(session, login, password)

    # ------------------------------------------------------------------ reads

    def inbox(self, actor: Actor, cycle_id: str | None = None) -> Inbox:
        """The home page: what waits for `actor`, the cycle now, what happened."""
        with self.database.reading() as session:
            return inbox.inbox(session, self._library, actor, cycle_id, self.clock.today())

    def count_turns(self, actor: Actor) -> int:
        """How many items wait for `actor`."""
        with self.database.reading() as session:
            return inbox.count_turns(session, self._library, actor, self.clock.today())

    def items(
        self,
        actor: Actor | None,
        wanted: ItemFilter,
        after: str | None = None,
        limit: int = 50,
    ) -> ItemPage:
        """One page of items; `after` is the `next_cursor` of the page before."""
        with self.database.reading() as session:
            return lists.items(
                session,
                self._library,
                actor,
                wanted,
                self.clock.today(),
                after=after,
                limit=limit,
            )

    def item(self, item_id: int, actor: Actor | None) -> ItemDetail:
        """Everything about one item. Raises NotFound, also where it is not for `actor`."""
        with self.database.reading() as session:
            return detail.item(session, self._library, item_id, actor, self.clock.today())

    def find_item(self, text: str) -> int:
        """The id of the item named by number or exact name, for the shell. Raises NotFound."""
        with self.database.reading() as session:
            return lists.find(session, text)

    def changes(self, item_id: int, before: int, after: int, actor: Actor | None) -> RevisionDiff:
        """What changed between two revisions; 0 is the content now. Raises NotFound."""
        with self.database.reading() as session:
            return detail.changes(
                session, self._library, item_id, before, after, actor, self.clock.today()
            )

    def overview(self, cycle_id: str, actor: Actor | None) -> CycleOverview:
        """Counts and sums of a cycle, of what `actor` may see. Raises NotFound."""
        with self.database.reading() as session:
            return overview.overview(session, self._library, cycle_id, actor)

    def report(self, actor: Actor | None, wanted: ItemFilter) -> Report:
        """資料1-6 of the cycle or meeting that `wanted` names. Raises NotFound."""
        with self.database.reading() as session:
            return reports.report(session, self._library, actor, wanted, self.clock.today())

    def document(self, actor: Actor | None, wanted: ItemFilter, form: str) -> Document:
        """The report as a `csv`, `json`, `xlsx` or `pdf` file. Raises NotFound."""
        return documents.document(self.report(actor, wanted), form)

    def history(self, item_id: int, actor: Actor | None, form: str) -> bytes:
        """Every move of an item as `json`, `xes` or `ocel`. Raises NotFound."""
        return documents.history(self.item(item_id, actor), form)

    def schedule(self, fiscal_year: int, actor: Actor | None) -> Schedule:
        """資料1-3 of a fiscal year, with its cycles as they stand now."""
        with self.database.reading() as session:
            return reports.schedule(session, self._library, fiscal_year, actor)

    def cycles(self) -> tuple[CycleView, ...]:
        """Every cycle, in the order in which they open."""
        with self.database.reading() as session:
            return reference.cycles(session)

    def meetings(self) -> tuple[MeetingView, ...]:
        """Every headquarters meeting, by date."""
        with self.database.reading() as session:
            return reference.meetings(session)

    def masters(self, fiscal_year: int) -> Masters:
        """What forms choose from in a fiscal year."""
        with self.database.reading() as session:
            return reference.masters(session, fiscal_year)

    def goals(self, fiscal_year: int) -> tuple[GoalView, ...]:
        """The DX goals of a fiscal year, by number."""
        with self.database.reading() as session:
            return reference.goals(session, fiscal_year)

    def goal_matrix(self, fiscal_year: int) -> tuple[MatrixCell, ...]:
        """The matrix field × step of a fiscal year."""
        with self.database.reading() as session:
            return reference.goal_matrix(session, fiscal_year)

    def processes(self) -> tuple[Process, ...]:
        """Every published process, by name and version."""
        with self.database.reading() as session:
            return tuple(self._library.published(session))

    def diagram(self, process_name: str, lang: str = "ja") -> str:
        """The newest published version of a process as an SVG picture. Raises NotFound."""
        with self.database.reading() as session:
            return svg(self._library.latest(session, process_name), lang)

    # ------------------------------------------------------------------ audit

    def verify_ledger(self) -> tuple[Break, ...]:
        """Every item's first broken place; empty where the whole history holds together."""
        with self.database.reading() as session:
            return tuple(ledger.verify(session))

    def audit_ledger(self, against: str | None = None) -> Audit:
        """The same with the head, and whether `against` is or once was the head."""
        with self.database.reading() as session:
            return ledger.audit(session, against)

    def export_ledger(self) -> Iterator[bytes]:
        """The ledger's file for outsiders, line by line, from one look at the database."""
        with self.database.reading() as session:
            yield from ledger.export(session)

    def ledger_head(self) -> str:
        """The hash over the heads of all items' histories."""
        with self.database.reading() as session:
            return ledger.head(session)

    def figures(self) -> Figures:
        """How much there is and how much waits: for those who watch over the program."""
        with self.database.reading() as session:
            return figures.figures(session)

    def is_alive(self) -> bool:
        """Whether the database answers. Raises SQLAlchemy's OperationalError where not."""
        with self.database.reading() as session:
            return bool(session.scalar(text("SELECT 1")))

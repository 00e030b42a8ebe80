"""The engine's part about moves of many items: preview, commit, report."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from workflow.bulk import commands, moves, queries
from workflow.bulk.commands import Preview
from workflow.bulk.views import BulkAction, BulkPage, BulkRuns
from workflow.database.outbox import Outbox
from workflow.database.transactions import Database
from workflow.desk import Desk
from workflow.items import batch, cycles
from workflow.items.batch import MOST_ORDERS
from workflow.items.orders import NO_PARTICULARS, Order, Particulars, Watchers
from workflow.items.transitions import LONGEST_WORDS
from workflow.items.views import ItemFilter
from workflow.models import BulkRun
from workflow.process.library import ProcessLibrary
from workflow.values.actor import Actor
from workflow.values.cleaning import clean_words
from workflow.values.clock import Clock
from workflow.values.errors import NotSignedIn, Refusal, WrongRole


class BulkDesk(Desk):
    """`engine.bulk`: nothing is moved before it was shown, and nothing but what was shown."""

    def __init__(
        self,
        database: Database,
        library: ProcessLibrary,
        outbox: Outbox,
        clock: Clock,
        watchers: Watchers,
    ) -> None:
        """As every desk; `watchers` are told of each move that was tried, once it is kept."""
        super().__init__(database, library, outbox, clock)
        self._watchers = watchers

    def actions(self, actor: Actor | None) -> tuple[BulkAction, ...]:
        """What `actor` may order for many items, by their roles; each item is asked about."""
        with self._database.reading() as session:
            return queries.offered(session, self._library, actor)

    def preview(
        self,
        actor: Actor | None,
        action: str,
        wanted: ItemFilter,
        ids: Collection[int] | None = None,
    ) -> int:
        """Show what `action` would do to the items `ids` of a cycle; gives the run's number.

        Without `ids` to all that match `wanted`, found now: what comes later is not in it.
        Raises NotSignedIn, WrongRole, NotFound (the cycle), InputRefused for more than 2,000
        items or none.
        """
        with self._database.reading() as session:
            person = self._require(session, actor, action)
            cycle_id = cycles.cycle(session, wanted.cycle_id or "").id
            commands.require_few(1 if ids is None else len(set(ids)))
            items = queries.chosen(session, person, wanted, ids, commands.MOST_ITEMS + 1)
            commands.require_few(len(items))
            asked = len(items) if ids is None else len(set(ids))
            shown = Preview(cycle_id, action, "", NO_PARTICULARS, asked, items, ())
            shown = self._foreseen(session, person, shown)
        with self._database.writing() as session:
            return commands.stage(session, person, shown, self._clock.now()).id

    def tell(
        self,
        actor: Actor | None,
        run_id: int,
        note: str = "",
        particulars: Particulars = NO_PARTICULARS,
    ) -> None:
        """Show it anew with a reason and what else the action asks for, its items as they are.

        Raises NotFound, InputRefused, BulkNotReady.
        """
        person = _signed_in(actor)
        note = clean_words("note", note, LONGEST_WORDS)
        with self._database.writing() as session:
            at = self._clock.now()
            run = commands.own(session, person, run_id, locked=True)
            commands.require_open(run, at)
            particulars = particulars.asked_by(run.action)
            shown = self._again(session, person, run, note, particulars)
            commands.show_anew(session, run, shown, at)

    def leave_out(self, actor: Actor | None, run_id: int, item_ids: Collection[int]) -> None:
        """Show it anew without `item_ids`, its other items as they are.

        Raises NotFound, InputRefused where no item is left, BulkNotReady.
        """
        person = _signed_in(actor)
        with self._database.writing() as session:
            at = self._clock.now()
            run = commands.own(session, person, run_id, locked=True)
            commands.require_open(run, at)
            told = Particulars(**run.particulars)
            shown = self._again(session, person, run, run.note, told, frozenset(item_ids))
            commands.show_anew(session, run, shown, at)

    def commit(self, actor: Actor | None, run_id: int, seal: str) -> None:
        """Do what the preview sealed by `seal` shows, few items at once, many by a job.

        A second delivery does nothing more. Raises NotFound, BulkNotReady.
        """
        person = _signed_in(actor)
        with self._database.writing() as session:
            run = commands.own(session, person, run_id, locked=True)
            at = self._clock.now()
            made = commands.commit(session, self._library, self._outbox, run, seal, at)
        self._watchers.tell_all(made.outcomes)

    def advance(self, actor: Actor | None, run_id: int) -> bool:
        """Go on with a committed run by a hundred items, where its job does not.

        Gives whether some still wait. Raises NotFound.
        """
        person = _signed_in(actor)
        with self._database.writing() as session:
            run = commands.own(session, person, run_id, locked=True)
            at = self._clock.now()
            made = moves.advance(session, self._library, self._outbox, run, at)
        self._watchers.tell_all(made.outcomes)
        return made.more

    def page(self, actor: Actor | None, run_id: int, after: int = 0) -> BulkPage:
        """A run with a hundred rows behind place `after`.

        Raises NotFound for another person's, BulkNotReady for a preview that has expired.
        """
        person = _signed_in(actor)
        with self._database.reading() as session:
            run = commands.own(session, person, run_id)
            if run.committed_at is None:
                commands.require_open(run, self._clock.now())
            return queries.page(session, self._library, run, person, after, self._clock.today())

    def runs(self, actor: Actor | None, before: int | None = None) -> BulkRuns:
        """A person's runs and open previews, the newest first, those before number `before`."""
        person = _signed_in(actor)
        with self._database.reading() as session:
            return queries.runs(session, person, self._clock.now(), before)

    # ------------------------------------------------------------------ inside

    def _require(self, session: Session, actor: Actor | None, action: str) -> Actor:
        """Raises the reason why `actor` may not order `action` for many items at all."""
        person = _signed_in(actor)
        if action not in {one.action for one in queries.offered(session, self._library, person)}:
            raise WrongRole(roles=())
        return person

    def _again(
        self,
        session: Session,
        actor: Actor,
        run: BulkRun,
        note: str,
        particulars: Particulars,
        without: frozenset[int] = frozenset(),
    ) -> Preview:
        """The run's items but those `without`, as they stand now."""
        rows = set(queries.item_ids(session, run.id))
        asked, ids = run.asked_count - len(rows & without), rows - without
        commands.require_few(len(ids))
        wanted = ItemFilter(cycle_id=run.cycle_id)
        items = queries.chosen(session, actor, wanted, ids, commands.MOST_ITEMS)
        shown = Preview(run.cycle_id, run.action, note, particulars, asked, items, ())
        return self._foreseen(session, actor, shown)

    def _foreseen(self, session: Session, actor: Actor, shown: Preview) -> Preview:
        orders = [
            Order(one.item_id, shown.action, actor, one.content_hash, shown.note, None,
                  shown.particulars)
            for one in shown.items
        ]  # fmt: skip
        return replace(shown, foreseen=tuple(self._look_ahead(session, orders)))

    def _look_ahead(self, session: Session, orders: Sequence[Order]) -> list[Refusal | None]:
        found: list[Refusal | None] = []
        today = self._clock.today()
        for start in range(0, len(orders), MOST_ORDERS):
            some = orders[start : start + MOST_ORDERS]
            found += batch.foresee(session, self._library, some, today)
        return found


def _signed_in(actor: Actor | None) -> Actor:
    if actor is None:
        raise NotSignedIn()
    return actor

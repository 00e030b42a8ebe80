"""The engine's part about moves of many items: preview, commit, report."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from workflow.actor import Actor
from workflow.clock import Clock
from workflow.desks.desk import Desk
from workflow.errors import NotSignedIn, Refusal, WrongRole
from workflow.models import BulkRun
from workflow.order import NO_PARTICULARS, Order, Particulars
from workflow.outbox import Outbox
from workflow.process_library import ProcessLibrary
from workflow.queries import bulk as reads
from workflow.queries import reference
from workflow.queries.views import ItemFilter
from workflow.queries.views.bulk import BulkAction, BulkPage, BulkRuns
from workflow.services import bulk, bulk_moves, foreseeing
from workflow.services.batches import MOST_ORDERS
from workflow.services.bulk import Preview
from workflow.services.deciding import LONGEST_WORDS
from workflow.services.sheets import clean_words
from workflow.unit_of_work import Database
from workflow.watching import Watchers


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
            return reads.offered(session, self._library, actor)

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
            cycle_id = reference.cycle(session, wanted.cycle_id or "").id
            bulk.require_few(1 if ids is None else len(set(ids)))
            items = reads.chosen(session, person, wanted, ids, bulk.MOST_ITEMS + 1)
            bulk.require_few(len(items))
            asked = len(items) if ids is None else len(set(ids))
            shown = Preview(cycle_id, action, "", NO_PARTICULARS, asked, items, ())
            shown = self._foreseen(session, person, shown)
        with self._database.writing() as session:
            return bulk.stage(session, person, shown, self._clock.now()).id

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
            run = bulk.own(session, person, run_id, locked=True)
            bulk.require_open(run, at)
            particulars = particulars.asked_by(run.action)
            shown = self._again(session, person, run, note, particulars)
            bulk.show_anew(session, run, shown, at)

    def leave_out(self, actor: Actor | None, run_id: int, item_ids: Collection[int]) -> None:
        """Show it anew without `item_ids`, its other items as they are.

        Raises NotFound, InputRefused where no item is left, BulkNotReady.
        """
        person = _signed_in(actor)
        with self._database.writing() as session:
            at = self._clock.now()
            run = bulk.own(session, person, run_id, locked=True)
            bulk.require_open(run, at)
            told = Particulars(**run.particulars)
            shown = self._again(session, person, run, run.note, told, frozenset(item_ids))
            bulk.show_anew(session, run, shown, at)

    def commit(self, actor: Actor | None, run_id: int, seal: str) -> None:
        """Do what the preview sealed by `seal` shows, few items at once, many by a job.

        A second delivery does nothing more. Raises NotFound, BulkNotReady.
        """
        person = _signed_in(actor)
        with self._database.writing() as session:
            run = bulk.own(session, person, run_id, locked=True)
            at = self._clock.now()
            made = bulk.commit(session, self._library, self._outbox, run, seal, at)
        self._watchers.tell_all(made.outcomes)

    def advance(self, actor: Actor | None, run_id: int) -> bool:
        """Go on with a committed run by a hundred items, where its job does not.

        Gives whether some still wait. Raises NotFound.
        """
        person = _signed_in(actor)
        with self._database.writing() as session:
            run = bulk.own(session, person, run_id, locked=True)
            at = self._clock.now()
            made = bulk_moves.advance(session, self._library, self._outbox, run, at)
        self._watchers.tell_all(made.outcomes)
        return made.more

    def page(self, actor: Actor | None, run_id: int, after: int = 0) -> BulkPage:
        """A run with a hundred rows behind place `after`.

        Raises NotFound for another person's, BulkNotReady for a preview that has expired.
        """
        person = _signed_in(actor)
        with self._database.reading() as session:
            run = bulk.own(session, person, run_id)
            if run.committed_at is None:
                bulk.require_open(run, self._clock.now())
            return reads.page(session, self._library, run, person, after, self._clock.today())

    def runs(self, actor: Actor | None, before: int | None = None) -> BulkRuns:
        """A person's runs and open previews, the newest first, those before number `before`."""
        person = _signed_in(actor)
        with self._database.reading() as session:
            return reads.runs(session, person, self._clock.now(), before)

    # ------------------------------------------------------------------ inside

    def _require(self, session: Session, actor: Actor | None, action: str) -> Actor:
        """Raises the reason why `actor` may not order `action` for many items at all."""
        person = _signed_in(actor)
        if action not in {one.action for one in reads.offered(session, self._library, person)}:
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
        rows = set(reads.item_ids(session, run.id))
        asked, ids = run.asked_count - len(rows & without), rows - without
        bulk.require_few(len(ids))
        wanted = ItemFilter(cycle_id=run.cycle_id)
        items = reads.chosen(session, actor, wanted, ids, bulk.MOST_ITEMS)
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
            found += foreseeing.foresee(session, self._library, some, today)
        return found


def _signed_in(actor: Actor | None) -> Actor:
    if actor is None:
        raise NotSignedIn()
    return actor

"""The engine's part about moves of many items: preview, commit, report."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from workflow.bulk import commands, moves, queries
from workflow.bulk.commands import Preview
from workflow.bulk.views import BulkAction, BulkPage, BulkRuns
from workflow.desk import Desk
from workflow.items import batch, reference
from workflow.items.batch import MOST_ORDERS
from workflow.items.orders import NO_PARTICULARS, Order, Particulars
from workflow.items.transitions import LONGEST_WORDS
from workflow.items.views import ItemFilter
from workflow.models import BulkRun
from workflow.values.actor import Actor
from workflow.values.cleaning import clean_words
from workflow.values.errors import Refusal, WrongRole
from workflow.work import Work


class BulkDesk(Desk):
    """`engine.bulk`: nothing is moved before it was shown, and nothing but what was shown."""

    def actions(self, actor: Actor | None) -> tuple[BulkAction, ...]:
        """What `actor` may order for many items, by their roles; each item is asked about."""
        with self._read(actor) as work:
            return queries.offered(work)

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
        with self._read(actor) as work:
            self._require(work, action)
            cycle_id = reference.cycle(work, wanted.cycle_id or "").id
            commands.require_few(1 if ids is None else len(set(ids)))
            items = queries.chosen(work, wanted, ids, commands.MOST_ITEMS + 1)
            commands.require_few(len(items))
            asked = len(items) if ids is None else len(set(ids))
            shown = Preview(cycle_id, action, "", NO_PARTICULARS, asked, items, ())
            shown = self._foreseen(work, shown)
        with self._write(actor) as work:
            return commands.stage(work, shown).id

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
        note = clean_words("note", note, LONGEST_WORDS)
        with self._write(actor) as work:
            run = commands.own(work, run_id, locked=True)
            commands.require_open(run, work.now)
            particulars = particulars.asked_by(run.action)
            shown = self._again(work, run, note, particulars)
            commands.show_anew(work, run, shown)

    def leave_out(self, actor: Actor | None, run_id: int, item_ids: Collection[int]) -> None:
        """Show it anew without `item_ids`, its other items as they are.

        Raises NotFound, InputRefused where no item is left, BulkNotReady.
        """
        with self._write(actor) as work:
            run = commands.own(work, run_id, locked=True)
            commands.require_open(run, work.now)
            told = Particulars(**run.particulars)
            shown = self._again(work, run, run.note, told, frozenset(item_ids))
            commands.show_anew(work, run, shown)

    def commit(self, actor: Actor | None, run_id: int, seal: str) -> None:
        """Do what the preview sealed by `seal` shows, few items at once, many by a job.

        A second delivery does nothing more. Raises NotFound, BulkNotReady.
        """
        with self._write(actor) as work:
            run = commands.own(work, run_id, locked=True)
            made = commands.commit(work, run, seal)
        self._watchers.tell_all(made.outcomes)

    def advance(self, actor: Actor | None, run_id: int) -> bool:
        """Go on with a committed run by a hundred items, where its job does not.

        Gives whether some still wait. Raises NotFound.
        """
        with self._write(actor) as work:
            run = commands.own(work, run_id, locked=True)
            made = moves.advance(work, run)
        self._watchers.tell_all(made.outcomes)
        return made.more

    def page(self, actor: Actor | None, run_id: int, after: int = 0) -> BulkPage:
        """A run with a hundred rows behind place `after`.

        Raises NotFound for another person's, BulkNotReady for a preview that has expired.
        """
        with self._read(actor) as work:
            run = commands.own(work, run_id)
            if run.committed_at is None:
                commands.require_open(run, work.now)
            return queries.page(work, run, after)

    def runs(self, actor: Actor | None, before: int | None = None) -> BulkRuns:
        """A person's runs and open previews, the newest first, those before number `before`."""
        with self._read(actor) as work:
            return queries.runs(work, before)

    # ------------------------------------------------------------------ inside

    def _require(self, work: Work, action: str) -> None:
        """Raises the reason why `actor` may not order `action` for many items at all."""
        if action not in {one.action for one in queries.offered(work)}:
            raise WrongRole(roles=())

    def _again(
        self,
        work: Work,
        run: BulkRun,
        note: str,
        particulars: Particulars,
        without: frozenset[int] = frozenset(),
    ) -> Preview:
        """The run's items but those `without`, as they stand now."""
        rows = set(queries.item_ids(work, run.id))
        asked, ids = run.asked_count - len(rows & without), rows - without
        commands.require_few(len(ids))
        wanted = ItemFilter(cycle_id=run.cycle_id)
        items = queries.chosen(work, wanted, ids, commands.MOST_ITEMS)
        shown = Preview(run.cycle_id, run.action, note, particulars, asked, items, ())
        return self._foreseen(work, shown)

    def _foreseen(self, work: Work, shown: Preview) -> Preview:
        orders = [
            Order(one.item_id, shown.action, work.actor, one.content_hash, shown.note, None,
                  shown.particulars)
            for one in shown.items
        ]  # fmt: skip
        return replace(shown, foreseen=tuple(self._look_ahead(work, orders)))

    def _look_ahead(self, work: Work, orders: Sequence[Order]) -> list[Refusal | None]:
        found: list[Refusal | None] = []
        for start in range(0, len(orders), MOST_ORDERS):
            some = orders[start : start + MOST_ORDERS]
            found += batch.foresee(work, some)
        return found

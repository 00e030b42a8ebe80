"""The engine's part about conditions: what the department answers, whether they are met."""

from typing import Final

from workflow.conditions import commands, queries
from workflow.conditions.queries import ConditionFilter, ConditionPage, ConditionView
from workflow.desk import Desk
from workflow.values.actor import Actor
from workflow.values.vocabulary import ConditionAct

EVERY_ONE: Final = ConditionFilter()


class ConditionDesk(Desk):
    """`engine.conditions`."""

    def of(self, item_id: int, actor: Actor | None) -> tuple[ConditionView, ...]:
        """Every condition of an item, the latest evaluation's first, as far as `actor` sees it."""
        with self._read(actor) as work:
            return queries.of(work, item_id)

    def one(self, condition_id: int, actor: Actor | None) -> ConditionView:
        """One condition with its history. Raises NotFound."""
        with self._read(actor) as work:
            return queries.one(work, condition_id)

    def page(
        self, actor: Actor | None, wanted: ConditionFilter = EVERY_ONE, number: int = 1
    ) -> ConditionPage:
        """A page of all conditions that `actor` may see, in 建制順."""
        with self._read(actor) as work:
            return queries.page(work, wanted, number)

    def waiting(self, actor: Actor) -> tuple[ConditionView, ...]:
        """Those that wait for `actor`, at most 20."""
        with self._read(actor) as work:
            return queries.waiting(work)

    def answer(self, condition_id: int, actor: Actor | None, text: str, seen: int) -> None:
        """Answer for the lead department. Raises a Refusal: see `services.conditions.record`."""
        self._record(condition_id, actor, ConditionAct.ANSWERED, text, seen)

    def mark_met(self, condition_id: int, actor: Actor | None, seen: int, remark: str = "") -> None:
        """Find the condition met, for the center. Raises a Refusal."""
        self._record(condition_id, actor, ConditionAct.MET, remark, seen)

    def send_back(self, condition_id: int, actor: Actor | None, reason: str, seen: int) -> None:
        """Send the answer back with a reason, for the center. Raises a Refusal."""
        self._record(condition_id, actor, ConditionAct.SENT_BACK, reason, seen)

    def _record(
        self, condition_id: int, actor: Actor | None, kind: ConditionAct, text: str, seen: int
    ) -> None:
        with self._write(actor) as work:
            commands.record(
                work,
                condition_id=condition_id,
                kind=kind,
                text=text,
                seen=seen,
            )

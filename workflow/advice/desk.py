"""The engine's part about advisors: whom to ask, what is asked of whom, what they say."""

from collections.abc import Iterable, Sequence
from datetime import date

from workflow.advice import advisors, commands, queries
from workflow.advice.queries import AdviceView, AdvisorView
from workflow.desk import Desk
from workflow.values.actor import Actor
from workflow.values.errors import Refusal
from workflow.values.vocabulary import Field


class AdviceDesk(Desk):
    """`engine.advice`."""

    def of(self, item_id: int, actor: Actor | None) -> tuple[AdviceView, ...]:
        """What was asked and said about an item, as far as `actor` reads it, the latest first.

        Advisors read their own; the center and the headquarters all of it; officers of the
        departments that carry the item what was said, once it is evaluated.
        """
        with self._read(actor) as work:
            return queries.of(work, item_id)

    def one(self, request_id: int, actor: Actor | None) -> AdviceView:
        """One request and what was said to it. Raises NotFound."""
        with self._read(actor) as work:
            return queries.one(work, request_id)

    def page(self, actor: Actor | None, cycle_id: str | None = None) -> tuple[AdviceView, ...]:
        """What `actor` reads across items, what waits first, at most 200."""
        with self._read(actor) as work:
            return queries.page(work, cycle_id)

    def waiting(self, actor: Actor) -> tuple[AdviceView, ...]:
        """What `actor` was asked as an advisor and has not answered, the most urgent first."""
        with self._read(actor) as work:
            return queries.waiting(work)

    def ask_refusal(self, item_id: int, actor: Actor | None) -> Refusal | None:
        """Why `actor` may not ask for advice on an item now; None where they may."""
        with self._read(actor) as work:
            return commands.ask_refusal(work, item_id)

    def advisors(self) -> tuple[AdvisorView, ...]:
        """Every active advisor with what they are asked about, generalists first."""
        with self._read() as work:
            return advisors.advisors(work)

    def for_item(self, item_id: int, actor: Actor | None) -> tuple[AdvisorView, ...]:
        """The advisors as they stand to an item, those whose field it is first. Raises NotFound."""
        with self._read(actor) as work:
            return advisors.for_item(work, item_id)

    def ask(
        self,
        item_id: int,
        advisor_ids: Sequence[int],
        question: str,
        due_on: date,
        actor: Actor | None,
    ) -> int:
        """Ask advisors; gives how many were asked anew. Raises a Refusal: `services.advice.ask`."""
        with self._write(actor) as work:
            return commands.ask(
                work,
                item_id=item_id,
                advisor_ids=advisor_ids,
                question=question,
                due_on=due_on,
            )

    def withdraw(self, request_id: int, actor: Actor | None) -> None:
        """Withdraw a request that was not answered. Raises NotFound, WrongRole, AdviceGiven."""
        with self._write(actor) as work:
            commands.withdraw(work, request_id)

    def give(self, request_id: int, text: str, actor: Actor | None, replaces: int = 0) -> None:
        """Advise; `replaces` is what was seen as the latest. Raises a Refusal."""
        with self._write(actor) as work:
            commands.give(
                work,
                request_id=request_id,
                text=text,
                replaces=replaces,
            )

    def set_expertise(
        self,
        person_id: int,
        actor: Actor | None,
        *,
        general: bool = False,
        fields: Iterable[Field] = (),
        departments: Iterable[str] = (),
    ) -> None:
        """Say what an advisor is asked about. Raises WrongRole, NotFound, InputRefused."""
        with self._write(actor) as work:
            advisors.set_expertise(
                work,
                person_id=person_id,
                general=general,
                fields=fields,
                departments=departments,
            )

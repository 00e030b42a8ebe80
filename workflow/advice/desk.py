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
        with self._database.reading() as session:
            return queries.of(session, item_id, actor, self._clock.today())

    def one(self, request_id: int, actor: Actor | None) -> AdviceView:
        """One request and what was said to it. Raises NotFound."""
        with self._database.reading() as session:
            return queries.one(session, request_id, actor, self._clock.today())

    def page(self, actor: Actor | None, cycle_id: str | None = None) -> tuple[AdviceView, ...]:
        """What `actor` reads across items, what waits first, at most 200."""
        with self._database.reading() as session:
            return queries.page(session, actor, cycle_id, self._clock.today())

    def waiting(self, actor: Actor) -> tuple[AdviceView, ...]:
        """What `actor` was asked as an advisor and has not answered, the most urgent first."""
        with self._database.reading() as session:
            return queries.waiting(session, actor, self._clock.today())

    def ask_refusal(self, item_id: int, actor: Actor | None) -> Refusal | None:
        """Why `actor` may not ask for advice on an item now; None where they may."""
        with self._database.reading() as session:
            return commands.ask_refusal(session, self._library, item_id, actor)

    def advisors(self) -> tuple[AdvisorView, ...]:
        """Every active advisor with what they are asked about, generalists first."""
        with self._database.reading() as session:
            return advisors.advisors(session)

    def for_item(self, item_id: int, actor: Actor | None) -> tuple[AdvisorView, ...]:
        """The advisors as they stand to an item, those whose field it is first. Raises NotFound."""
        with self._database.reading() as session:
            return advisors.for_item(session, item_id, actor)

    def ask(
        self,
        item_id: int,
        advisor_ids: Sequence[int],
        question: str,
        due_on: date,
        actor: Actor | None,
    ) -> int:
        """Ask advisors; gives how many were asked anew. Raises a Refusal: `services.advice.ask`."""
        with self._database.writing() as session:
            return commands.ask(
                session,
                self._library,
                item_id=item_id,
                advisor_ids=advisor_ids,
                question=question,
                due_on=due_on,
                actor=actor,
                at=self._clock.now(),
            )

    def withdraw(self, request_id: int, actor: Actor | None) -> None:
        """Withdraw a request that was not answered. Raises NotFound, WrongRole, AdviceGiven."""
        with self._database.writing() as session:
            commands.withdraw(session, request_id, actor, self._clock.now())

    def give(self, request_id: int, text: str, actor: Actor | None, replaces: int = 0) -> None:
        """Advise; `replaces` is what was seen as the latest. Raises a Refusal."""
        with self._database.writing() as session:
            commands.give(
                session,
                request_id=request_id,
                text=text,
                replaces=replaces,
                actor=actor,
                at=self._clock.now(),
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
        with self._database.writing() as session:
            advisors.set_expertise(
                session,
                person_id=person_id,
                general=general,
                fields=fields,
                departments=departments,
                actor=actor,
                at=self._clock.now(),
            )

"""The engine's part about substitutes: who stands in for whom, and 後閲 of what they did."""

from collections.abc import Collection

from workflow.desk import Desk
from workflow.substitutes import commands, queries
from workflow.substitutes.policy import Act, Appointment, may_see_all
from workflow.substitutes.queries import Candidate, DonePage, SubstituteView
from workflow.values.actor import Actor, permitted


class SubstituteDesk(Desk):
    """`engine.substitutes`."""

    def of(self, actor: Actor) -> tuple[SubstituteView, ...]:
        """Those who stand in for `actor`, and stood, the latest days first."""
        with self._read(actor) as work:
            return queries.of(work)

    def by(self, actor: Actor) -> tuple[SubstituteView, ...]:
        """For whom `actor` stands in, and stood, the latest days first."""
        with self._read(actor) as work:
            return queries.by(work)

    def everybody(self, actor: Actor | None) -> tuple[SubstituteView, ...]:
        """Everybody's, the latest days first, at most 200. Raises WrongRole."""
        permitted(actor, may_see_all(actor))
        with self._read(actor) as work:
            return queries.everybody(work)

    def candidates(self) -> tuple[Candidate, ...]:
        """Every active person, by login, with the roles they could have a substitute in."""
        with self._read() as work:
            return queries.candidates(work)

    def appoint(self, asked: Appointment, actor: Actor | None) -> int:
        """Let one person stand in for another, from a day until a day, both included.

        Raises WrongRole, NotFound, InputRefused, SubstituteOverlaps.
        """
        with self._write(actor) as work:
            return commands.appoint(work, asked)

    def end(self, substitute_id: int, actor: Actor | None) -> None:
        """End one from now on. Raises WrongRole, NotFound."""
        with self._write(actor) as work:
            commands.end(work, substitute_id)

    def done_for(self, actor: Actor) -> DonePage:
        """What was done in the name of `actor`, what waits for 後閲 first."""
        with self._read(actor) as work:
            return queries.done_for(work)

    def count_waiting(self, actor: Actor) -> int:
        """How many moves in the name of `actor` wait for 後閲."""
        with self._read(actor) as work:
            return queries.count_waiting(work)

    def acknowledge(self, actor: Actor, acts: Collection[Act] | None = None) -> int:
        """後閲 of these moves in the name of `actor`, or of all; gives how many were new."""
        with self._write(actor) as work:
            return commands.acknowledge(work, acts)

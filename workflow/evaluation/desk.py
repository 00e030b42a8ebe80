"""The engine's part about evaluation by several: sessions, sheets, conflicts of interest."""

from workflow.desk import Desk
from workflow.evaluation import conflicts, queries, session_queries, sessions, sheets
from workflow.evaluation.scores import Scorecard, SessionPlan
from workflow.evaluation.views import ScoringQueue, ScoringView, SessionView
from workflow.people.queries import PersonName
from workflow.values.actor import Actor


class EvaluationDesk(Desk):
    """`engine.evaluation`."""

    # --------------------------------------------------------------- sessions

    def sessions(self, actor: Actor) -> tuple[SessionView, ...]:
        """Every session, the latest first. Raises WrongRole."""
        with self._read(actor) as work:
            return session_queries.sessions(work)

    def session(self, actor: Actor, session_id: int) -> SessionView:
        """One session with its history. Raises WrongRole, NotFound."""
        with self._read(actor) as work:
            return session_queries.one_session(work, session_id)

    def evaluators(self, actor: Actor) -> tuple[PersonName, ...]:
        """Everyone who can sit in a session. Raises WrongRole."""
        with self._read(actor) as work:
            return session_queries.evaluators(work)

    def set_up(self, actor: Actor, plan: SessionPlan, session_id: int | None = None) -> int:
        """Make a session, or give it another plan. See `services.evaluation_sessions.set_up`."""
        with self._write(actor) as work:
            return sessions.set_up(work, session_id, plan)

    def open(self, actor: Actor, session_id: int) -> None:
        """Open a session. Raises WrongRole, NotFound, CycleInOtherSession, InputRefused."""
        with self._write(actor) as work:
            sessions.open_session(work, session_id)

    def close(self, actor: Actor, session_id: int) -> None:
        """Close a session. Raises WrongRole, NotFound."""
        with self._write(actor) as work:
            sessions.close_session(work, session_id)

    # ----------------------------------------------------------------- sheets

    def queue(self, actor: Actor, cycle_id: str) -> ScoringQueue:
        """What awaits evaluation in a cycle. Raises NotFound, WrongRole."""
        with self._read(actor) as work:
            self._clock.today()
            return queries.queue(work, cycle_id)

    def scoring(self, actor: Actor, item_id: int) -> ScoringView:
        """One item's evaluation, as far as `actor` may see it. Raises NotFound, WrongRole."""
        with self._read(actor) as work:
            self._clock.today()
            return queries.scoring(work, item_id)

    def save(self, actor: Actor, item_id: int, card: Scorecard, seen_version: int) -> int:
        """Keep the own sheet as a draft; gives its version. See `services.scoring.save`."""
        with self._write(actor) as work:
            self._clock.now()
            return sheets.save(work, item_id, card, seen_version)

    def submit(
        self, actor: Actor, item_id: int, card: Scorecard, seen_version: int, seen: str | None
    ) -> int:
        """Submit the own sheet about the content `seen`. See `services.scoring.submit`."""
        with self._write(actor) as work:
            return sheets.submit(
                work,
                item_id,
                card,
                seen_version,
                seen,
            )

    def take_back(self, actor: Actor, item_id: int) -> None:
        """Make the own submitted sheet a draft again. See `services.scoring.take_back`."""
        with self._write(actor) as work:
            sheets.take_back(work, item_id)

    # -------------------------------------------------------------- conflicts

    def declare_conflict(self, actor: Actor, item_id: int, person_id: int, reason: str) -> None:
        """Say that a person has a conflict of interest. See `services.conflicts.declare`."""
        with self._write(actor) as work:
            self._clock.now()
            conflicts.declare(work, item_id, person_id, reason)

    def lift_conflict(self, actor: Actor, item_id: int, conflict_id: int, reason: str) -> None:
        """Record that a declared conflict is no more. See `services.conflicts.lift`."""
        with self._write(actor) as work:
            self._clock.now()
            conflicts.lift(work, item_id, conflict_id, reason)

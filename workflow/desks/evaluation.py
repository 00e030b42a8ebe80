"""The engine's part about evaluation by several: sessions, sheets, conflicts of interest."""

from workflow.actor import Actor
from workflow.desks.desk import Desk
from workflow.queries import evaluation_sessions as session_reads
from workflow.queries import scoring as reads
from workflow.queries.views.evaluation import (
    PersonView,
    ScoringQueue,
    ScoringView,
    SessionView,
)
from workflow.scoring import Scorecard, SessionPlan
from workflow.services import conflicts, evaluation_sessions, scoring


class EvaluationDesk(Desk):
    """`engine.evaluation`."""

    # --------------------------------------------------------------- sessions

    def sessions(self, actor: Actor) -> tuple[SessionView, ...]:
        """Every session, the latest first. Raises WrongRole."""
        with self._database.reading() as session:
            return session_reads.sessions(session, actor)

    def session(self, actor: Actor, session_id: int) -> SessionView:
        """One session with its history. Raises WrongRole, NotFound."""
        with self._database.reading() as session:
            return session_reads.one_session(session, actor, session_id)

    def evaluators(self, actor: Actor) -> tuple[PersonView, ...]:
        """Everyone who can sit in a session. Raises WrongRole."""
        with self._database.reading() as session:
            return session_reads.evaluators(session, actor)

    def set_up(self, actor: Actor, plan: SessionPlan, session_id: int | None = None) -> int:
        """Make a session, or give it another plan. See `services.evaluation_sessions.set_up`."""
        with self._database.writing() as session:
            return evaluation_sessions.set_up(session, actor, session_id, plan, self._clock.now())

    def open(self, actor: Actor, session_id: int) -> None:
        """Open a session. Raises WrongRole, NotFound, CycleInOtherSession, InputRefused."""
        with self._database.writing() as session:
            evaluation_sessions.open_session(session, actor, session_id, self._clock.now())

    def close(self, actor: Actor, session_id: int) -> None:
        """Close a session. Raises WrongRole, NotFound."""
        with self._database.writing() as session:
            evaluation_sessions.close_session(session, actor, session_id, self._clock.now())

    # ----------------------------------------------------------------- sheets

    def queue(self, actor: Actor, cycle_id: str) -> ScoringQueue:
        """What awaits evaluation in a cycle. Raises NotFound, WrongRole."""
        with self._database.reading() as session:
            today = self._clock.today()
            return reads.queue(session, self._library, cycle_id, actor, today)

    def scoring(self, actor: Actor, item_id: int) -> ScoringView:
        """One item's evaluation, as far as `actor` may see it. Raises NotFound, WrongRole."""
        with self._database.reading() as session:
            today = self._clock.today()
            return reads.scoring(session, self._library, item_id, actor, today)

    def save(self, actor: Actor, item_id: int, card: Scorecard, seen_version: int) -> int:
        """Keep the own sheet as a draft; gives its version. See `services.scoring.save`."""
        with self._database.writing() as session:
            now = self._clock.now()
            return scoring.save(session, self._library, actor, item_id, card, seen_version, now)

    def submit(
        self, actor: Actor, item_id: int, card: Scorecard, seen_version: int, seen: str | None
    ) -> int:
        """Submit the own sheet about the content `seen`. See `services.scoring.submit`."""
        with self._database.writing() as session:
            return scoring.submit(
                session,
                self._library,
                actor,
                item_id,
                card,
                seen_version,
                seen,
                self._clock.now(),
            )

    def take_back(self, actor: Actor, item_id: int) -> None:
        """Make the own submitted sheet a draft again. See `services.scoring.take_back`."""
        with self._database.writing() as session:
            scoring.take_back(session, self._library, actor, item_id, self._clock.now())

    # -------------------------------------------------------------- conflicts

    def declare_conflict(self, actor: Actor, item_id: int, person_id: int, reason: str) -> None:
        """Say that a person has a conflict of interest. See `services.conflicts.declare`."""
        with self._database.writing() as session:
            now = self._clock.now()
            conflicts.declare(session, actor, item_id, person_id, reason, now)

    def lift_conflict(self, actor: Actor, item_id: int, conflict_id: int, reason: str) -> None:
        """Record that a declared conflict is no more. See `services.conflicts.lift`."""
        with self._database.writing() as session:
            now = self._clock.now()
            conflicts.lift(session, actor, item_id, conflict_id, reason, now)

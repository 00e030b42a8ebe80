"""The evaluation of the demonstration: a session that the secretariat seats, and its sheets."""

from typing import Final

from seeds.records import Paper
from workflow import evaluation, items, people
from workflow.engine import Engine
from workflow.evaluation import Mark, Scorecard, SessionPlan
from workflow.values import Actor, Role, Title

TITLE: Final = Title("先行案件の評価会", "Early evaluation of single items")
SCORE: Final = 4


class Sittings:
    """Sessions for items that are ready early: opened when one is evaluated, closed at the end."""

    def __init__(self, engine: Engine, paper: Paper) -> None:
        """Nobody sits yet."""
        self._engine = engine
        self._paper = paper
        self._open: dict[str, int] = {}

    def score(self, item_id: int, cycle_id: str, verdict: str) -> None:
        """Submit a sheet of every evaluator about an item."""
        if cycle_id not in self._open:
            self._open[cycle_id] = self._sit(cycle_id)
        for actor in self._people(Role.EVALUATOR):
            with self._engine.write(actor) as work:
                seen = items.get(work, item_id).content_hash
                marks = tuple(Mark(one.code, SCORE) for one in self._paper.criteria)
                evaluation.submit_sheet(work, item_id, Scorecard(marks, "", verdict), 0, seen)

    def close(self) -> None:
        """End what was opened."""
        with self._engine.write(self._people(Role.SECRETARIAT)[0]) as work:
            for session_id in self._open.values():
                evaluation.close_session(work, session_id)

    def _sit(self, cycle_id: str) -> int:
        plan = SessionPlan(
            fiscal_year=self._paper.schedule_year,
            title=TITLE,
            begins_on=None,
            cycle_ids=(cycle_id,),
            scorers=tuple(actor.person_id for actor in self._people(Role.EVALUATOR)),
            finalisers=(),
            criteria=tuple(one.code for one in self._paper.criteria),
        )
        with self._engine.write(self._people(Role.SECRETARIAT)[0]) as work:
            session_id = evaluation.set_up_session(work, plan)
            evaluation.open_session(work, session_id)
        return session_id

    def _people(self, role: Role) -> list[Actor]:
        logins = [
            one.login for one in self._paper.people if any(g.role == role for g in one.grants)
        ]
        with self._engine.read() as work:
            return [people.actor_named(work, login) for login in logins]

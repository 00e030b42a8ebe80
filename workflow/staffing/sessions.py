"""Open evaluation sessions in which too few score, or nobody of those named finalises."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from workflow.evaluation.panel import members_of
from workflow.items import tracks
from workflow.models import Cycle, EvaluationSession, SessionSetUp, session_cycles
from workflow.values.actor import Title, require_administrator
from workflow.values.vocabulary import Action
from workflow.work import Work


@dataclass(frozen=True)
class ShortSession:
    """An open session that lacks people.

    `scorers` of those with a place score today, `needed` are; `lacks_finaliser`: of those named to
    finalise nobody does today.
    """

    id: int
    title: Title
    scorers: int
    needed: int
    lacks_finaliser: bool

    @property
    def lacks_scorers(self) -> bool:
        """Whether the items can never have the sheets that they need."""
        return self.scorers < self.needed


def short_sessions(work: Work) -> tuple[ShortSession, ...]:
    """The open sessions that lack people, by id. Raises WrongRole."""
    require_administrator(work.actor)
    return tuple(found(work))


def found(work: Work) -> Iterator[ShortSession]:
    """The same for whoever asks."""
    rows = work.session.execute(
        select(EvaluationSession, Cycle)
        .join(SessionSetUp, SessionSetUp.session_id == EvaluationSession.id)
        .join(session_cycles, session_cycles.c.session_id == EvaluationSession.id)
        .join(Cycle, Cycle.id == session_cycles.c.cycle_id)
        .where(SessionSetUp.opened_at.is_not(None), SessionSetUp.closed_at.is_(None))
        .order_by(EvaluationSession.id)
    ).all()
    processes: defaultdict[int, set[str]] = defaultdict(set)
    for session, cycle in rows:
        processes[session.id].update(tracks.names_of(cycle))
    members = members_of(work, list(processes))
    for session in dict.fromkeys(session for session, _ in rows):
        seated = members[session.id]
        scorers = [one for one in seated if one.scores]
        finalisers = [one for one in seated if one.finalises]
        one = ShortSession(
            id=session.id,
            title=Title(session.title_ja, session.title_en),
            scorers=sum(member.active for member in scorers),
            needed=max(_needed(work, name, len(scorers)) for name in processes[session.id]),
            lacks_finaliser=bool(finalisers) and not any(one.active for one in finalisers),
        )
        if one.lacks_scorers or one.lacks_finaliser:
            yield one


def _needed(work: Work, process_name: str, seated: int) -> int:
    """How many sheets the process asks for, at least one, where it has an evaluation."""
    moves = work.latest_process(process_name).transitions
    return max(
        (move.sheets_needed(seated) for move in moves if move.action == Action.EVALUATE), default=0
    )

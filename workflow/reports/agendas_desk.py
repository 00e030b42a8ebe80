"""The engine's part about meetings: their agenda, and what was carried over to them."""

from workflow.desk import Desk
from workflow.items.reference import MeetingView, meeting, meetings
from workflow.reports import agendas
from workflow.reports.views import AgendaEntry, AgendaView, CarriedView
from workflow.values.actor import Actor
from workflow.values.errors import NotFound


class AgendaDesk(Desk):
    """`engine.agendas`."""

    def carried(
        self, meeting_id: int, actor: Actor | None
    ) -> tuple[tuple[CarriedView, ...], tuple[CarriedView, ...]]:
        """Items carried over into the meeting's cycles, and out of them, with the reasons.

        Of items that `actor` may see. Raises NotFound.
        """
        with self._read(actor) as work:
            cycle_ids = meeting(work, meeting_id).cycle_ids
            return agendas.carried(work, cycle_ids)

    def find_meeting(self, name: str) -> MeetingView:
        """The meeting named like 2021-2 (fiscal year, number). Raises NotFound."""
        with self._read() as work:
            for one in meetings(work):
                if f"{one.fiscal_year}-{one.number}" == name:
                    return one
        raise NotFound(what="meeting", name=name)

    def meeting(self, meeting_id: int) -> MeetingView:
        """One meeting. Raises NotFound."""
        with self._read() as work:
            return meeting(work, meeting_id)

    def agenda(self, meeting_id: int) -> AgendaView:
        """The agenda of a meeting. Raises NotFound."""
        with self._read() as work:
            return agendas.agenda(work, meeting_id)

    def save(
        self,
        meeting_id: int,
        entries: tuple[AgendaEntry, ...],
        actor: Actor | None,
        seen: int,
    ) -> None:
        """Make `entries` the agenda; `seen` is the version that was on the screen.

        Raises WrongRole, NotFound, AgendaFrozen, InputRefused, SomeoneElseActedFirst.
        """
        with self._write(actor) as work:
            agendas.save(work, meeting_id, entries, actor, seen)

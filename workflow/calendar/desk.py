"""The engine's part about the calendar: cycles, meetings, sessions and the rows of 資料1-3."""

from collections.abc import Sequence

from workflow.calendar import cycles, gatherings, queries, rows, schedule
from workflow.calendar.drafts import (
    CycleDraft,
    DayNote,
    MeetingDraft,
    RowDraft,
    SessionDraft,
    read_quarter,
)
from workflow.calendar.log import require_keeper
from workflow.calendar.queries import CalendarBoard, ChangeView, CycleCard, MeetingCard, SessionCard
from workflow.calendar.schedule import RowBoard, RowCard
from workflow.desk import Desk
from workflow.documents import Document, schedule_file
from workflow.items import reference
from workflow.values.actor import Actor
from workflow.values.fiscal import fiscal_year

Notes = tuple[DayNote, ...]
"""What became of closed days that were typed."""


class CalendarDesk(Desk):
    """`engine.calendar`: the secretariat and administrators keep it, everyone reads the paper."""

    def years(self) -> tuple[int, ...]:
        """The fiscal years whose calendar can be kept: those that have one, this one, the next."""
        this_year = fiscal_year(self._clock.today())
        with self._read() as work:
            return tuple(sorted({*queries.years(work), this_year, this_year + 1}))

    def paper_years(self) -> tuple[int, ...]:
        """The fiscal years that have a 資料1-3."""
        with self._read() as work:
            return tuple(sorted(queries.years(work)))

    def board(self, actor: Actor | None, year: int) -> CalendarBoard:
        """A year's calendar with its log. Raises WrongRole."""
        require_keeper(actor)
        with self._read(actor) as work:
            return queries.board(work, year)

    def changes(self, actor: Actor | None, subject: str, subject_id: str) -> tuple[ChangeView, ...]:
        """Who changed one cycle, meeting, session or schedule_row. Raises WrongRole."""
        require_keeper(actor)
        with self._read(actor) as work:
            return queries.changes(work, subject, subject_id)

    # ----------------------------------------------------------------- cycles

    def cycle(self, actor: Actor | None, cycle_id: str) -> CycleCard:
        """A cycle to change. Raises WrongRole, NotFound."""
        require_keeper(actor)
        with self._read(actor) as work:
            return queries.cycle(work, cycle_id)

    def add_cycle(self, actor: Actor | None, draft: CycleDraft) -> tuple[str, Notes]:
        """Add a cycle; gives its id. Raises WrongRole, InputRefused."""
        with self._write(actor) as work:
            return cycles.add(work, draft)

    def change_cycle(
        self, actor: Actor | None, cycle_id: str, draft: CycleDraft, seen: str
    ) -> Notes:
        """Change a cycle. Raises WrongRole, NotFound, InputRefused, CalendarChanged."""
        with self._write(actor) as work:
            return cycles.change(work, cycle_id, draft, seen)

    def close_cycle(self, actor: Actor | None, cycle_id: str, *, closed: bool) -> None:
        """Close a cycle for moves, or open it again. Raises WrongRole, NotFound."""
        with self._write(actor) as work:
            cycles.close(work, cycle_id, closed=closed)

    # ------------------------------------------------------------- gatherings

    def meeting(self, actor: Actor | None, meeting_id: int) -> MeetingCard:
        """A headquarters meeting to change. Raises WrongRole, NotFound."""
        require_keeper(actor)
        with self._read(actor) as work:
            return queries.meeting(work, meeting_id)

    def add_meeting(self, actor: Actor | None, draft: MeetingDraft) -> tuple[int, Notes]:
        """Add a headquarters meeting; gives its id. Raises WrongRole, InputRefused."""
        with self._write(actor) as work:
            return gatherings.add_meeting(work, draft)

    def change_meeting(
        self, actor: Actor | None, meeting_id: int, draft: MeetingDraft, seen: str
    ) -> Notes:
        """Change a meeting. Raises WrongRole, NotFound, MeetingFrozen, InputRefused,
        CalendarChanged."""
        with self._write(actor) as work:
            return gatherings.change_meeting(work, meeting_id, draft, seen)

    def sitting(self, actor: Actor | None, session_id: int) -> SessionCard:
        """An evaluation session to change. Raises WrongRole, NotFound."""
        require_keeper(actor)
        with self._read(actor) as work:
            return queries.sitting(work, session_id)

    def add_session(self, actor: Actor | None, draft: SessionDraft) -> tuple[int, Notes]:
        """Add an evaluation session; gives its id. Raises WrongRole, InputRefused."""
        with self._write(actor) as work:
            return gatherings.add_session(work, draft)

    def change_session(
        self, actor: Actor | None, session_id: int, draft: SessionDraft, seen: str
    ) -> Notes:
        """Change an evaluation session. Raises WrongRole, NotFound, InputRefused,
        CalendarChanged, SessionNotOpen, CycleInOtherSession."""
        with self._write(actor) as work:
            return gatherings.change_session(work, session_id, draft, seen)

    # -------------------------------------------------------------- 資料1-3

    def rows(self, actor: Actor | None, year: int) -> RowBoard:
        """The rows of a year's 資料1-3 to change. Raises WrongRole."""
        require_keeper(actor)
        with self._read(actor) as work:
            return schedule.rows(work, year)

    def row(self, actor: Actor | None, row_id: int) -> RowCard:
        """One of them. Raises WrongRole, NotFound."""
        require_keeper(actor)
        with self._read(actor) as work:
            return schedule.row(work, row_id)

    def read_row(
        self, title: str, note: str, quarters: Sequence[tuple[str, str]], *, is_part: bool
    ) -> RowDraft:
        """A row as typed: `quarters` are four pairs of a field's name and its lines.

        Raises InputRefused with every wrong line.
        """
        with self._read() as work:
            known = [view.id for view in reference.cycles(work)]
        read = tuple(read_quarter(text, field, known) for field, text in quarters)
        return RowDraft(title, note, is_part, read)

    def add_row(self, actor: Actor | None, year: int, draft: RowDraft) -> int:
        """Add a row at the end; gives its id. Raises WrongRole, InputRefused."""
        with self._write(actor) as work:
            return rows.add(work, year, draft)

    def change_row(self, actor: Actor | None, row_id: int, draft: RowDraft, seen: str) -> None:
        """Rewrite a row. Raises WrongRole, NotFound, InputRefused, CalendarChanged."""
        with self._write(actor) as work:
            rows.change(work, row_id, draft, seen)

    def place_row(self, actor: Actor | None, row_id: int, before_id: int | None) -> None:
        """Put a row before another, or (None) last. Raises WrongRole, NotFound, InputRefused."""
        with self._write(actor) as work:
            rows.place(work, row_id, before_id)

    def remove_row(self, actor: Actor | None, row_id: int) -> None:
        """Take a row off the paper; it stays in the log. Raises WrongRole, NotFound."""
        with self._write(actor) as work:
            rows.remove(work, row_id)

    def paper(self, actor: Actor | None, year: int, form: str) -> Document:
        """資料1-3 as a `pdf` or `json` file. Raises NotFound."""
        with self._read(actor) as work:
            found = schedule.schedule(work, year)
        return schedule_file.document(found, form)

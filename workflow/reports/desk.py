"""The engine's part about meetings' reports: freezing, reading and proving their editions."""

from workflow.desk import Desk
from workflow.documents import Document, snapshot
from workflow.documents.listing import meeting_name
from workflow.documents.rendering import FORMS
from workflow.items.reference import meeting
from workflow.models import ReportEdition
from workflow.reports import agendas, commands, freezing, queries, verification
from workflow.reports.differences import stage_csv, stage_rows
from workflow.reports.views import (
    EditionDifference,
    EditionView,
    Finding,
    Prospect,
    StageDifference,
)
from workflow.values.actor import Actor
from workflow.values.canonical import canonical_bytes
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Stage


class ReportDesk(Desk):
    """`engine.reports`."""

    def freeze(
        self,
        meeting_id: int,
        stage: Stage,
        actor: Actor | None,
        note: str = "",
        number: int | None = None,
    ) -> EditionView:
        """Make the next edition of a stage of a meeting's report.

        `number` is the edition that the person was shown it would be; where it is there
        already by the same person with the same note, it is given again. A second and
        later edition needs a note, and names what changed. Freezing the results closes their
        evaluations to `reopen` until the freeze is lifted. Raises WrongRole, NotFound,
        NoReportHere, EditionStands, NothingChanged, NoteRequired, SomeoneElseActedFirst.
        """
        with self._write(actor) as work:
            self._clock.now()
            held = commands.begin(work, meeting_id, stage, actor, note, number)
            if isinstance(held, ReportEdition):
                return queries.edition(work, meeting_id, stage, held.number)
            kept = freezing.taken(work, held)
            content = canonical_bytes(kept)
            commands.keep(
                work,
                held,
                content,
                snapshot.files(content),
                kept["ledger_head"],
                [one["item"] for one in kept["items"]],
            )
            return queries.edition(work, meeting_id, stage, held.number)

    def lift(self, meeting_id: int, actor: Actor | None, reason: str) -> None:
        """Lift the freeze of the results, with a reason, so that they can be corrected.

        Raises WrongRole, NotFound, NoteRequired, ReportNotFrozen.
        """
        with self._write(actor) as work:
            commands.lift(work, meeting_id, actor, reason)

    def prospect(self, meeting_id: int, stage: Stage, actor: Actor | None) -> Prospect:
        """What freezing now would do. Raises WrongRole, NotFound."""
        commands.require_keep(actor)
        with self._read(actor) as work:
            self._clock.today()
            return freezing.prospect(work, meeting_id, stage)

    def editions(self, meeting_id: int, actor: Actor | None) -> tuple[EditionView, ...]:
        """Every edition of a meeting, results first, the newest first.

        Raises WrongRole, NotFound.
        """
        commands.require_read(actor)
        with self._read(actor) as work:
            return queries.editions(work, meeting_id)

    def edition(
        self,
        meeting_id: int,
        actor: Actor | None,
        stage: Stage | None = None,
        number: int | None = None,
    ) -> EditionView:
        """One edition; without stage and number the newest, of the results if any are frozen.

        Raises WrongRole, NotFound.
        """
        commands.require_read(actor)
        with self._read(actor) as work:
            return queries.edition(work, meeting_id, stage, number)

    def document(self, kept: EditionView, form: str, actor: Actor | None) -> Document:
        """A file of an edition as it was handed out; `json` is the snapshot itself.

        Raises WrongRole, NotFound (form), EditionBroken where its bytes are others now.
        """
        commands.require_read(actor)
        digest = kept.sha256 if form == "json" else kept.files.get(form)
        if digest is None:
            raise NotFound(what="form", name=form)
        with self._read(actor) as work:
            content = queries.sound(work, digest, _file_name(kept, form))
        return Document(_file_name(kept, form), FORMS[form].media_type, content)

    def rebuild(self, kept: EditionView, form: str, actor: Actor | None) -> Document:
        """The same file made anew from the snapshot.

        Raises WrongRole, NotFound (form), EditionBroken where the snapshot is damaged.
        """
        commands.require_read(actor)
        if form not in kept.files:
            raise NotFound(what="form", name=form)
        with self._read(actor) as work:
            content = queries.sound(work, kept.sha256, _file_name(kept, "json"))
        made = snapshot.file(content, form)
        return Document(_file_name(kept, form), FORMS[form].media_type, made)

    def compare(
        self, meeting_id: int, stage: Stage, before: int, after: int, actor: Actor | None
    ) -> EditionDifference:
        """What two editions of a stage say differently. Raises WrongRole, NotFound."""
        earlier = self.edition(meeting_id, actor, stage, before)
        later = self.edition(meeting_id, actor, stage, after)
        rows = snapshot.changes(_sound(earlier), _sound(later))
        return EditionDifference(earlier, later, rows)

    def difference(self, meeting_id: int, actor: Actor | None) -> StageDifference:
        """The planned list beside the results: frozen ones where there are, else as they stand.

        Raises WrongRole, NotFound.
        """
        commands.require_read(actor)
        with self._read(actor) as work:
            there = meeting(work, meeting_id)
            planned, evaluated = (
                freezing.newest(work, there, stage) for stage in (Stage.PLANNED, Stage.EVALUATED)
            )
            gone = planned.rows.keys() - evaluated.rows.keys()
            fates = agendas.fates(work, gone, there.cycle_ids)
            return stage_rows(there, planned, evaluated, fates)

    def difference_document(self, meeting_id: int, actor: Actor | None) -> Document:
        """The same as csv. Raises WrongRole, NotFound."""
        found = self.difference(meeting_id, actor)
        name = f"{meeting_name(found.meeting)} 検討予定と評価結果の対照.csv"
        return Document(name, FORMS["csv"].media_type, stage_csv(found))

    def verify(self, meeting_id: int) -> tuple[Finding, ...]:
        """Check every edition of a meeting: stored bytes, record, ledger, rebuilt files."""
        with self._read() as work:
            there = meeting(work, meeting_id)
            return tuple(
                finding
                for kept in queries.editions(work, meeting_id)
                for finding in verification.edition_findings(work, there, kept)
            )

    def verify_file(self, name: str, content: bytes) -> Finding:
        """Whether a file is, byte for byte, one that was frozen."""
        with self._read() as work:
            return verification.file_finding(work, name, content)


def _file_name(kept: EditionView, form: str) -> str:
    return f"{kept.title} {snapshot.edition_name(kept.number)}.{form}"


def _sound(kept: EditionView) -> snapshot.Snapshot:
    if not kept.is_sound:
        raise queries.EditionBroken(name=snapshot.edition_name(kept.number))
    return kept.snapshot

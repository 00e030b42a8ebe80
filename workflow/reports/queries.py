"""Frozen editions of meetings' reports, as they are read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, false, func, select
from sqlalchemy.orm import Session, aliased

from workflow.documents import Amended, snapshot
from workflow.documents.listing import Block
from workflow.editions.keeping import require_read, stored_fault
from workflow.items.reference import MeetingView, meeting, meetings
from workflow.models import Person, ReportEdition, ReportFile, ReportLift, StoredFile
from workflow.models.base import may_be_id
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.vocabulary import Stage
from workflow.work import Work, built


@dataclass(frozen=True)
class LiftView:
    """A freeze was lifted: who did it, when and why."""

    by: Title
    at: datetime
    reason: str


@dataclass(frozen=True)
class EditionView:
    """A frozen edition; the texts of the snapshot are empty where it is no longer sound."""

    id: int
    meeting_id: int
    stage: Stage
    number: int
    sha256: str
    ledger_head: str
    note: str
    by: Title
    at: datetime
    files: Mapping[str, str]
    """Form -> SHA-256 of the file as it was at freezing."""
    lift: LiftView | None
    snapshot: Mapping[str, Any]

    @property
    def is_sound(self) -> bool:
        """Whether the snapshot is what it was at freezing."""
        return bool(self.snapshot)

    @property
    def unwritten(self) -> tuple[str, ...]:
        """The forms of its files that a job is still to write, in the order of their writing."""
        return tuple(form for form in snapshot.WRITERS if form not in self.files)

    @property
    def title(self) -> str:
        """The title that is printed."""
        return str(self.snapshot.get("title", ""))

    @property
    def paper(self) -> str:
        """資料1-6, or another number that the agenda gave."""
        return str(self.snapshot.get("paper", ""))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its rows by budget; none where it is not sound."""
        return snapshot.listing_in(self.snapshot).blocks if self.is_sound else ()

    @property
    def verdicts(self) -> tuple[str, ...]:
        """Its verdicts in the master's order; none where that was not kept yet."""
        return tuple(self.snapshot.get("listing", {}).get("verdicts", ()))

    @property
    def sums(self) -> tuple[tuple[str, int], ...]:
        """What each budget of several comes to, in 千円."""
        sums: dict[str, int] = {}
        for group in self.snapshot.get("listing", {}).get("groups", ()):
            budget = group.get("budget", "")
            sums[budget] = sums.get(budget, 0) + group["kyen"]
        return tuple(sums.items()) if len(sums) > 1 else ()

    @property
    def count(self) -> int:
        """How many items it has."""
        return len(self.snapshot.get("items", ()))

    @property
    def kyen(self) -> int:
        """Their sum in 千円."""
        return int(self.snapshot.get("listing", {}).get("kyen", 0))

    @property
    def amendments(self) -> tuple[Amended, ...]:
        """What it changed against the edition before."""
        return snapshot.amended_in(self.snapshot)

    @property
    def remarks(self) -> tuple[str, ...]:
        """The sentences under its sums."""
        return tuple(self.snapshot.get("remarks", ()))


def meeting_named(work: Work, name: str) -> MeetingView:
    """The meeting named like 2021-2 (fiscal year, number). Raises NotFound."""
    for one in meetings(work):
        if f"{one.fiscal_year}-{one.number}" == name:
            return one
    raise NotFound(what="meeting", name=name)


def editions(work: Work, meeting_id: int) -> tuple[EditionView, ...]:
    """Every edition of a meeting: planned first, the newest of each stage first.

    Raises WrongRole, NotFound (meeting).
    """
    require_read(work)
    meeting(work, meeting_id)
    rows = work.objects(built(_of_a_meeting), meeting_id=meeting_id)
    return _views(work.session, rows.all())


def _of_a_meeting() -> Select[*tuple[Any, ...]]:
    query = _editions().where(ReportEdition.meeting_id == bindparam("meeting_id"))
    return query.order_by(ReportEdition.stage.desc(), ReportEdition.number.desc())


@dataclass(frozen=True)
class EditionName:
    """A frozen edition by meeting, stage and number."""

    meeting_id: int
    stage: Stage
    number: int


def newest(work: Work) -> Mapping[int, tuple[EditionName, ...]]:
    """The newest edition of each stage, by meeting: of planned items first. Raises WrongRole."""
    require_read(work)
    query = (
        select(ReportEdition.meeting_id, ReportEdition.stage, func.max(ReportEdition.number))
        .group_by(ReportEdition.meeting_id, ReportEdition.stage)
        .order_by(ReportEdition.meeting_id, ReportEdition.stage.desc())
    )
    found: dict[int, tuple[EditionName, ...]] = {}
    for meeting_id, stage, number in work.session.execute(query):
        one = EditionName(meeting_id, Stage(stage), number)
        found[meeting_id] = (*found.get(meeting_id, ()), one)
    return found


def edition(
    work: Work, meeting_id: int, stage: Stage | None = None, number: int | None = None
) -> EditionView:
    """One edition: of the results where any are frozen, the newest, unless asked otherwise.

    Raises WrongRole, NotFound.
    """
    require_read(work)
    query = _editions().where(ReportEdition.meeting_id == meeting_id)
    if stage:
        query = query.where(ReportEdition.stage == stage.value)
    if number is not None:
        query = query.where(ReportEdition.number == number if may_be_id(number) else false())
    ordered = query.order_by(ReportEdition.stage, ReportEdition.number.desc()).limit(1)
    row = work.session.execute(ordered).one_or_none()
    if row is None:
        raise NotFound(what="edition", name=number)
    return _views(work.session, [row])[0]


def last_edition(work: Work, meeting_id: int, stage: Stage) -> ReportEdition | None:
    """The newest edition of a stage."""
    return work.session.scalar(
        select(ReportEdition)
        .where(ReportEdition.meeting_id == meeting_id, ReportEdition.stage == stage.value)
        .order_by(ReportEdition.number.desc())
        .limit(1)
    )


def _editions() -> Select[*tuple[Any, ...]]:
    lifter = aliased(Person)
    return (
        select(
            ReportEdition,
            ReportLift,
            StoredFile.content,
            Person.name_ja,
            Person.name_en,
            lifter.name_ja.label("lifter_ja"),
            lifter.name_en.label("lifter_en"),
        )
        .join(Person, Person.id == ReportEdition.frozen_by)
        .outerjoin(StoredFile, StoredFile.sha256 == ReportEdition.snapshot_hash)
        .outerjoin(ReportLift, ReportLift.edition_id == ReportEdition.id)
        .outerjoin(lifter, lifter.id == ReportLift.lifted_by)
    )


def _views(session: Session, rows: Sequence[Row[Any]]) -> tuple[EditionView, ...]:
    files: defaultdict[int, dict[str, str]] = defaultdict(dict)
    stored = select(ReportFile).where(
        ReportFile.edition_id.in_([row.ReportEdition.id for row in rows])
    )
    for file in session.scalars(stored.order_by(ReportFile.form)) if rows else ():
        files[file.edition_id][file.form] = file.sha256
    return tuple(_view(row, files[row.ReportEdition.id]) for row in rows)


def _view(row: Row[Any], files: dict[str, str]) -> EditionView:
    frozen: ReportEdition = row.ReportEdition
    lift: ReportLift | None = row.ReportLift
    content: bytes = row.content or b""
    is_sound = not stored_fault(content, frozen.snapshot_hash)
    return EditionView(
        id=frozen.id,
        meeting_id=frozen.meeting_id,
        stage=Stage(frozen.stage),
        number=frozen.number,
        sha256=frozen.snapshot_hash,
        ledger_head=frozen.ledger_head,
        note=frozen.note,
        by=Title(row.name_ja, row.name_en),
        at=frozen.frozen_at,
        files=files,
        lift=LiftView(Title(row.lifter_ja, row.lifter_en), lift.lifted_at, lift.reason)
        if lift
        else None,
        snapshot=snapshot.read(content) if is_sound else {},
    )

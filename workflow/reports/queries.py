"""Frozen editions of reports, as they are read."""

import json
from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Select, false, select
from sqlalchemy.orm import Session, aliased

from workflow.items.reference import meeting
from workflow.models import Meeting, Person, ReportEdition, ReportFile, ReportLift, StoredFile
from workflow.models.base import may_be_id
from workflow.reports.views import EditionView, LiftView
from workflow.values.actor import Title
from workflow.values.errors import NotFound, Refusal
from workflow.values.vocabulary import Stage
from workflow.work import Work


class EditionBroken(Refusal):
    """What was stored at freezing is no longer what is there. Data: name."""

    key = "edition_broken"


def editions(work: Work, meeting_id: int) -> tuple[EditionView, ...]:
    """Every edition of a meeting: planned first, the newest of each stage first.

    Raises NotFound (meeting).
    """
    meeting(work, meeting_id)
    query = _editions().where(ReportEdition.meeting_id == meeting_id)
    rows = work.session.execute(
        query.order_by(ReportEdition.stage.desc(), ReportEdition.number.desc())
    )
    return _views(work.session, rows.all())


def edition(work: Work, meeting_id: int, stage: Stage | None, number: int | None) -> EditionView:
    """One edition: of the results where any are frozen, the newest, unless asked otherwise.

    Raises NotFound.
    """
    query = _editions().where(
        ReportEdition.meeting_id == meeting_id if may_be_id(meeting_id) else false()
    )
    if stage:
        query = query.where(ReportEdition.stage == stage.value)
    if number is not None:
        query = query.where(ReportEdition.number == number if may_be_id(number) else false())
    ordered = query.order_by(ReportEdition.stage, ReportEdition.number.desc()).limit(1)
    row = work.session.execute(ordered).one_or_none()
    if row is None:
        raise NotFound(what="edition", name=number)
    return _views(work.session, [row])[0]


def stored(work: Work, digest: str) -> bytes | None:
    """The bytes kept under a SHA-256, whatever they are now."""
    return work.session.scalar(select(StoredFile.content).where(StoredFile.sha256 == digest))


def sound(work: Work, digest: str, name: str) -> bytes:
    """The bytes kept under a SHA-256. Raises EditionBroken where they are others."""
    content = stored(work, digest)
    if content is None or sha256(content).hexdigest() != digest:
        raise EditionBroken(name=name)
    return content


def edition_of_file(work: Work, digest: str) -> tuple[int, int, Stage, int, str] | None:
    """Fiscal year and number of the meeting, stage, edition and form of a file that was frozen."""
    row = work.session.execute(
        select(
            Meeting.fiscal_year,
            Meeting.number,
            ReportEdition.stage,
            ReportEdition.number,
            ReportFile.form,
        )
        .select_from(ReportFile)
        .join(ReportEdition, ReportEdition.id == ReportFile.edition_id)
        .join(Meeting, Meeting.id == ReportEdition.meeting_id)
        .where(ReportFile.sha256 == digest)
        .order_by(ReportEdition.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1], Stage(row[2]), row[3], row[4])


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
    kept = select(ReportFile).where(
        ReportFile.edition_id.in_([row.ReportEdition.id for row in rows])
    )
    for file in session.scalars(kept.order_by(ReportFile.form)):
        files[file.edition_id][file.form] = file.sha256
    return tuple(_view(row, files[row.ReportEdition.id]) for row in rows)


def _view(row: Row[Any], files: dict[str, str]) -> EditionView:
    kept: ReportEdition = row.ReportEdition
    lift: ReportLift | None = row.ReportLift
    content: bytes = row.content or b""
    is_sound = sha256(content).hexdigest() == kept.snapshot_hash
    return EditionView(
        id=kept.id,
        meeting_id=kept.meeting_id,
        stage=Stage(kept.stage),
        number=kept.number,
        sha256=kept.snapshot_hash,
        ledger_head=kept.ledger_head,
        note=kept.note,
        by=Title(row.name_ja, row.name_en),
        at=kept.frozen_at,
        files=files,
        lift=LiftView(Title(row.lifter_ja, row.lifter_en), lift.lifted_at, lift.reason)
        if lift
        else None,
        snapshot=json.loads(content) if is_sound else {},
    )

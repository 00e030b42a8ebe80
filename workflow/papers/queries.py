"""One's own papers: how far they are, and the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from workflow.documents import Document, Progress, progress
from workflow.models import Paper, PaperPiece
from workflow.models.base import may_be_id
from workflow.papers import policy
from workflow.values.errors import NotFound
from workflow.work import Work


@dataclass(frozen=True)
class PaperView:
    """A paper that was asked for; without a name and finished means that it could not be made."""

    id: int
    kind: str
    form: str
    count: int
    asked_at: datetime
    begun_at: datetime | None
    finished_at: datetime | None
    name: str
    media_type: str

    @property
    def is_there(self) -> bool:
        """Whether it can be fetched."""
        return bool(self.finished_at and self.name)

    @property
    def has_failed(self) -> bool:
        """Whether it could not be made."""
        return bool(self.finished_at and not self.name)


def paper(work: Work, paper_id: int) -> PaperView:
    """One's own paper. Raises NotFound, for another's too."""
    found = work.session.execute(_own(work).where(Paper.id == _known(paper_id))).one_or_none()
    if found is None or not _may_fetch(work, found):
        raise NotFound(what="paper")
    return _view(found)


def own(work: Work) -> tuple[PaperView, ...]:
    """All of one's own papers, the newest first; none of a role that has ended since."""
    rows = work.session.execute(_own(work).order_by(Paper.id.desc()))
    return tuple(_view(row) for row in rows if _may_fetch(work, row))


def progress_of(work: Work, paper_id: int) -> Progress | None:
    """How far one's own paper is; None before it is begun and once it is finished."""
    return progress.of(work, job_of(paper_id))


def job_of(paper_id: int) -> str:
    """Under what its progress is kept."""
    return f"paper-{paper_id}"


def fetch(work: Work, paper_id: int) -> Document:
    """The file. Raises NotFound while there is none, as `paper` does."""
    found = paper(work, paper_id)
    if not found.is_there:
        raise NotFound(what="paper")
    return Document(found.name, found.media_type, b"".join(_pieces(work, paper_id)))


def _pieces(work: Work, paper_id: int) -> Iterator[bytes]:
    """The pieces of a file, one a statement: a connection keeps room for its largest answer."""
    one = select(PaperPiece.content).where(PaperPiece.paper_id == paper_id)
    place = 0
    while (piece := work.session.scalar(one.where(PaperPiece.place == place))) is not None:
        yield piece
        place += 1


def _own(work: Work) -> Select[*tuple[Any, ...]]:
    return select(
        Paper.id,
        Paper.kind,
        Paper.form,
        Paper.count,
        Paper.asked_at,
        Paper.begun_at,
        Paper.finished_at,
        Paper.name,
        Paper.media_type,
        Paper.wanted,
    ).where(Paper.person_id == work.person.person_id)


def _may_fetch(work: Work, row: Row[*tuple[Any, ...]]) -> bool:
    return policy.may_fetch(work.person, row.wanted)


def _view(row: Row[*tuple[Any, ...]]) -> PaperView:
    return PaperView(*row[:-1])


def _known(paper_id: int) -> int:
    if not may_be_id(paper_id):
        raise NotFound(what="paper")
    return paper_id

"""The steps of a year's undertakings as rows of a file: columns and cells."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select

from workflow.models import Person, Undertaking, UndertakingStep
from workflow.undertakings import queries
from workflow.undertakings.policy import require_writer
from workflow.undertakings.views import StepView
from workflow.values.promotion import QUARTERS, STATE_WORDS, StepState
from workflow.work import Work

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("工程番号", "番号", "No.", "NO", "No"),
    "undertaking": ("取組事項", "取組", "取組名"),
    "quarter": ("四半期", "時期"),
    "mark": ("記号", "印"),
    "text": ("工程", "内容", "工程名"),
    "cycle_ids": ("予算", "予算サイクル"),
    "begins_on": ("開始日", "着手日", "開始"),
    "due_on": ("期限", "予定日", "完了予定日"),
    "people": ("担当者", "担当"),
    "state": ("状況", "状態", "進捗"),
    "done_on": ("完了日", "実施日"),
    "said": ("報告", "経過", "進捗状況", "備考"),
}
"""By column the words that may stand over it; the first is what is written."""

NEEDED: Final = ("undertaking", "text")

STAMP: Final = "steps-1"
"""What the hidden sheet says it is about."""


@dataclass(frozen=True)
class StepDraft:
    """A step as a row says it; `people` are login IDs, `undertaking` an id."""

    undertaking: int
    quarter: int = 0
    mark: str = ""
    text: str = ""
    cycle_ids: tuple[str, ...] = ()
    begins_on: date | None = None
    due_on: date | None = None
    people: tuple[str, ...] = ()
    state: StepState = StepState.PLANNED
    done_on: date | None = None
    said: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The columns but the number."""
        return asdict(self)


@dataclass(frozen=True)
class FileRow:
    """A step with the title of its undertaking, and its people as a cell names them."""

    step_id: int
    title: str
    draft: StepDraft
    named: tuple[str, ...]

    @property
    def cells(self) -> tuple[str | int | None, ...]:
        """What stands in the columns."""
        shown = replace(self.draft, people=self.named)
        said = {name: cell(name, value) for name, value in shown.values.items()}
        return (self.step_id, self.title, *(said[name] for name in HEADINGS if name in _SAID))

    @property
    def stamp(self) -> Mapping[str, str]:
        """What the hidden sheet keeps of it."""
        return stamp_of(self.draft)


_SAID: Final = frozenset(HEADINGS) - {"number", "undertaking"}


def cell(name: str, value: Any) -> str:
    """What stands in a cell for a value of a column, but that of the undertaking."""
    if name == "quarter":
        return QUARTERS[value - 1] if value else ""
    if name == "state":
        return STATE_WORDS[value]
    if isinstance(value, date):
        return value.isoformat()
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def file_rows(work: Work, fiscal_year: int) -> tuple[FileRow, ...]:
    """The steps of a year's undertakings, in the order of 資料1-3. Raises WrongRole."""
    require_writer(work.actor)
    found = queries.steps(work, *on_paper(fiscal_year))
    alike = _alike(work, {one.name.ja for step in found for one in step.people})
    return tuple(
        FileRow(
            step.id,
            step.undertaking,
            draft_of(step),
            tuple(p.login if p.name.ja in alike else p.name.ja for p in step.people),
        )
        for step in found
    )


def hold(work: Work, fiscal_year: int) -> None:
    """Keep others from changing a year's undertakings and steps: first those, then these."""
    on_it = on_paper(fiscal_year)
    latest = {"populate_existing": True}
    rows = select(Undertaking).where(*on_it).order_by(Undertaking.position)
    work.session.execute(rows.with_for_update(key_share=True).execution_options(**latest))
    found = (
        select(UndertakingStep)
        .join(Undertaking, Undertaking.id == UndertakingStep.undertaking_id)
        .where(*on_it, UndertakingStep.removed_at.is_(None))
        .order_by(UndertakingStep.id)
        .with_for_update(of=UndertakingStep)
    )
    work.session.execute(found.execution_options(**latest))


def on_paper(fiscal_year: int) -> tuple[Any, ...]:
    """The undertakings of a year that are on its paper, as conditions."""
    return Undertaking.fiscal_year == fiscal_year, Undertaking.removed_at.is_(None)


def draft_of(step: StepView) -> StepDraft:
    """A step as a row would say it."""
    return StepDraft(
        undertaking=step.undertaking_id,
        quarter=step.quarter,
        mark=step.mark.value,
        text=step.text,
        cycle_ids=step.cycle_ids,
        begins_on=step.begins_on,
        due_on=step.due_on,
        people=tuple(sorted(one.login for one in step.people)),
        state=step.state,
        done_on=step.done_on,
        said=step.said,
    )


def stamp_of(draft: StepDraft) -> dict[str, str]:
    """What the hidden sheet keeps of a step: its cells, with people by login."""
    said = {name: cell(name, value) for name, value in draft.values.items() if name in _SAID}
    return said | {"undertaking": str(draft.undertaking)}


def _alike(work: Work, names: set[str]) -> frozenset[str]:
    """Names that do not say which person is meant: nobody active has them, or several do."""
    query: Any = (
        select(Person.name_ja)
        .where(Person.active, Person.name_ja.in_(names))
        .group_by(Person.name_ja)
        .having(func.count() == 1)
    )
    return frozenset(names) - set(work.session.scalars(query)) if names else frozenset()

"""資料1-6 is made of a report: its rows in words, numbered, in groups, with their sums."""

from collections.abc import Iterable
from itertools import groupby

from workflow.documents.columns import as_of
from workflow.documents.listing import (
    STAGES,
    WITHOUT_LINES,
    BudgetSums,
    Entry,
    Group,
    Line,
    Listing,
    SumsBy,
)
from workflow.documents.queries import Report, Summed
from workflow.items.list_views import ItemRow
from workflow.items.reference import CycleView
from workflow.values.office import Office
from workflow.values.vocabulary import Stage


def listing(report: Report, paper: str | None = None) -> Listing:
    """The paper of a report, rows numbered from 1 in the report's order.

    `paper` is its number on the agenda; the office's own where it has none.
    """
    numbered = list(enumerate(report.rows, start=1))
    by_department = groupby(numbered, key=lambda pair: (pair[1].cycle_id, pair[1].department_code))
    names = {one.id: one.title.ja for one in report.cycles} if report.has_several_budgets else {}
    return Listing(
        title=title(report, STAGES[report.stage]),
        stage=report.stage,
        paper=paper or report.office.list_number,
        groups=tuple(
            _group(list(pairs), names.get(cycle_id, "")) for (cycle_id, _), pairs in by_department
        ),
        kyen=report.total.kyen,
        by_field=_fields(report),
        by_funding=tuple(_funding(report, report.office)),
        office=report.office.name.ja,
        as_of=as_of(report.on) if report.on else "",
        counted=counted(report),
        budgets=tuple(
            BudgetSums(one.cycle.title.ja, _fields(one), tuple(_funding(one, report.office)))
            for one in report.budgets
            if report.has_several_budgets
        ),
        verdicts=report.verdicts,
    )


def counted(report: Report) -> str:
    """総務部の分、未提出 1 件を含む: what the sum of a list is a sum of; "" where it is plain."""
    whose = "・".join(department.ja for department in report.whose)
    drafts = f"未提出 {report.drafts} 件を含む" if report.drafts else ""
    if not drafts and report.submitted_only and report.stage is Stage.PLANNED:
        drafts = "未提出を除く"
    return "、".join(filter(None, (whose and f"{whose}の分", drafts)))


def title(report: Report, kind: str) -> str:
    """令和3年度9月補正予算（デジタル化関連事業）検討予定一覧; for a meeting with its number.

    `kind` is the last word of it.
    """
    meeting = f"{report.office.numbered_meeting(report.meeting.number)} " if report.meeting else ""
    return f"{meeting}{title_of_budgets(report.cycles, kind)}"


def title_of_budgets(cycles: Iterable[CycleView], kind: str) -> str:
    """令和3年度9月補正予算（デジタル化関連事業）検討予定一覧."""
    return f"{'・'.join(one.title.ja for one in cycles)}（デジタル化関連事業）{kind}"


def line(number: int, row: ItemRow) -> Line:
    """One row as it is printed; joint departments after the lead, as 総務部・企画振興部."""
    departments = (row.department, *row.joint_departments)
    return Line(
        no=number,
        department="・".join(department.ja for department in departments),
        section=row.section,
        field=row.field_title.ja if row.field_title else "",
        category=row.category.ja if row.category else "",
        name=row.name,
        amount_kyen=row.amount_kyen,
        funding=row.funding,
        summary=row.summary,
        state=row.state_title.ja,
        verdict=row.verdict.ja if row.verdict else "",
        number=row.number or "",
    )


def _group(pairs: list[tuple[int, ItemRow]], budget: str) -> Group:
    return Group(
        budget=budget,
        department=pairs[0][1].department.ja,
        entries=tuple(Entry(line(number, row), _opinion(row)) for number, row in pairs),
        kyen=sum(row.amount_kyen or 0 for _, row in pairs),
    )


def _opinion(row: ItemRow) -> str:
    conditions = f"【条件】{row.conditions}" if row.conditions else ""
    return "\n".join(part for part in (row.findings, conditions) if part)


def _fields(found: Summed[ItemRow]) -> SumsBy:
    titles = found.field_titles
    return tuple((titles[field].ja, sums.kyen) for field, sums in found.by_field.items())


def _funding(found: Summed[ItemRow], office: Office) -> Iterable[tuple[str, int]]:
    """The structured lines by source, and what no line accounts for, so that they sum up.

    Nothing where there are no lines at all: each row says its funding in its own words.
    """
    if not found.by_funding:
        return
    for source, kyen in found.by_funding.items():
        yield office.source(source).ja, kyen
    if found.kyen_without_lines:
        yield WITHOUT_LINES, found.kyen_without_lines

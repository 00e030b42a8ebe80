"""A year's record of the advisors as a workbook or csv: a line for each request."""

from collections.abc import Iterator
from typing import Final

from workflow import advice
from workflow.advice import AdviceView, AdvisorYear, Expertise
from workflow.documents.columns import day, day_of
from workflow.documents.goals_forms import Table, table_file
from workflow.documents.rendering import Document
from workflow.values.fiscal import era_year
from workflow.values.period import Period
from workflow.work import Work

HEADINGS: Final = (
    "助言者", "委嘱期間", "分野", "依頼日", "部局・課", "事業名", "依頼の内容", "期限", "助言日",
    "助言",
)  # fmt: skip
WIDTHS: Final = (18, 26, 18, 14, 26, 34, 40, 14, 14, 60)


def advisors_record_document(work: Work, year: int, form: str) -> Document:
    """The record of a fiscal year as `xlsx` or `csv`; an advisor who was not asked has one line.

    Raises NotSignedIn, WrongRole, NotFound (form).
    """
    rows = tuple(line for one in advice.year_record(work, year) for line in _lines(one))
    name = f"{era_year(year)}DX推進アドバイザー活動記録"
    return table_file(Table(name, HEADINGS, WIDTHS, rows), form)


def _lines(one: AdvisorYear) -> Iterator[tuple[str, ...]]:
    about = (
        one.name.ja,
        "\n".join(map(_term, one.terms)),
        "\n".join(map(_field, one.expertise)),
    )
    for request in one.asked:
        yield (*about, *_request(request))
    if not one.asked:
        yield (*about, *("" for _ in HEADINGS[len(about) :]))


def _request(one: AdviceView) -> tuple[str, ...]:
    return (
        day_of(one.asked_at),
        f"{one.department.ja} {one.section}".rstrip(),
        one.item_name,
        one.question,
        day(one.due_on),
        day_of(one.latest.at) if one.latest else "",
        one.latest.text if one.latest else ("取下げ" if one.withdrawn_at else ""),
    )


def _term(term: Period) -> str:
    if term == Period():
        return "定めなし"
    first = day(term.from_on) if term.from_on else ""
    return f"{first}～{day(term.until_on) if term.until_on else ''}"


def _field(one: Expertise) -> str:
    if one.field_title:
        return one.field_title.ja
    return one.department.ja if one.department else "ゼネラリスト"

"""What the evaluators of a cycle came to, on paper and as a table."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from workflow import evaluation, items, office
from workflow.documents.columns import as_of
from workflow.documents.plain_tables import (
    TEMPLATE,
    Row,
    Table,
    heading,
    paper_file,
    printed_row,
    table_file,
)
from workflow.documents.rendering import Document
from workflow.documents.typesetting import typeset
from workflow.evaluation import Average, Summary, SummaryRow
from workflow.values.actor import Title
from workflow.work import Work

NAME: Final = "評価の集計"
NOTHING: Final = "評価する案件はありません。"
HIDDEN: Final = "（採点は評価者と確定担当だけに表示）"
HIDDEN_SO_FAR: Final = "（自分の評価票を提出し、ほかの評価票を見るまで非表示）"
MISSED: Final = "（自分の評価票を提出していないため非表示）"
FIRST: Final = {"番号": 14, "事業名": 44, "部局・課": 26}
LAST: Final = {"提出": 8, "平均": 8, "合計": 10, "最小": 8, "最大": 8, "標準偏差": 10, "評価案": 24}
PRINTED: Final = {"番号": 24, "事業名": 0, "部局・課": 40, "提出": 12}
FIGURES: Final = {"平均": 13, "合計": 13, "最小–最大": 22, "標準偏差": 18, "評価案": 38}


def scores_document(work: Work, cycle_id: str, form: str) -> Document:
    """The evaluation of a cycle as `pdf`, `xlsx` or `csv`.

    Raises WrongRole, and NotFound for another cycle or form.
    """
    cycle = items.cycle(work, cycle_id)
    found = evaluation.summary(work, cycle_id)
    masters = items.masters(work, cycle.fiscal_year)
    verdicts = {one.code: one.title for one in masters.verdicts}
    name, whose = f"{cycle.title.ja}_{NAME}", office.office(work).name.ja
    if form != "pdf":
        headings = {**FIRST, **{_criterion(one): 12 for one in found.criteria}, **LAST}
        rows = tuple(_line(one, found, verdicts) for one in found.rows)
        table = Table(name, tuple(headings), tuple(headings.values()), rows, lead=2, office=whose)
        return table_file(table, form, on=work.today)
    printed = _printed(cycle.title, found, verdicts, work.today)
    return paper_file(name, form, typeset(TEMPLATE, {**printed, "office": whose})).as_of(work.today)


def _criterion(one: evaluation.CriterionText) -> str:
    return f"{one.title.ja}（重み{one.weight}）"


def _line(one: SummaryRow, found: Summary, verdicts: Mapping[str, Title]) -> Row:
    seen = one.averages
    by_criterion = seen.by_criterion if seen else {}
    overall = seen.overall if seen else None
    return (
        one.row.number or "",
        one.row.name,
        _place(one),
        *(_mean(by_criterion.get(criterion.code)) for criterion in found.criteria),
        f"{one.submitted}/{one.expected}",
        _mean(overall),
        _mean(seen.total if seen else None),
        overall.least if overall else None,
        overall.most if overall else None,
        overall.deviation if overall else None,
        _hidden(one) if seen is None else _proposed(seen.verdicts, verdicts),
    )


def _hidden(one: SummaryRow) -> str:
    if one.is_missed:
        return MISSED
    return HIDDEN_SO_FAR if one.is_seen_later else HIDDEN


def _place(one: SummaryRow) -> str:
    return f"{one.row.department.ja} {one.row.section}".rstrip()


def _mean(of: Average | None) -> Decimal | None:
    return of.mean if of else None


def _proposed(counts: Mapping[str, int], verdicts: Mapping[str, Title]) -> str:
    named = ((verdicts[code].ja if code in verdicts else code, n) for code, n in counts.items())
    return "、".join(f"{name} {count}" for name, count in named)


def _printed(
    cycle: Title, found: Summary, verdicts: Mapping[str, Title], on: date
) -> dict[str, object]:
    weights = "、".join(f"{one.title.ja} {one.weight}" for one in found.criteria)
    return {
        "title": f"{cycle.ja}　{NAME}",
        "subtitle": found.session.ja if found.session else "",
        "counts": f"{len(found.rows)}件　尺度 {'・'.join(found.scale.words)}　重み {weights}",
        "date": as_of(on),
        "widths": [*PRINTED.values(), *FIGURES.values()],
        "headings": [heading(text) for text in (*PRINTED, *FIGURES)],
        "rows": [printed_row(_cells(one, verdicts)) for one in found.rows],
        "nothing": NOTHING,
    }


def _cells(one: SummaryRow, verdicts: Mapping[str, Title]) -> list[str]:
    first = [one.row.number or "", one.row.name, _place(one), f"{one.submitted}/{one.expected}"]
    seen = one.averages
    if seen is None:
        return [*first, "", "", "", "", _hidden(one)]
    if seen.overall is None:
        return [*first, "", "", "", "", _proposed(seen.verdicts, verdicts)]
    overall = seen.overall
    return [
        *first,
        str(overall.mean),
        str(seen.total.mean) if seen.total else "",
        f"{overall.least}–{overall.most}",
        str(overall.deviation),
        _proposed(seen.verdicts, verdicts),
    ]

"""Papers that are one plain table: advisors' record, comments, inventory, steps of a year."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from workflow import advice, office, systems, undertakings
from workflow.advice import AdviceView, AdvisorYear, Expertise
from workflow.documents.columns import day, day_of
from workflow.documents.plain_tables import Table, table_file
from workflow.documents.rendering import Document
from workflow.files.headed import MARK, stamped
from workflow.systems import Decision, SystemDraft, SystemFilter, SystemRow
from workflow.undertakings import CommentView
from workflow.values.days import Period
from workflow.values.fiscal import era_year, fiscal_year
from workflow.values.promotion import CommentOutcome, DocumentStage
from workflow.values.systems import ENTRIES
from workflow.work import Work

ADVISOR_HEADINGS: Final = (
    "助言者", "委嘱期間", "分野", "依頼日", "部局・課", "事業名", "依頼の内容", "期限", "助言日",
    "助言",
)  # fmt: skip
ADVISOR_WIDTHS: Final = (18, 26, 18, 14, 26, 34, 40, 14, 14, 60)


def advisors_record_document(work: Work, year: int, form: str) -> Document:
    """The record of a fiscal year as `xlsx` or `csv`; an advisor who was not asked has one line.

    Raises NotSignedIn, WrongRole, NotFound (form).
    """
    rows = tuple(line for one in advice.year_record(work, year) for line in _advisor_lines(one))
    name = f"{era_year(year)}DX推進アドバイザー活動記録"
    table = Table(name, ADVISOR_HEADINGS, ADVISOR_WIDTHS, rows, office=_whose(work))
    return table_file(table, form, on=work.today)


def _whose(work: Work) -> str:
    return office.office(work).name.ja


def _advisor_lines(one: AdvisorYear) -> Iterator[tuple[str, ...]]:
    about = (
        one.name.ja,
        "\n".join(map(_term, one.terms)),
        "\n".join(map(_field, one.expertise)),
    )
    for request in one.asked:
        yield (*about, *_request(request))
    if not one.asked:
        yield (*about, *("" for _ in ADVISOR_HEADINGS[len(about) :]))


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


# --------------------------------------------------------------------- 意見と県の考え方


STAGES: Final = {
    DocumentStage.OUTLINE: "骨子案",
    DocumentStage.DRAFT: "素案",
    DocumentStage.PROPOSAL: "案",
    DocumentStage.ADOPTED: "策定",
}
OUTCOMES: Final = {
    CommentOutcome.TAKEN_UP: "反映する",
    CommentOutcome.PARTLY: "一部を反映する",
    CommentOutcome.THERE_ALREADY: "既に盛り込んでいる",
    CommentOutcome.NOTED: "今後の参考とする",
    CommentOutcome.DECLINED: "反映しない",
}
COMMENT_HEADINGS: Final = ("番号", "意見をした人", "受けた日", "意見", "対応", "考え方")
COMMENT_WIDTHS: Final = (6, 24, 16, 60, 18, 60)


def comments_document(work: Work, document_id: int, form: str) -> Document:
    """The comments on a version of a document with their answers, as `xlsx` or `csv`.

    Raises NotSignedIn, NotFound (document, form).
    """
    found, comments = undertakings.document(work, document_id)
    name = f"{found.title}（{STAGES[found.stage]} 第{found.version}版）への意見と考え方"
    rows = tuple(_comment_line(number, one) for number, one in enumerate(comments, 1))
    table = Table(name, COMMENT_HEADINGS, COMMENT_WIDTHS, rows, office=_whose(work))
    return table_file(table, form, on=work.today)


def _comment_line(number: int, one: CommentView) -> tuple[str | int, ...]:
    outcome = OUTCOMES[one.outcome] if one.outcome else ""
    return (number, one.said_by, day(one.received_on), one.text, outcome, one.answer)


# ----------------------------------------------------- the inventory of systems


SYSTEMS_NAME: Final = "システム台帳"
SYSTEM_WIDTHS: Final[Mapping[str, int]] = {
    "number": 6, "department": 14, "section": 16, "name": 28, "purpose": 36, "vendor": 20,
    "networks": 14, "holds": 24, "interfaces": 28, "task": 14, "merges_into": 24,
    "reasons": 30,
}  # fmt: skip
OTHERS_WIDE: Final = 12


def systems_document(work: Work, wanted: SystemFilter, form: str) -> Document:
    """What a filter leaves of the inventory, as `xlsx` or `csv`. Raises NotFound for another."""
    until = fiscal_year(work.today)
    headings = systems.headings(until)
    rows = systems.written_rows(work, wanted)
    return table_file(
        Table(
            SYSTEMS_NAME,
            (*(words[0] for words in headings.values()), *systems.SHOWN_ONLY),
            (
                *(SYSTEM_WIDTHS.get(name, OTHERS_WIDE) for name in headings),
                *(OTHERS_WIDE for _name in systems.SHOWN_ONLY),
            ),
            tuple(_system_row(*each, headings) for each in rows),
            office=_whose(work),
            lead=4,
        ),
        form,
        on=work.today,
    )


def _system_row(
    row: SystemRow, draft: SystemDraft, decision: Decision, headings: Mapping[str, Any]
) -> tuple[str | int | None, ...]:
    said = {
        name: _DECIDED[name](decision) if name in _DECIDED else _cell(name)(draft)
        for name in headings
        if name != "number"
    }
    said["department"] = row.department.ja
    return (row.id, *said.values(), ENTRIES[type(row.state)][row.state], _day(row.answer_by))


def _cell(name: str) -> Callable[[SystemDraft], Any]:
    return _CELLS.get(name, _plain(name))


def _plain(name: str) -> Callable[[SystemDraft], Any]:
    if name.startswith(systems.COST):
        return lambda draft: draft.costs.get(int(name.removeprefix(systems.COST)))
    return lambda draft: getattr(draft, name)


def _word(name: str) -> Callable[[Any], str]:
    def said(written: Any) -> str:
        value = getattr(written, name)
        return ENTRIES[type(value)][value] if value else ""

    return said


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


_CELLS: Final[Mapping[str, Callable[[SystemDraft], Any]]] = {
    **{name: _word(name) for name in ("form", "personal_data", "hosting", "task")},
    "networks": lambda draft: "、".join(ENTRIES[type(one)][one] for one in draft.networks),
    "contract_from": lambda draft: _day(draft.contract_from),
    "contract_until": lambda draft: _day(draft.contract_until),
    "support_until": lambda draft: _day(draft.support_until),
    "interfaces": lambda draft: "\n".join(draft.interfaces),
}
_DECIDED: Final[Mapping[str, Callable[[Decision], Any]]] = {
    "assessment": _word("assessment"),
    "act_by": lambda decision: _day(decision.act_by),
    "merges_into": lambda decision: decision.merges_into,
    "reasons": lambda decision: decision.reasons,
}


# ---------------------------------------------------- the steps of undertakings


STEP_WIDTHS: Final[Mapping[str, int]] = {
    "undertaking": 28, "text": 28, "people": 20, "cycle_ids": 14, "said": 36, "mark": 5,
}  # fmt: skip
OTHER_STEPS_WIDE: Final = 11


def steps_document(work: Work, fiscal_year: int, form: str) -> Document:
    """The steps of a year, as `xlsx` or `csv`. Raises WrongRole; NotFound for another form."""
    rows = undertakings.file_rows(work, fiscal_year)
    headings = undertakings.HEADINGS
    return table_file(
        Table(
            f"{era_year(fiscal_year)}_取組の工程",
            tuple(words[0] for words in headings.values()),
            tuple(STEP_WIDTHS.get(name, OTHER_STEPS_WIDE) for name in headings),
            tuple(one.cells for one in rows),
            office=_whose(work),
            stamps=(
                (MARK, undertakings.STAMP),
                *(stamped([str(one.step_id)], one.stamp) for one in rows),
            ),
        ),
        form,
        on=work.today,
    )

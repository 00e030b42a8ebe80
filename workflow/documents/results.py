"""結果通知: the letter by which a department is told what became of its items."""

from collections.abc import Mapping
from typing import Any, Final

from workflow.documents import columns, writer_process
from workflow.documents.rendering import PDF, Document
from workflow.documents.result_queries import ResultNotice
from workflow.documents.typesetting import breakable, fitted, lines_of, typeset
from workflow.items.list_views import ItemRow
from workflow.values.money import format_kyen

TEMPLATE: Final = "result_notice.typ"
MOST_LINES: Final = 40
"""Of an item that is never torn between pages."""
IN_A_LINE: Final = 25
"""Letters, of what is said of an item."""
WIDEST_AMOUNT: Final = 11
HEADINGS: Final = ("NO.", "課室名", "事業（事業内訳）名", "事業費\n（千円）", "評価区分")
SUBJECT: Final = "事前協議の結果について（通知）"
GREETING: Final = (
    "　このことについて、協議のありました事業の評価結果は下記のとおりですので、お知らせします。"
)
CONSULTED: Final = (
    "　このことについて、協議のありました事業につきましては、下記のとおり協議を終えましたので、"
    "お知らせします。"
)
WITH_CONDITIONS: Final = (
    "　条件を付した事業につきましては、その対応の状況を{center}へ御報告くださいますよう"
    "お願いします。"
)
ONLY_AN_OPINION: Final = (
    "　なお、この結果は、予算編成に先立つ事前協議における意見をお示しするものであり、"
    "予算計上の可否を決定するものではありません。"
)


def file_name(notice: ResultNotice) -> str:
    """結果通知_健康福祉部_令和3年度9月補正予算.pdf; of one item with its number."""
    named = [notice.department.ja, notice.cycle.title.ja]
    if notice.is_of_one_item:
        named.append(notice.rows[0].number or notice.rows[0].name)
    return f"結果通知_{'_'.join(named)}.pdf"


def result_file(notice: ResultNotice) -> Document:
    """The letter, with verdict, findings and conditions of every item and the sum."""
    return Document(
        file_name(notice), PDF, writer_process.written(_letter, content(notice), len(notice.rows))
    )


def _letter(content: Mapping[str, Any]) -> bytes:
    return typeset(TEMPLATE, content)


def content(notice: ResultNotice) -> dict[str, Any]:
    """What the template reads: texts only."""
    sections = list(dict.fromkeys(row.section for row in notice.rows if row.section))
    with_conditions = WITH_CONDITIONS.format(center=notice.office.center.ja)
    has_conditions = any(row.conditions for row in notice.rows)
    return {
        "title": f"{notice.cycle.title.ja}（デジタル化関連事業）に係る{SUBJECT}",
        "office": notice.office.name.ja,
        "date": columns.day(notice.on),
        "addressee": f"{head_of(notice.department.ja)}　{notice.office.honorific}",
        "sections": f"（{'、'.join(sections)}）" if sections else "",
        "sender": notice.office.signs,
        "inquiries": breakable(notice.office.inquiries),
        "logo": _logo(notice),
        "paragraphs": [
            CONSULTED if notice.is_consultation else GREETING,
            *([with_conditions] if has_conditions else []), ONLY_AN_OPINION,
        ],
        "headings": (*HEADINGS[:-1], "結果") if notice.is_consultation else HEADINGS,
        "rows": [
            _row(number, row, notice.opinions.get(row.id, ""))
            for number, row in enumerate(notice.rows, start=1)
        ],
        "total": _amount(sum(row.amount_kyen or 0 for row in notice.rows)),
    }  # fmt: skip


def _logo(notice: ResultNotice) -> dict[str, Any] | None:
    """The office's picture as the template takes it: its bytes as numbers."""
    if notice.logo is None:
        return None
    form = "png" if notice.logo.media_type == "image/png" else "svg"
    return {"content": list(notice.logo.content), "format": form, "alt": notice.office.name.ja}


_HEADS: Final = {
    "教育委員会": "教育長",
    "教育庁": "教育長",
    "消防本部": "消防長",
    "委員会": "委員会委員長",
    "庁": "長",
}
"""What departments end in whose heads are not called after the whole of it."""


def head_of(department: str) -> str:
    """Whom a letter to a department is addressed to: 総務部長, 教育長, 警察本部長."""
    for called, head in _HEADS.items():
        if department.endswith(called):
            return department.removesuffix(called) + head
    return f"{department}長"


def _row(number: int, row: ItemRow, opinion: str) -> dict[str, Any]:
    joint = "・".join(title.ja for title in row.joint_departments)
    name = "\n".join(filter(None, (row.name, joint and f"（{joint}と共同）", row.number)))
    amount = "" if row.amount_kyen is None else _amount(row.amount_kyen)
    said = (("所見", row.findings), ("条件", row.conditions), ("審査意見", opinion))
    return {
        "cells": [
            str(number),
            breakable(row.section),
            breakable(name),
            amount,
            row.verdict.ja if row.verdict else row.state_title.ja,
        ],
        "long": sum(lines_of(text, IN_A_LINE) for _label, text in said) > MOST_LINES,
        "said": [[label, breakable(text)] for label, text in said if text],
    }


def _amount(kyen: int) -> str | dict[str, Any]:
    return fitted(format_kyen(kyen), WIDEST_AMOUNT)

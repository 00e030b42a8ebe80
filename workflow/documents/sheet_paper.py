"""An item on paper: its sheet, what was said and what happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from workflow.attachments import AttachmentView
from workflow.documents import columns
from workflow.documents.threads_part import printed
from workflow.documents.typesetting import breakable, typeset
from workflow.items.views import ItemDetail, Move
from workflow.threads.views import ThreadView
from workflow.values.money import format_kyen
from workflow.values.office import Office
from workflow.values.paper_words import HEADINGS, heading, role_word
from workflow.values.sheet import FundingLine, Group, Kind, Sheet, is_own
from workflow.values.sizes import SizeUnit, in_units
from workflow.values.vocabulary import Action, AnyRole, Role, role_place

TEMPLATE: Final = "item_paper.typ"
TITLE: Final = "事前協議書"
NO_NAME: Final = "（名称未入力）"
IN_THE_HEAD: Final = frozenset({"section", "amount_confirmed"})
"""Said by the first rows of the paper, or of no use on it."""
SHORT: Final = 20
"""A value of so many characters shares its row with another."""


@dataclass(frozen=True)
class SheetFacts:
    """What the paper of an item is made of, beside the item itself.

    `goals` are the titles of the year's goals; `doers` the roles that each action belongs to
    in the item's process; `cycles` the titles of those it may have been carried between.
    """

    goals: Mapping[int, str]
    doers: Mapping[str, frozenset[AnyRole]]
    cycles: Mapping[str, str]
    office: Office = Office()
    files: tuple[AttachmentView, ...] = ()
    """The attached files, in the order of the item's page."""
    threads: tuple[ThreadView, ...] = ()
    """The open questions to print at the end; none where they were not asked for."""


def file_name(item: ItemDetail) -> str:
    """事前協議書_9補-健康福祉-001_急性期診療ネットワーク推進事業_第2回提出.pdf."""
    row = item.row
    named = (TITLE, row.number, row.name or str(row.id), revision(item))
    return f"{'_'.join(filter(None, named))}.pdf"


def write(item: ItemDetail, facts: SheetFacts) -> bytes:
    """Every filled-in field in its group, the funding lines, the evaluation, the history."""
    return typeset(TEMPLATE, content(item, facts))


def content(item: ItemDetail, facts: SheetFacts) -> dict[str, Any]:
    """What the template reads: texts only."""
    row = item.row
    return {
        "title": TITLE,
        "office": facts.office.name.ja,
        "name": row.name or NO_NAME,
        "cycle": item.cycle.title.ja,
        "state": row.state_title.ja,
        "revision": revision(item),
        "head": _head(item),
        "groups": [
            part
            for group in Group
            if (part := _group(item, group, facts))["rows"] or part["funding"]
        ],
        "files": [_file(one) for one in facts.files],
        "evaluation": _evaluation(item),
        "threads": [printed(one, facts.office) for one in facts.threads],
        "moves": [_move(move, item, facts) for move in item.moves],
        "hash": item.content_hash,
    }


def revision(item: ItemDetail) -> str:
    """第2回提出; not yet submitted, and what was changed since, are said."""
    if not item.revisions:
        return "未提出"
    last = item.revisions[-1]
    changed = "" if last.content_hash == item.content_hash else "（提出後に修正中）"
    return f"第{last.number}回提出{changed}"


def _head(item: ItemDetail) -> list[list[str]]:
    departments = (item.row.department, *item.row.joint_departments)
    names = (
        *([(HEADINGS["number"], item.row.number)] if item.row.number else []),
        (HEADINGS["department"], "・".join(title.ja for title in departments)),
        (HEADINGS["section"], item.row.section),
    )
    return _paired((label, breakable(name), len(name) > SHORT) for label, name in names)


def _group(item: ItemDetail, group: Group, facts: SheetFacts) -> dict[str, Any]:
    return {
        "title": columns.GROUPS[group],
        "rows": _paired(_facts(item, group, facts)),
        "funding": _funding(item.sheet, facts.office) if group is Group.MONEY else None,
    }


def _facts(item: ItemDetail, group: Group, facts: SheetFacts) -> list[tuple[str, str, bool]]:
    """Label, value, and whether it is long; the funding lines have a table of their own."""
    sheet, found = item.sheet, []
    for name, spec in facts.office.specs.items():
        if spec.group is not group or name in IN_THE_HEAD or sheet.is_empty(name):
            continue
        if spec.kind is Kind.FUNDING:
            continue
        if is_own(name):
            text = facts.office.own_fields[name].shown(sheet.said(name))
        else:
            text = _named(name, item, facts.goals) or value(getattr(sheet, name), facts.office)
        is_long = spec.kind is Kind.BLOCK or name == "name" or len(text) > SHORT
        found.append((heading(name, facts.office), breakable(text), is_long))
    return found


def _paired(facts: Iterable[tuple[str, str, bool]]) -> list[list[str]]:
    """Rows of one label and value, or of two where both values are short."""
    rows: list[list[str]] = []
    waiting = False
    for label, text, is_long in facts:
        if waiting and not is_long:
            rows[-1] += [label, text]
            waiting = False
        else:
            rows.append([label, text])
            waiting = not is_long
    return rows


def _named(name: str, item: ItemDetail, goals: Mapping[int, str]) -> str:
    """The names that masters give to the codes of four fields; nothing for the others."""
    row = item.row
    if name == "field" and row.field_title:
        return row.field_title.ja
    if name == "category" and row.category:
        return row.category.ja
    if name == "joint_departments":
        return "・".join(title.ja for title in row.joint_departments)
    if name == "goal_number" and row.goal_number is not None:
        return f"{row.goal_number} {goals.get(row.goal_number, '')}".rstrip()
    return ""


def value(given: Any, office: Office) -> str:
    """The value of a field in words."""
    if isinstance(given, tuple):
        return "、".join(columns.choice(one, office) for one in given)
    if isinstance(given, StrEnum):
        return columns.choice(given, office)
    if isinstance(given, date):
        return columns.day(given)
    return format_kyen(given) if isinstance(given, int) else str(given)


def _funding(sheet: Sheet, office: Office) -> dict[str, Any] | None:
    lines: tuple[FundingLine, ...] = sheet.funding_lines
    if not lines:
        return None
    return {
        "title": HEADINGS["funding_lines"],
        "rows": [
            [office.source(one.source).ja, breakable(one.label), format_kyen(one.amount_kyen)]
            for one in lines
        ],
        "total": format_kyen(sum(one.amount_kyen for one in lines)),
    }


def _file(one: AttachmentView) -> list[str]:
    size, unit = in_units(one.size)
    return [
        breakable(one.name),
        f"{size}{'バイト' if unit is SizeUnit.BYTE else unit}",
        columns.day_of(one.at),
        breakable(one.by.ja),
    ]


def _evaluation(item: ItemDetail) -> list[list[str]]:
    given = item.evaluation
    if given is None:
        return []
    rows = [
        ["評価区分", given.verdict.ja, "評価確定日", columns.day_of(given.at)],
        ["所見", breakable(given.findings)],
    ]
    return rows + ([["条件", breakable(given.conditions)]] if given.conditions else [])


def _move(move: Move, item: ItemDetail, facts: SheetFacts) -> list[str]:
    event = columns.event(move.action, facts.office) or move.title.ja
    again = f"（第{move.round}回）" if move.action == Action.SUBMIT else ""
    remarks = (_way(move, facts.cycles), move.note)
    return [
        columns.day_of(move.at),
        event + again,
        breakable(_doer(move, item, facts)),
        breakable("\n".join(filter(None, remarks))),
    ]


def _doer(move: Move, item: ItemDetail, facts: SheetFacts) -> str:
    """The role that acted; the department's own people by their department and section.

    A substitute is named, with the absent person, and the day of 後閲.
    """
    roles = facts.doers.get(move.action, frozenset())
    if Role.OFFICER in roles:
        role_or_place = f"{item.row.department.ja} {item.row.section}".rstrip()
    else:
        role_or_place = "・".join(
            role_word(role, facts.office) for role in sorted(roles, key=role_place)
        )
    if move.principal is None:
        return role_or_place
    seen = f"後閲 {columns.day_of(move.acknowledged_at)}" if move.acknowledged_at else "後閲未了"
    return f"{role_or_place}\n{move.doer.ja}\n{seen}"


def _way(move: Move, cycles: Mapping[str, str]) -> str:
    """From which cycle to which, where an item was carried over."""
    if move.action != Action.CARRY_OVER:
        return ""
    ways = (str(move.particulars.get(key, "")) for key in ("from_cycle", "cycle_id"))
    return " → ".join(cycles.get(way, way) for way in ways)

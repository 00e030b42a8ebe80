"""The inventory of systems as a workbook or csv, which can be changed and brought back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from workflow import systems
from workflow.documents.goals_forms import Table, table_file
from workflow.documents.rendering import Document
from workflow.systems import Decision, SystemDraft, SystemFilter, SystemRow
from workflow.values.fiscal import fiscal_year
from workflow.values.system_words import ENTRIES
from workflow.work import Work

NAME: Final = "システム台帳"
WIDTHS: Final[Mapping[str, int]] = {
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
            NAME,
            (*(words[0] for words in headings.values()), *systems.SHOWN_ONLY),
            (
                *(WIDTHS.get(name, OTHERS_WIDE) for name in headings),
                *(OTHERS_WIDE for _name in systems.SHOWN_ONLY),
            ),
            tuple(_row(*each, headings) for each in rows),
        ),
        form,
    )


def _row(
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

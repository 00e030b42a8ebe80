"""What an edition keeps, and how one edition differs from the one before."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from workflow.documents import pdf_file, progress, rendering, xlsx_file
from workflow.documents.listing import BudgetSums, Entry, Group, Line, Listing, SumsBy
from workflow.documents.progress import Tell, to_nobody
from workflow.documents.seal import Amended, Amendment, Seal
from workflow.items.reference import MeetingView
from workflow.values.actor import Actor
from workflow.values.canonical import canonical_bytes, fingerprint
from workflow.values.clock import JAPAN
from workflow.values.fiscal import CycleId, era_date
from workflow.values.money import format_kyen
from workflow.values.paper_words import HEADINGS
from workflow.values.vocabulary import Stage

COLUMN_NAMES: Final = {
    **HEADINGS,
    "state": "状態",
    "verdict": "評価区分",
    "opinion": "所見・条件",
    "budget": "予算",
}
NOT_COMPARED: Final = ("no", "number")
"""A row that only moved up or down did not change; an item's own number never does."""

ADDED: Final = "追加"
REMOVED: Final = "削除"
ABSENT: Final = "（なし）"


@dataclass(frozen=True)
class ListedRow:
    """A row of a paper with the cycle in whose budget it stands."""

    entry: Entry
    cycle_id: str
    name: str = ""
    """The budget's name on a paper of several, else ""."""

    @property
    def budget(self) -> str:
        """The budget's name; without one on the paper, that of its cycle: 令和4年度当初予算."""
        return self.name or f"{CycleId.parse(self.cycle_id).title()}予算"


def rows_of(items: Sequence[tuple[int, str]], paper: Listing) -> dict[int, ListedRow]:
    """The paper's rows by the items they are about.

    `items` are their ids with their cycles', in the paper's order.
    """
    rows = [(entry, group.budget) for group in paper.groups for entry in group.entries]
    return {
        item_id: ListedRow(entry, cycle_id, name)
        for (item_id, cycle_id), (entry, name) in zip(items, rows, strict=True)
    }


def compared(
    before: Mapping[int, ListedRow], after: Mapping[int, ListedRow]
) -> tuple[Amended, ...]:
    """Rows added and changed in the later list's order, then rows that are gone.

    Where there are several budgets, so of each after the other, and each says which.
    """
    places = dict.fromkeys(row.cycle_id for row in (*after.values(), *before.values()))
    several = len(places) > 1
    found: list[Amended] = []
    for cycle_id in places:
        of_this = [one for one in after.items() if one[1].cycle_id == cycle_id]
        for item_id, row in of_this:
            budget = row.budget if several else ""
            found += _changed(before.get(item_id), row, budget)
        gone = [row for item_id, row in before.items() if item_id not in after]
        found += [
            Amended(
                named(row.entry), REMOVED, _whole(row.entry), ABSENT, row.budget if several else ""
            )
            for row in gone
            if row.cycle_id == cycle_id
        ]
    return tuple(found)


def _changed(before: ListedRow | None, after: ListedRow, budget: str) -> Iterable[Amended]:
    if before is None:
        yield Amended(named(after.entry), ADDED, ABSENT, _whole(after.entry), budget)
        return
    if before.cycle_id != after.cycle_id:
        name = COLUMN_NAMES["budget"]
        yield Amended(named(after.entry), name, before.budget, after.budget, budget)
    yield from _cells(before.entry, after.entry, budget)


def named(entry: Entry) -> str:
    """総務部 税務課 税務総合システム改修事業."""
    line = entry.line
    return " ".join(part for part in (line.department, line.section, line.name) if part)


def _cells(before: Entry, after: Entry, budget: str) -> Iterable[Amended]:
    earlier, later = _printed(before), _printed(after)
    for column, words in later.items():
        if words != earlier.get(column, ""):
            name = COLUMN_NAMES.get(column, column)
            yield Amended(named(after), name, earlier.get(column, ""), words, budget)


def _printed(entry: Entry) -> dict[str, str]:
    values = asdict(entry)
    values |= values.pop("line")
    return {
        column: format_kyen(value) if isinstance(value, int) else value or ""
        for column, value in values.items()
        if column not in NOT_COMPARED
    }


def _whole(entry: Entry) -> str:
    line = entry.line
    amount = "" if line.amount_kyen is None else f"　{format_kyen(line.amount_kyen)}千円"
    return f"NO.{line.no}{amount}"


FORMAT: Final = 4
"""Of the snapshot's shape and its files' look; a later one gets a number of its own.

Old ones stay readable. 1: without budgets; long texts torn between pages. 2: sums by field and
by funding, and pictures, over all budgets only; the csv's headings are codes. 3: in the PDF the
number of an item stands under its state or verdict.
"""

WRITERS: Final[Mapping[str, Callable[[Listing], bytes]]] = {
    "csv": partial(rendering.write_csv, codes=False),
    "xlsx": xlsx_file.write,
    "pdf": pdf_file.write,
}
"""Who writes each file of an edition, the quickest first."""

WITH_CODES: Final = (1, 2)
"""The formats whose csv has codes as headings."""

Snapshot = Mapping[str, Any]

BESIDE: Final = ("seal", "sources")
"""Of a list, what its snapshot does not hold: made from it, or on no list that is frozen."""


@dataclass(frozen=True)
class Circumstances:
    """Under what an edition is frozen: everything but the list itself.

    `before` is the snapshot of the edition that this one corrects.
    """

    meeting: MeetingView
    number: int
    actor: Actor
    at: datetime
    note: str
    ledger_head: str
    remarks: tuple[str, ...]
    before: Snapshot | None


def snapshot(paper: Listing, items: list[dict[str, Any]], given: Circumstances) -> Snapshot:
    """The value to freeze; `items` say which item each line of the paper is about, in its order."""
    there = given.at.astimezone(JAPAN)
    value: dict[str, Any] = {
        "format": FORMAT,
        "meeting": {
            "fiscal_year": given.meeting.fiscal_year,
            "number": given.meeting.number,
            "held_on": given.meeting.held_on.isoformat(),
        },
        "stage": paper.stage.value,
        "edition": given.number,
        "paper": paper.paper,
        "title": paper.title,
        "frozen_at": there.isoformat(timespec="microseconds"),
        "frozen_on": era_date(there.date()),
        "frozen_by": given.actor.login,
        "note": given.note,
        "ledger_head": given.ledger_head,
        "supersedes": fingerprint(given.before) if given.before else None,
        "items": items,
        "listing": {name: value for name, value in asdict(paper).items() if name not in BESIDE},
        "remarks": list(given.remarks),
        "amendment": None,
    }
    value["listing"]["stage"] = paper.stage.value
    if given.before:
        value["amendment"] = amendment(given.before, value, changes(given.before, value))
    # As it will be read again: with lists in place of tuples.
    return dict(json.loads(canonical_bytes(value)))


def amendment(before: Snapshot, frozen: Snapshot, rows: Iterable[Amended]) -> dict[str, Any]:
    """What a snapshot keeps of how it differs from the one before, of any paper."""
    earlier = edition_name(int(before["edition"]))
    return {
        "heading": f"{earlier}からの変更",
        "reason": f"理由：{frozen['note']}",
        "before": earlier,
        "after": edition_name(frozen["edition"]),
        "rows": [asdict(one) for one in rows],
    }


def amended_in(frozen: Snapshot) -> tuple[Amended, ...]:
    """What a snapshot says it changed against the edition before."""
    kept = frozen.get("amendment") or {}
    return tuple(Amended(**row) for row in kept.get("rows", ()))


def changes(before: Snapshot, after: Snapshot) -> tuple[Amended, ...]:
    """What two snapshots of one stage say differently, row by row and column by column."""
    return compared(rows_in(before), rows_in(after))


def rows_in(frozen: Snapshot) -> dict[int, ListedRow]:
    """The rows of a snapshot by the numbers of their items."""
    return rows_of([(one["item"], one["cycle"]) for one in frozen["items"]], listing_in(frozen))


def edition_name(number: int) -> str:
    """第2版."""
    return f"第{number}版"


def read(content: bytes) -> Snapshot:
    """The snapshot that was stored as `content`."""
    return dict(json.loads(content))


def files(content: bytes, forms: Iterable[str] = tuple(WRITERS)) -> dict[str, bytes]:
    """Files of the edition whose snapshot is `content`, by form; all where none are named."""
    return {form: file(content, form) for form in forms}


def file(content: bytes, form: str, tell: Tell = to_nobody) -> bytes:
    """One file of the edition whose snapshot is `content`; `tell` is told how far it is."""
    if form == "csv" and read(content)["format"] in WITH_CODES:
        return csv_with_codes(content)
    paper = sealed(content)
    rows = len(paper.lines) if form in rendering.HEAVY else 0
    return progress.written(WRITERS[form], paper, rows, tell)


def csv_with_codes(content: bytes) -> bytes:
    """The csv of the edition whose snapshot is `content`, with codes as headings, for machines."""
    return rendering.write_csv(sealed(content))


def sealed(content: bytes) -> Listing:
    """The paper of a snapshot as it is printed, with its seal."""
    frozen = read(content)
    seal = replace(seal_in(frozen), remarks=tuple(frozen["remarks"]))
    return replace(listing_in(frozen), seal=seal)


def seal_in(frozen: Snapshot) -> Seal:
    """What a snapshot of any paper says of itself, without remarks."""
    kept = frozen["amendment"]
    return Seal(
        edition=edition_name(frozen["edition"]),
        frozen_on=frozen["frozen_on"],
        sha256=fingerprint(frozen),
        ledger_head=frozen["ledger_head"],
        amendment=Amendment(**{**kept, "rows": amended_in(frozen)}) if kept else None,
    )


def listing_in(frozen: Snapshot) -> Listing:
    """The paper of a snapshot, without its seal."""
    value = dict(frozen["listing"])
    value["stage"] = Stage(value["stage"])
    value["groups"] = tuple(_group(group) for group in value["groups"])
    value["budgets"] = tuple(
        BudgetSums(one["budget"], **_sums_by(one)) for one in value.get("budgets", ())
    )
    return Listing(**{"has_numbers": False, **value, **_sums_by(value)})


def _sums_by(value: Mapping[str, Any]) -> dict[str, SumsBy]:
    return {
        name: tuple((word, kyen) for word, kyen in value[name])
        for name in ("by_field", "by_funding")
    }


def _group(value: Mapping[str, Any]) -> Group:
    entries = tuple(Entry(**{**entry, "line": Line(**entry["line"])}) for entry in value["entries"])
    return Group(**{**value, "entries": entries})

"""What an edition keeps, and the files that are written from it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from workflow.documents import pdf_file, rendering, writer_process, xlsx_file
from workflow.documents.changed_rows import ListedRow, compared, rows_of
from workflow.documents.listing import BudgetSums, Entry, Group, Line, Listing, SumsBy
from workflow.documents.progress import Tell, to_nobody
from workflow.documents.seal import Amended, Amendment, Seal
from workflow.items.reference import MeetingView
from workflow.values.actor import Actor
from workflow.values.canonical import canonical_bytes, fingerprint
from workflow.values.clock import JAPAN
from workflow.values.fiscal import era_date
from workflow.values.vocabulary import Stage

FORMAT: Final = 6
"""Of the snapshot's shape and its files' look; a later one gets a number of its own.

Old ones stay readable. 1: without budgets; long texts torn between pages. 2: sums by field and
by funding, and pictures, over all budgets only; the csv's headings are codes. 3: in the PDF the
number of an item stands under its state or verdict. 4: pictures have the most frequent verdict
first. 5: workbooks print with wider margins,
and no file says in its properties whose it is.
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

BESIDE: Final = ("seal", "sources", "as_of")
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
    return writer_process.written(WRITERS[form], paper, rows, tell)


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
    value["verdicts"] = tuple(value.get("verdicts", ()))
    return Listing(**{"has_numbers": False, **value, **_sums_by(value)})


def _sums_by(value: Mapping[str, Any]) -> dict[str, SumsBy]:
    return {
        name: tuple((word, kyen) for word, kyen in value[name])
        for name in ("by_field", "by_funding")
    }


def _group(value: Mapping[str, Any]) -> Group:
    entries = tuple(Entry(**{**entry, "line": Line(**entry["line"])}) for entry in value["entries"])
    return Group(**{**value, "entries": entries})

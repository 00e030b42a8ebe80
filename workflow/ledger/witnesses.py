"""What else knows of an item's moves: its own row, revisions, evaluations, acts for others.

Asked when the chain itself holds together: whoever forged an entry and hashed the
chain anew must also have thought of all of these.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any, Final

from workflow.ledger.entries import FOR, Fault, Link
from workflow.ledger.folders import Folder, moment, read_back
from workflow.ledger.standing import Processes, misplaced
from workflow.ledger.twins import files_differing, scores_differing
from workflow.values.vocabulary import BESIDE_PROCESSES, MIGRATED, REORGANISED, Action

Place = tuple[int, Fault]
"""The sequence of an entry, and what is wrong there."""


def contradictions(folder: Folder, processes: Processes) -> Iterator[Place]:
    """Every place at which a witness contradicts the chain, in no order."""
    if folder.item is None:
        return
    yield from _end(folder.item, folder.links)
    yield from _lists(folder.item, folder)
    yield from _revisions(folder)
    yield from _evaluations(folder)
    yield from _acts_for(folder)
    yield from _receipts(folder)
    yield from misplaced(folder, processes)
    yield from files_differing(folder)
    yield from scores_differing(folder)


def _end(item: Any, links: Sequence[Link]) -> Iterator[Place]:
    if not links:
        yield 0, Fault.ITEM
        return
    last, length = links[-1], len(links)
    if item.ledger_head != last.hash:
        yield length, Fault.END
    recorded = (last.body["to"], last.body["round"], _arrived(links), *_origin(links))
    present = (item.state, item.round, moment(item.arrived_at))
    own = (*present, item.created_by, item.submitted_by, item.meeting_id, item.cycle_id)
    moved_to = _department(links), _version(links)
    stands = item.department_id, item.process_version
    if recorded != own or any(a not in (None, b) for a, b in zip(moved_to, stands, strict=True)):
        yield length, Fault.ITEM
    if not _is_hash(item.content_hash, item.content) or item.content_hash not in _contents(
        item, links
    ):
        yield length, Fault.CONTENT


_REPEATED: Final = {
    "name": "name",
    "field": "field",
    "category": "category_code",
    "amount_kyen": "amount_kyen",
    "dx_step": "dx_step",
    "goal_number": "goal_number",
    "system_id": "system_id",
}
"""Fields of the sheet, and the columns by which lists and reports have them."""


def _lists(item: Any, folder: Folder) -> Iterator[Place]:
    """What lists, sums and reports are made of is what the content says."""
    content = read_back(item.content)
    if not isinstance(content, dict) or not _is_hash(item.content_hash, item.content):
        return  # it is said of the content already
    repeated = {field: getattr(item, column) for field, column in _REPEATED.items()}
    said = {field: content.get(field) for field in _REPEATED}
    lines = content.get("funding_lines")
    rows = [[row.source, row.amount_kyen, row.label] for row in folder.funding]
    # Without lines one word may stand for all of the amount.
    whole = [row[1:] for row in rows] in ([], [[item.amount_kyen, ""]])
    agrees = rows == lines if lines else whole
    if _filled(repeated) != _filled(said) or not agrees:
        yield len(folder.links), Fault.LISTED


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _arrived(links: Sequence[Link]) -> Any:
    """When the item came to its state. Entries that are no moves of a process do not count."""
    moves = [
        link
        for link in links
        if link.body["action"] not in BESIDE_PROCESSES or link.body["from"] != link.body["to"]
    ]
    return moves[-1].body["at"] if moves else None


def _department(links: Sequence[Link]) -> Any:
    """The department to which it was reassigned last; None where it never was."""
    found = (_particular(one, "department_id") for one in reversed(links)
             if one.body["action"] == REORGANISED)  # fmt: skip
    return next(found, None)


def _version(links: Sequence[Link]) -> Any:
    """The version of its process that it was moved to last; None where it never was."""
    found = (_particular(one, "to_version") for one in reversed(links)
             if one.body["action"] == MIGRATED)  # fmt: skip
    return next(found, None)


def _contents(item: Any, links: Sequence[Link]) -> set[Any]:
    """What the item's content may be: a first draft is written on, what was submitted stands."""
    last = links[-1].body
    if item.round == 0 and moment(item.updated_at) != last["at"]:
        return {item.content_hash}
    submitted = [link.body["content"] for link in links if link.body["action"] == Action.SUBMIT]
    return {last["content"], *submitted[-1:]}


def _origin(links: Sequence[Link]) -> tuple[Any, Any, Any, Any]:
    """Who created and who last submitted it, its meeting and its cycle, according to the moves."""
    submitter = meeting = None
    cycle = _particular(links[0], "cycle")
    for link in links:
        action = link.body["action"]
        if action == Action.SUBMIT:
            submitter = link.body["person"]
        elif action == Action.REPORT:
            meeting = _particular(link, "meeting_id")
        elif action == Action.CARRY_OVER:
            cycle = _particular(link, "cycle_id")
    return links[0].body["person"], submitter, meeting, cycle


def _revisions(folder: Folder) -> Iterator[Place]:
    submitted = [link for link in folder.links if link.body["action"] == Action.SUBMIT]
    for link, row in zip_longest(submitted, folder.revisions):
        if link is None:
            yield _place_at(folder.links, row.submitted_at), Fault.REVISION
            return
        body = link.body
        recorded = (body["round"], body["content"], body["person"], body["at"])
        if row is None or recorded != (
            row.number, row.content_hash, row.submitted_by, moment(row.submitted_at)
        ) or not _is_hash(row.content_hash, row.content):  # fmt: skip
            yield body["sequence"], Fault.REVISION


def _evaluations(folder: Folder) -> Iterator[Place]:
    for recorded, row in zip_longest(_evaluated(folder.links), folder.evaluations):
        if recorded is None:
            yield _place_at(folder.links, row.finalised_at), Fault.EVALUATION
            return
        sequence, words = recorded
        if row is None or words != (
            row.verdict_code, row.findings, row.conditions, row.content_hash,
            row.finalised_by, moment(row.finalised_at),
            None if row.undone_at is None else moment(row.undone_at),
        ):  # fmt: skip
            yield sequence, Fault.EVALUATION


def _evaluated(links: Sequence[Link]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Every evaluation that the moves record, with the moment it was undone."""
    for place, link in enumerate(links):
        if link.body["action"] != Action.EVALUATE:
            continue
        body = link.body
        undone = (
            later.body["at"] for later in links[place:] if later.body["action"] == Action.REOPEN
        )
        given = (_particular(link, name) or "" for name in ("verdict", "findings", "conditions"))
        words = (*given, body["content"], body["person"], body["at"], next(undone, None))
        yield body["sequence"], words


def _acts_for(folder: Folder) -> Iterator[Place]:
    """For whom a substitute made moves: the separation of duties depends on it."""
    recorded = {link.body["sequence"]: _particular(link, FOR) for link in folder.links}
    said = {
        place: who.get("person") if isinstance(who, dict) else who
        for place, who in recorded.items()
        if who is not None
    }
    noted = {row.sequence: row.person_id for row in folder.acts_for}
    for sequence in said.keys() | noted.keys():
        if said.get(sequence) != noted.get(sequence):
            yield sequence, Fault.ACT_FOR


def _receipts(folder: Folder) -> Iterator[Place]:
    by_hash = {link.hash: link.body for link in folder.links}
    for row in folder.receipts:
        body = by_hash.get(row.entry_hash)
        if body is None:
            yield _place_at(folder.links, row.at), Fault.RECEIPT
        elif (row.action, row.state, moment(row.at)) != (body["action"], body["to"], body["at"]):
            yield body["sequence"], Fault.RECEIPT


def _place_at(links: Sequence[Link], stored: Any) -> int:
    """The place of the entry of a moment, or the place where it is missing."""
    at = moment(stored)
    return sum(1 for link in links if link.body["at"] < at) + 1


def _particular(link: Link, name: str) -> Any:
    particulars = link.body["particulars"]
    return particulars.get(name) if isinstance(particulars, dict) else None


def _is_hash(content_hash: str, content: Any) -> bool:
    return _hash_of(str(content)) == content_hash


@lru_cache(maxsize=4)
def _hash_of(content: str) -> str:
    """An item and its last revision say the same, and are asked about one after the other."""
    return hashlib.sha256(content.encode()).hexdigest()

"""Items under way follow a reorganisation: to another department or section, with an entry.

Their state, whose turn it is and their days stay as they are: no process knows of it, and it is
no move of anybody. What is finished, and what stands on a frozen report, stays where it was.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, select, update

from workflow import ledger
from workflow.database.transactions import connection_of
from workflow.items import locking, rewriting_commands
from workflow.items.effects import write_rows
from workflow.items.locking import LockedItem
from workflow.items.under_way import collisions, under_way
from workflow.ledger import Entry
from workflow.models import (
    Department,
    Item,
    ItemRewriting,
    LedgerEntry,
    Section,
)
from workflow.models.base import table_of
from workflow.textindex import index
from workflow.textindex.copies import Copy
from workflow.values.canonical import fingerprint
from workflow.values.errors import DuplicateItem
from workflow.values.listing import SearchKind
from workflow.values.place import Place
from workflow.values.sheet import Sheet
from workflow.values.text import search_key
from workflow.values.vocabulary import REORGANISED
from workflow.work import Work


@dataclass(frozen=True)
class Reassignment:
    """Where items go from which place; `joint` has the departments after each one that ended."""

    places: Mapping[Place, Place]
    joint: Mapping[int, Sequence[int]]
    particulars: Mapping[str, Any]
    """What every entry says of the plan."""

    @property
    def departments(self) -> frozenset[int]:
        """Those whose items may be touched."""
        return frozenset(place.department_id for place in self.places) | frozenset(self.joint)


_ITEMS: Final = table_of(Item)
_DEPARTMENTS, _SECTIONS = table_of(Department), table_of(Section)
_CHANGED: Final = (
    "department_id", "section_id", "content", "content_hash", "search_text", "updated_at",
    "ledger_length", "ledger_head",
)  # fmt: skip
_WRITE: Final = (
    update(_ITEMS)
    .where(_ITEMS.c.id == bindparam("key_"), _ITEMS.c.version == bindparam("was_"))
    .values({"version": bindparam("is_")} | {name: bindparam(name) for name in _CHANGED})
)


def reassign(work: Work, asked: Reassignment) -> int:
    """Let live items follow a reorganisation; gives how many did.

    Raises DuplicateItem where two of one name would be in one section of a cycle.
    """
    live = under_way(work, asked.departments)
    if alike := collisions(work, live, asked.places):
        raise DuplicateItem(name=alike[0])
    wanted = [one.id for one in live]
    work.session.flush()
    names = _Names(work)
    entries, rows, touched = [], [], []
    for item in locking.lock_all(work, wanted).values():
        before = Place(item.department_id, item.section_id)
        after = asked.places.get(before, before)
        joint = names.ids(item.sheet.joint_departments)
        carrying = _after(joint, asked.joint, after.department_id)
        if (after, carrying) == (before, joint) or _is_over(work, item):
            continue
        rows.append(_moved(work, names, item, after, carrying))
        entries.append(_entry(work, names, item, before, after, asked.particulars))
        rows[-1] |= {"ledger_length": item.ledger_length, "ledger_head": item.ledger_head}
        rewriting_commands.join(work.session, item.id, carrying)
        touched.append((item.id, item.sheet))
    if entries:
        connection_of(work.session).execute(_WRITE, rows)
        _rewritings(work, names, asked, [one for one, _ in touched])
        _record(work, entries, touched)
    return len(entries)


def _record(work: Work, entries: Sequence[Entry], touched: Sequence[tuple[int, Sheet]]) -> None:
    """Write the entries, what the search finds items by, and the jobs that follow."""
    write_rows(work.session, LedgerEntry, [entry._asdict() for entry in entries])
    for item_id, sheet in touched:
        index.change_sheet(work.session, item_id, sheet, moved=True)
    index.put(
        work.session,
        [Copy(one.item_id, SearchKind.REASON, one.sequence, one.note) for one in entries],
    )
    work.outbox.after(work.session, entries)
    work.session.expire_all()


def _is_over(work: Work, item: LockedItem) -> bool:
    """Whether somebody finished it before it was locked."""
    return work.process(item.process_name, item.process_version).is_final(item.state)


def _moved(
    work: Work, names: "_Names", item: LockedItem, after: Place, joint: Collection[int]
) -> dict[str, Any]:
    """The item's columns from now on; the locked item says the same."""
    item.department_id, item.section_id = after
    item.content = _rewritten(item.content, names.section(after.section_id), names.codes(joint))
    item.content_hash = fingerprint(item.content)
    sheet = item.sheet
    return {
        "key_": item.id,
        "was_": item.version,
        "is_": item.version + 1,
        "department_id": after.department_id,
        "section_id": after.section_id,
        "content": item.content,
        "content_hash": item.content_hash,
        "search_text": search_key(f"{sheet.name}\n{sheet.summary}\n{sheet.section}"),
        "updated_at": work.now,
    }


def _rewritten(content: Mapping[str, Any], section: str, joint: Sequence[str]) -> dict[str, Any]:
    """A sheet's content with the names of after; what is empty is left out, as sheets do."""
    named = {"section": section, "joint_departments": list(joint)}
    kept = {name: value for name, value in content.items() if name not in named}
    return kept | {name: value for name, value in named.items() if value}


def _entry(
    work: Work,
    names: "_Names",
    item: LockedItem,
    before: Place,
    after: Place,
    particulars: Mapping[str, Any],
) -> ledger.Entry:
    return ledger.append(
        item,
        action=REORGANISED,
        from_state=item.state,
        actor=work.person,
        at=work.now,
        note=f"{names.place(before)} → {names.place(after)}",
        particulars={
            **particulars,
            "from": names.written(before),
            "to": names.written(after),
            "department_id": after.department_id,
        },
    )


def _rewritings(work: Work, names: "_Names", asked: Reassignment, ids: Collection[int]) -> None:
    """Change rewritten sheets too; a section of another department is replaced or cleared."""
    query = (
        select(ItemRewriting, Item.department_id)
        .join(Item, Item.id == ItemRewriting.item_id)
        .where(ItemRewriting.item_id.in_(ids))
    )
    for row, department_id in work.session.execute(query).all():
        sheet = row.sheet
        sources = [one for one in asked.places if one.section_id == row.section_id]
        goes = {asked.places[one] for one in sources if row.section_id is not None}
        section = next((one.section_id for one in goes if one.department_id == department_id), None)
        stays = names.department_of(row.section_id) == department_id
        row.section_id = row.section_id if stays else section
        codes = names.codes(_after(names.ids(sheet.joint_departments), asked.joint, department_id))
        row.content = _rewritten(row.content, names.section(row.section_id), codes)
        row.content_hash = fingerprint(row.content)
        work.session.flush()
        index.change_rewriting(work.session, row.item_id, row.sheet)


def _after(
    departments: Collection[int], joint: Mapping[int, Sequence[int]], lead: int
) -> tuple[int, ...]:
    """Who carries an item jointly afterwards: the successors, without the lead department."""
    found = dict.fromkeys(after for one in departments for after in joint.get(one, (one,)))
    return tuple(one for one in found if one != lead)


class _Names:
    """The names of departments and sections, as entries and sheets write them."""

    def __init__(self, work: Work) -> None:
        connection = connection_of(work.session)
        departments = select(*_DEPARTMENTS.c["id", "code", "name_ja"])
        sections = select(*_SECTIONS.c["id", "name", "department_id"])
        self._departments = {
            row.id: (row.code, row.name_ja) for row in connection.execute(departments)
        }
        self._sections = {
            row.id: (row.name, row.department_id) for row in connection.execute(sections)
        }

    def section(self, section_id: int | None) -> str:
        return self._sections[section_id][0] if section_id else ""

    def department_of(self, section_id: int | None) -> int | None:
        return self._sections[section_id][1] if section_id else None

    def codes(self, departments: Collection[int]) -> list[str]:
        return [self._departments[one][0] for one in departments]

    def ids(self, codes: Collection[str]) -> tuple[int, ...]:
        by_code = {code: one for one, (code, _) in self._departments.items()}
        return tuple(by_code[code] for code in codes if code in by_code)

    def place(self, place: Place) -> str:
        return " ".join(
            filter(
                None, (self._departments[place.department_id][1], self.section(place.section_id))
            )
        )

    def written(self, place: Place) -> dict[str, str]:
        code, name = self._departments[place.department_id]
        return {"department": code, "name": name, "section": self.section(place.section_id)}

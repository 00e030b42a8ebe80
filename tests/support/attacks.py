"""The attacks: edits, deletions, swaps, insertions, cuts, and histories written anew.

Each gives the entries that must be named; those that leave no chain broken give none
and can be seen only against a head that was printed before.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any, Final

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from workflow.ledger.entries import BEGINNING, words, written
from workflow.models import Evaluation, Item, ItemRevision, LedgerEntry, Person, SearchText
from workflow.models.item_funding import ItemFunding
from workflow.values.canonical import fingerprint

Places = set[tuple[int, int]]
Row = dict[str, Any]

ENTRIES: Final[Table] = LedgerEntry.__table__
RECEIPT: Final = ("key", "order_hash")
"""By which a second delivery is known; they tell nothing of what happened."""

FAR: Final = 1000
"""Where rows wait while others take their place."""


class Attacker:
    """Holds the database, knows every chain, and throws dice."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.dice = Random(seed)  # noqa: S311 - dice, not secrets
        self.chains: dict[int, list[Row]] = {}
        for row in session.execute(select(*ENTRIES.c).order_by("item_id", "sequence")):
            self.chains.setdefault(row.item_id, []).append(dict(row._mapping))

    def chain(self, longer_than: int = 0) -> list[Row]:
        """Some item's entries, more than so many."""
        long = [chain for chain in self.chains.values() if len(chain) > longer_than]
        return self.dice.choice(long)

    def set(self, entry: Row, values: Mapping[str, Any]) -> None:
        """Change an entry where it stands."""
        self.session.execute(update(ENTRIES).where(*_is(entry)).values(values))

    def remove(self, *entries: Row) -> None:
        """Take entries away."""
        for entry in entries:
            self.session.execute(delete(ENTRIES).where(*_is(entry)))

    def put(self, entry: Row) -> None:
        """Write an entry past the door."""
        self.session.execute(insert(ENTRIES).values(entry))

    def shift(self, item_id: int, after: int, by: int) -> None:
        """Move all entries after `after` up or down."""
        for offset in (FAR, by - FAR):
            self.session.execute(
                update(ENTRIES)
                .where(ENTRIES.c.item_id == item_id, ENTRIES.c.sequence > after)
                .values(sequence=ENTRIES.c.sequence + offset)
            )

    def remember(self, chain: Sequence[Row]) -> None:
        """Make the item agree that these entries are all of its history."""
        last = chain[-1]
        values = {
            "ledger_length": len(chain),
            "ledger_head": last["entry_hash"],
            "state": last["to_state"],
            "round": last["round"],
            "arrived_at": last["at"],
        }
        self.session.execute(update(Item).where(Item.id == last["item_id"]).values(values))

    def other(self, column: str, entry: Row) -> Any:
        """Another value for a column of an entry, of the same kind."""
        value = entry[column]
        if column == "actor_id":
            people = self.session.scalars(select(Person.id).where(Person.id != value))
            return self.dice.choice(people.all())
        if column.endswith("_hash"):
            place, digit = self.dice.randrange(64), self.dice.choice("0123456789abcdef")
            changed = value[:place] + digit + value[place + 1 :]
            return changed if changed != value else self.other(column, entry)
        if column == "at":
            return value.replace(microsecond=self.dice.randrange(1, 1_000_000))
        if column == "particulars":
            return {**value, "findings": f"{self.dice.random()}"}
        return value + self.dice.randint(1, 9) if isinstance(value, int) else f"{value}x"


def _is(entry: Row) -> list[Any]:
    return [ENTRIES.c.item_id == entry["item_id"], ENTRIES.c.sequence == entry["sequence"]]


def _key(entry: Row) -> tuple[int, int]:
    return entry["item_id"], entry["sequence"]


def signed(entry: Row) -> Row:
    """The entry with the hash that its words give."""
    body = words(LedgerEntry(**entry), written(entry["at"]), entry["particulars"])
    return {**entry, "entry_hash": fingerprint(body)}


def edit(by: Attacker) -> Places:
    """One field of one entry, keys included, but for what makes it a receipt too."""
    entry = by.dice.choice(by.chain())
    column = by.dice.choice([column.name for column in ENTRIES.c if column.name not in RECEIPT])
    if column == "sequence":
        new = by.dice.choice([-1, 0, len(by.chains[entry["item_id"]]) + by.dice.randint(1, 5)])
        by.set(entry, {"sequence": new})
        return {(entry["item_id"], min(new, entry["sequence"]))}
    if column == "item_id":
        shorter = [i for i, chain in by.chains.items() if len(chain) < entry["sequence"]]
        if not shorter:
            return edit(by)
        to = by.dice.choice(shorter)
        by.set(entry, {"item_id": to})
        return {_key(entry), (to, entry["sequence"])}
    by.set(entry, {column: by.other(column, entry)})
    return {_key(entry)}


def forge(by: Attacker) -> Places:
    """One field and the entry's own hash with it."""
    entry = by.dice.choice(by.chain())
    columns = ("at", "action", "actor_login", "round", "note", "particulars", "content_hash")
    column = by.dice.choice(columns)
    by.set(entry, signed({**entry, column: by.other(column, entry)}))
    return {_key(entry)}


def remove(by: Attacker) -> Places:
    """One entry that is not the last."""
    entry = by.dice.choice(by.chain(longer_than=1)[:-1])
    by.remove(entry)
    return {_key(entry)}


def remove_and_close(by: Attacker) -> Places:
    """One entry that is not the last, those after it moved down."""
    entry = by.dice.choice(by.chain(longer_than=1)[:-1])
    by.remove(entry)
    by.shift(entry["item_id"], entry["sequence"], -1)
    return {_key(entry)}


def swap(by: Attacker) -> Places:
    """Two entries of one item."""
    one, two = sorted(by.dice.sample(by.chain(longer_than=1), 2), key=_key)
    _exchange(by, one, two)
    return {_key(one)}


def swap_across(by: Attacker) -> Places:
    """Two entries of two items."""
    one, two = (by.dice.choice(chain) for chain in by.dice.sample(list(by.chains.values()), 2))
    _exchange(by, one, two)
    return {_key(one), _key(two)}


def _exchange(by: Attacker, one: Row, two: Row) -> None:
    by.remove(one, two)
    keys = ("item_id", "sequence")
    by.put({**one, **{key: two[key] for key in keys}})
    by.put({**two, **{key: one[key] for key in keys}})


def insert_between(by: Attacker) -> Places:
    """An entry that follows its predecessor rightly, those after it moved up."""
    chain = by.chain()
    place = by.dice.randint(1, len(chain))
    before = chain[place - 2] if place > 1 else None
    by.shift(chain[0]["item_id"], place - 1, 1)
    by.put(_fake(chain[place - 1], place, before))
    return {(chain[0]["item_id"], place)}


def append(by: Attacker) -> Places:
    """An entry that follows the last one rightly, past the door."""
    chain = by.chain()
    by.put(_fake(chain[-1], len(chain) + 1, chain[-1]))
    return {(chain[0]["item_id"], len(chain) + 1)}


def _fake(model: Row, sequence: int, before: Row | None) -> Row:
    return signed(
        {
            **model,
            **dict.fromkeys(RECEIPT),
            "sequence": sequence,
            "note": "forged",
            "from_state": before["to_state"] if before else "",
            "previous_hash": before["entry_hash"] if before else BEGINNING,
        }
    )


def cut(by: Attacker) -> Places:
    """The last entries of an item, or all of them."""
    chain = by.chain()
    kept = by.dice.randrange(len(chain))
    by.remove(*chain[kept:])
    return {(chain[0]["item_id"], kept + 1)}


def cut_unseen(by: Attacker) -> Places:
    """The last entries, and whatever else knew of them."""
    chain = by.chain(longer_than=1)
    kept = by.dice.randrange(1, len(chain))
    by.remove(*chain[kept:])
    by.remember(chain[:kept])
    return set()


def rewrite(by: Attacker) -> Places:
    """A note, and every hash from there on."""
    chain = by.chain()
    start = by.dice.randrange(len(chain))
    anew = [dict(entry) for entry in chain]
    anew[start]["note"] += "x"
    before = chain[start]["previous_hash"]
    for place in range(start, len(anew)):
        anew[place] = signed({**anew[place], "previous_hash": before})
        by.set(anew[place], anew[place])
        before = anew[place]["entry_hash"]
    by.remember(anew)
    return set()


def erase(by: Attacker) -> Places:
    """An item with all that belongs to it."""
    item_id = by.dice.choice(list(by.chains))
    for table in (LedgerEntry, ItemRevision, Evaluation, ItemFunding, SearchText):
        by.session.execute(delete(table).where(table.item_id == item_id))
    by.session.execute(delete(Item).where(Item.id == item_id))
    return set()


NAMED: Final[tuple[Callable[[Attacker], Places], ...]] = (
    edit,
    forge,
    remove,
    remove_and_close,
    swap,
    swap_across,
    insert_between,
    append,
    cut,
)
"""Found without a printed head, at the entry they began at."""

ONLY_BY_HEAD: Final[tuple[Callable[[Attacker], Places], ...]] = (cut_unseen, rewrite, erase)
"""Chains that hold together again: only a printed head tells."""

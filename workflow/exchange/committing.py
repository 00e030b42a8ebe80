"""A file that was brought in: conflicts settled, then everything begun and changed, or nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import func, select

from workflow import masters
from workflow.exchange import answering, commands, policy, store
from workflow.exchange.names import names_in
from workflow.exchange.understanding import Understanding
from workflow.items import drafting
from workflow.items import policy as items_policy
from workflow.items.creation import create_all
from workflow.items.new_rows import NewItem
from workflow.models import Cycle, Item, StagedImport
from workflow.notices import kinds, notify
from workflow.values.merging import Conflict, Merge
from workflow.values.sheet import Sheet
from workflow.work import Work


@dataclass(frozen=True)
class Committed:
    """What a committed file made: so many items begun, so many changed.

    `rest` is the import in which the rows wait that could not come in.
    """

    created: int
    changed: int
    rest: int | None = None


def choose(work: Work, import_id: int, choices: Mapping[tuple[int, str], str]) -> None:
    """Settle conflicts: by row and field, `ours` or `theirs`. Raises NotFound, ImportNotReady."""
    by_row: dict[int, dict[str, str]] = {}
    for (number, name), word in choices.items():
        by_row.setdefault(number, {})[name] = word
    staged = store.own(work, import_id, locked=True)
    for row in store.rows(work, staged, "change"):
        if chosen := by_row.get(row.row):
            store.settle(work, staged, row.row, *_settled(row, chosen))


def commit(
    work: Work,
    import_id: int,
    *,
    good_only: bool = False,
    tell: Callable[[int], object] = lambda _rows: None,
) -> Committed:
    """Create and change everything, or nothing; with `good_only` all rows that are right.

    The rows that are not wait in an import of their own, to be corrected. A second delivery
    gives the first answer. `tell` hears after each row how many are done. Raises NotFound,
    ImportNotReady, ContentChanged where an item was written on since it was compared, and what
    creating and saving refuse.
    """
    staged = store.own(work, import_id, locked=True)
    if staged.committed_at is not None:
        return _done(staged)
    ready = store.readiness(work, staged)
    if refusal := policy.commit_refusal(ready, good_only=good_only):
        raise refusal
    cycle = work.session.get_one(Cycle, staged.cycle_id)
    how = Understanding.from_json(staged.understanding)
    masters.remember(work, answering.departments(how, names_in(work, cycle.fiscal_year)))
    created = create_all(work, cycle=cycle, new_items=_beginnings(work, staged, tell))
    tell_departments(work, staged, created)
    changed = 0
    for changed, row in enumerate(store.rows(work, staged, "change"), 1):
        sheet = Sheet.from_json(row.content)
        drafting.save(work, item_id=row.item_id or 0, sheet=sheet, seen=row.seen or "")
        tell(len(created) + changed)
    rest = _keep_rest(work, staged) if ready.kinds.get("wrong") else None
    staged.understanding = {**staged.understanding, "created": created, "rest": rest}
    staged.committed_at = work.now
    staged.created_count, staged.changed_count = len(created), changed
    return _done(staged)


def _done(staged: StagedImport) -> Committed:
    return Committed(
        staged.created_count or 0, staged.changed_count or 0, staged.understanding.get("rest")
    )


def _keep_rest(work: Work, staged: StagedImport) -> int:
    """The rows that could not come in, as an import of their own; gives its number."""
    wrong = [row.row for row in store.rows(work, staged, "wrong")]
    rest = StagedImport(
        person_id=staged.person_id,
        cycle_id=staged.cycle_id,
        name=staged.name,
        content=staged.content,
        content_hash=staged.content_hash,
        understanding={**staged.understanding, answering.ONLY: wrong},
        rows_total=staged.rows_total,
        rows_read=0,
        staged_at=work.now,
        expires_at=work.now + commands.HELD_FOR,
    )
    work.session.add(rest)
    work.session.flush()
    commands.check_rows(work, rest)
    return rest.id


def _settled(row: Any, chosen: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    conflicts = {name: Conflict(**one) for name, one in row.conflicts.items()}
    settled = Merge(row.content, conflicts).settled(chosen)
    content = {name: value for name, value in settled.values.items() if value is not None}
    return content, {name: asdict(one) for name, one in settled.conflicts.items()}


def _beginnings(
    work: Work, staged: StagedImport, tell: Callable[[int], object]
) -> Iterator[NewItem]:
    for begun, row in enumerate(store.rows(work, staged, "create"), 1):
        key = f"import-{staged.id}-{row.row}"
        yield NewItem(row.department_id or 0, Sheet.from_json(row.content), key)
        tell(begun)


# ------------------------------------------------------------------ who is told


CHUNK: Final = 500


def tell_departments(work: Work, staged: StagedImport, created: Sequence[int]) -> None:
    """Tell each department's officers how many drafts of theirs an import began.

    Whoever is an officer of several is told of all together; whoever brought it in is not told.
    """
    counts: Counter[int] = Counter()
    for department_id, count in _counted(work, created).items():
        if not work.person.holds(items_policy.EDITABLE_BY, department_id):
            for officer in notify.officers(work, department_id) - {work.person.person_id}:
                counts[officer] += count
    by_count: dict[int, set[int]] = {}
    for person_id, count in counts.items():
        by_count.setdefault(count, set()).add(person_id)
    by = work.person.person_id
    for count, people in by_count.items():
        mark = kinds.counted(staged.id, count)
        notify.add_notices(work, None, people, kinds.BROUGHT_IN, mark, work.now, by=by)


def _counted(work: Work, created: Sequence[int]) -> Counter[int]:
    """How many of the items each department has."""
    found: Counter[int] = Counter()
    for begin in range(0, len(created), CHUNK):
        some = Item.id.in_(created[begin : begin + CHUNK])
        query = select(Item.department_id, func.count()).where(some).group_by(Item.department_id)
        found.update({row[0]: row[1] for row in work.session.execute(query)})
    return found

"""Departments are told of the drafts that the center brought in for them: once an import."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from workflow.items import policy
from workflow.models import Item, StagedImport
from workflow.notices import kinds, notify
from workflow.work import Work

CHUNK: Final = 500


def tell_departments(work: Work, staged: StagedImport, created: Sequence[int]) -> None:
    """Tell each department's officers how many drafts of theirs an import began.

    Whoever is an officer of several is told of all together; whoever brought it in is not told.
    """
    counts: Counter[int] = Counter()
    for department_id, count in _counted(work, created).items():
        if not work.person.holds(policy.EDITABLE_BY, department_id):
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

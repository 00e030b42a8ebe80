"""Items of a cycle or a meeting by the process that they go by."""

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from workflow.items import rewriting
from workflow.items.list_views import ItemFilter, Total
from workflow.items.rows import joined
from workflow.models import Item
from workflow.statistics.lead_times import Flow, flow
from workflow.statistics.sums import live
from workflow.values.actor import Title
from workflow.work import Work


@dataclass(frozen=True)
class ProcessSum:
    """The live items that go by one process, whatever its version, and where their time went."""

    name: str
    title: Title
    total: Total
    flow: Flow


def by_process(work: Work, wanted: ItemFilter) -> tuple[ProcessSum, ...]:
    """The items that `wanted` names and the person may see, by process; none where it is one."""
    kyen = rewriting.shown(work.actor).amount_kyen
    query = joined(select(Item.process_name, func.count(), func.sum(kyen)), work.actor)
    rows = work.session.execute(
        query.where(*live(work.actor, wanted))
        .group_by(Item.process_name)
        .order_by(func.count().desc(), Item.process_name)
    ).all()
    if len(rows) < 2:
        return ()
    return tuple(
        ProcessSum(
            name,
            _title(work, name),
            Total(count, int(sum_ or 0)),
            flow(work, replace(wanted, process=name)),
        )
        for name, count, sum_ in rows
    )


def _title(work: Work, name: str) -> Title:
    return Title.of(work.latest_process(name).title)

"""1 April of an office: three departments become two, one of them splits, as a plan."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

from sqlalchemy import select, text

from tests.support.office import SEPTEMBER, Office
from workflow import reorganisation, statistics
from workflow.items import ItemFilter
from workflow.jobs import JobContext
from workflow.models import Item, ItemRevision, LedgerEntry, StoredFile
from workflow.reorganisation import Line
from workflow.values.clock import JAPAN

DAY = date(2022, 4, 1)
LINES = [
    # soumu is split, kikaku and kensetsu each take a part of it along.
    Line("soumu"),
    Line("soumu", "税務課", "政策総務部", "税務課", "seisaku"),
    Line("soumu", "財産活用課", "県土部", "財産課", "kendo"),
    Line("kikaku", "", "政策総務部"),
    Line("kensetsu", "", "県土部"),
]


def written(office: Office, lines=LINES, day: date = DAY) -> int:
    return office.do("admin", reorganisation.write, None, "令和4年度組織改編", day, lines)


def the_day_comes(office: Office, day: date = DAY) -> None:
    """The worker's sweep puts every plan in force that is due."""
    office.clock.set(datetime(day.year, day.month, day.day, 6, tzinfo=JAPAN))
    worker = JobContext(office.engine.database, office.clock, library=office.engine.library)
    with ThreadPoolExecutor(2) as workers:  # two at once are one
        for done in [workers.submit(worker.put_plans_in_force) for _ in range(2)]:
            done.result()
    office.meet_anew()


def rows(office: Office, ids: list[int]) -> list[tuple]:
    """Everything that the database has of these items, and of every frozen edition."""
    tables = (
        select(Item.__table__).where(Item.id.in_(ids)).order_by(Item.id),
        select(ItemRevision.__table__).where(ItemRevision.item_id.in_(ids)),
        select(LedgerEntry.__table__).where(LedgerEntry.item_id.in_(ids)),
        select(StoredFile.__table__),
        text("SELECT * FROM report_editions"),
        text("SELECT * FROM report_items"),
    )
    with office.engine.database.reading() as session:
        return [sorted(map(tuple, session.execute(one)), key=repr) for one in tables]


def sums(office: Office, cycle: str = SEPTEMBER) -> tuple:
    return office.look("reviewer", statistics.amounts, ItemFilter(cycle_id=cycle), 2021)

"""The list of goals with 5,000 of one year: what it costs beyond its queries."""

from typing import Final

from sqlalchemy import insert

from tests.benchmarks.durable import opened
from tests.benchmarks.measuring import Figure
from tests.benchmarks.reading import over_queries
from tests.support.databases import Databases
from tests.support.office import open_office
from tests.support.prepared import prepare
from workflow import goals
from workflow.goals import GoalFilter
from workflow.models import Goal, GoalIndicator, goal_departments

MANY: Final = 5_000
YEAR: Final = 2021


def goals_over_queries(databases: Databases, kind: str) -> list[Figure]:
    """The time of a page of the list, first and last, over that of its bare queries."""
    with opened(databases, fill) as office:
        return [
            Figure(f"list of 5,000 goals, page {number}, over its bare queries (time)", kind,
                   over_queries(office, goals.page, GoalFilter(YEAR), number), "×", 3, False)
            for number in (1, MANY // 50)
        ]  # fmt: skip


def fill(url: str) -> None:
    """An office with 5,000 set goals of one year, two indicators each."""
    prepare(url)
    office = open_office(url)
    departments = list(office.departments.values())
    ids = range(1000, 1000 + MANY)
    with office.engine.write() as work:
        work.session.execute(
            insert(Goal),
            [
                {
                    "id": one, "fiscal_year": YEAR, "number": one, "title": f"目標その{one}",
                    "overview": "事務を効率化する。" * 8, "field": "administration",
                    "dx_step": "2", "state": "set", "revision": 1, "outcome": "",
                }
                for one in ids
            ],
        )  # fmt: skip
        work.session.execute(
            insert(goal_departments),
            [
                {"goal_id": one, "department_id": departments[one % 3], "position": "0"}
                for one in ids
            ],
        )
        work.session.execute(
            insert(GoalIndicator),
            [
                {
                    "goal_id": one, "horizon": horizon, "position": 1, "text": "件数（25件）",
                    "kind": "number", "target": 25, "unit": "件",
                }
                for one in ids
                for horizon in ("year_end", "later")
            ],
        )  # fmt: skip
    office.engine.close()

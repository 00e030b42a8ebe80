"""The list of goals with 5,000 of one year: what it costs beyond its queries."""

from typing import Final

from sqlalchemy import insert

from tests.benchmarks.durable import opened
from tests.benchmarks.measuring import Figure, interleaved, ratio, seconds
from tests.benchmarks.reading import TIMES, ask, listening
from tests.support.databases import Databases
from tests.support.office import Office, open_office, prepare
from tests.support.units import look
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
                   _over_queries(office, number), "×", 3, False)
            for number in (1, MANY // 50)
        ]  # fmt: skip


def _over_queries(office: Office, number: int) -> float:
    engine = office.engine.database.engine

    def read() -> object:
        return look(office.engine, office.person("reviewer"), goals.page, GoalFilter(YEAR), number)

    read()
    with listening(engine) as sent:
        read()
    times = interleaved(
        {
            "list": lambda _run: seconds(lambda: [read() for _ in range(TIMES)]),
            "queries": lambda _run: seconds(lambda: [ask(engine, sent) for _ in range(TIMES)]),
        }
    )
    return ratio(times, "list", "queries")


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

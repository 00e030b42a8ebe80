"""The inventory with 10,000 systems: what its list costs beyond its queries."""

from datetime import date
from typing import Final

from sqlalchemy import insert

from tests.benchmarks.durable import opened
from tests.benchmarks.measuring import Figure
from tests.benchmarks.reading import over_queries
from tests.support.databases import Databases
from tests.support.office import open_office
from tests.support.prepared import prepare
from workflow import systems
from workflow.models import System, SystemCost
from workflow.systems import SystemFilter

MANY: Final = 10_000
YEAR: Final = 2021


def systems_over_queries(databases: Databases, kind: str) -> list[Figure]:
    """The time of a page of the list, first and last, over that of its bare queries."""
    with opened(databases, fill) as office:
        return [
            Figure(f"list of 10,000 systems, page {number}, over its bare queries (time)", kind,
                   over_queries(office, systems.page, SystemFilter(), number), "×", 3, False)
            for number in (1, MANY // 50)
        ]  # fmt: skip


def fill(url: str) -> None:
    """An office with 10,000 systems, each with the costs of five years."""
    prepare(url)
    office = open_office(url)
    departments = list(office.departments.values())
    ids = range(1, 1 + MANY)
    with office.engine.write() as work:
        work.session.execute(
            insert(System),
            [
                {
                    "id": one, "department_id": departments[one % 3], "name": f"システムその{one}",
                    "purpose": "事務を効率化する。" * 8, "vendor": f"事業者{one % 200}",
                    "form": "package", "networks": "lgwan", "personal_data": "none", "users": 30,
                    "hosting": "own_server", "holds": "", "state": "survey", "round": 1,
                    "contract_until": date(2022 + one % 5, 3, 31), "reasons": "", "revision": 1,
                    "search_text": f"システムその{one}",
                }
                for one in ids
            ],
        )  # fmt: skip
        work.session.execute(
            insert(SystemCost),
            [
                {"system_id": one, "fiscal_year": YEAR - back, "kyen": 1_000 + one}
                for one in ids
                for back in range(5)
            ],
        )
    office.engine.close()

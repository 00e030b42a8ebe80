"""44 real items of six governments go through the services and the door, to the letter."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.databases import Databases, with_tables
from tests.support.ledger import ledger_breaks
from tests.support.people import person_named
from tests.support.units import look
from workflow import items, organisation
from workflow.calendar import setup as calendar_setup
from workflow.engine import Engine
from workflow.items.list_views import ItemFilter
from workflow.masters import setup
from workflow.people import commands as people_commands
from workflow.values.actor import Title
from workflow.values.clock import JAPAN, SettableClock
from workflow.values.sheet import Sheet
from workflow.values.vocabulary import Role
from workflow.work import Work

pytestmark = pytest.mark.both_databases

FIXTURE = Path(__file__).parents[1] / "fixtures" / "real_items.toml"
ITEMS: list[dict[str, Any]] = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))["item"]
UNPUBLISHED = "（公表なし）"
"""Stands where a government published no section or no funding."""


def code_of(item: dict[str, Any]) -> str:
    return f"{item['prefecture']}-{item['department']}"


def section_of(item: dict[str, Any]) -> str:
    return item["section"] or UNPUBLISHED


@pytest.fixture
def engine(databases: Databases) -> Iterator[Engine]:
    """An engine that knows every department, section and cycle of the 44 items."""
    url = databases.copy_of(with_tables)
    engine = Engine(url, SettableClock(datetime(2030, 4, 1, tzinfo=JAPAN)))
    engine.publish_bundled()
    with engine.write() as work:
        setup.put_category(work, "network", Title("ネットワークシステム", ""), 1)
        setup.put_field(work, "administration", Title("行政", ""), 1)
        for code in dict.fromkeys(map(code_of, ITEMS)):
            organisation.add_department(work, 2030, code, Title(code, ""))
        for item in ITEMS:
            organisation.add_section(work, code_of(item), section_of(item))
        for cycle in dict.fromkeys(item["cycle"] for item in ITEMS):
            add_cycle(work, engine, cycle)
        officers = [(Role.OFFICER, code) for code in dict.fromkeys(map(code_of, ITEMS))]
        for login, grants in (("officer", officers), ("reviewer", [(Role.REVIEWER, None)])):
            people_commands.add_person(
                work, login=login, name=Title(login, ""), grants=grants, password=None
            )
    yield engine
    engine.close()
    databases.drop(url)


def add_cycle(work: Work, engine: Engine, cycle: str) -> None:
    year = int(cycle[:4])
    days = date(year, 4, 1)
    calendar_setup.put_cycle(
        work,
        cycle_id=cycle,
        title=Title(cycle, ""),
        fiscal_year=year,
        budget_year=year,
        process_name="standard",
        opens_on=days,
        submission_deadline=days,
        review_deadline=days,
    )


def test_the_44_real_items_reach_the_evaluators_as_they_were_published(engine):
    officer, reviewer = person_named(engine, "officer"), person_named(engine, "reviewer")
    departments = {d.code: d.id for d in look(engine, None, items.masters, 2030).departments}
    ids = []
    for item in ITEMS:
        sheet = Sheet(
            section=section_of(item),
            field="administration",
            category="network",
            name=item["name"],
            amount_kyen=item["amount_kyen"],
            amount_confirmed=(item["amount_kyen"] or 0) >= 1_000_000,
            funding=item["funding"] or UNPUBLISHED,
            summary=item["summary"],
            debt_burden_period=item["cycle_printed"] if item.get("debt_burden") else "",
        )
        receipt = engine.create(item["cycle"], departments[code_of(item)], sheet, officer)
        seen = sheet.content_hash
        for action, actor in (("submit", officer), ("receive", reviewer), ("approve", reviewer)):
            engine.perform(receipt.item_id, action, actor, seen)
        ids.append(receipt.item_id)

    page = look(engine, reviewer, items.page, ItemFilter(state="reviewed"), limit=200)
    found = {row.id: row for row in page.rows}
    told = [(i["name"], i["amount_kyen"], i["summary"], i["cycle"]) for i in ITEMS]
    rows = [found[item_id] for item_id in ids]
    assert [(row.name, row.amount_kyen, row.summary, row.cycle_id) for row in rows] == told
    assert (page.total.count, page.total.kyen) == (44, 11_940_160)
    assert [row.amount_kyen for row in rows if row.amount_kyen < 0] == [-1_395]
    assert [row.amount_kyen for row in rows].count(0) == [i["amount_kyen"] for i in ITEMS].count(0)
    assert ledger_breaks(engine) == ()

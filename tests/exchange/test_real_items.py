"""The template filled with the 44 real items comes in, and goes out again cell for cell."""

import csv
import tomllib
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import migrations
from tests.support.exchange import brought, taken_out
from tests.support.ledger import ledger_breaks
from tests.support.libreoffice import convert
from tests.support.people import person_named
from workflow import exchange, organisation
from workflow.calendar import setup as calendar_setup
from workflow.engine import Engine
from workflow.masters import setup
from workflow.people import commands as people_commands
from workflow.values.actor import Title
from workflow.values.clock import JAPAN, SettableClock
from workflow.values.vocabulary import Role

FIXTURE = Path(__file__).parents[1] / "fixtures" / "real_items.toml"
ITEMS: list[dict[str, Any]] = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))["item"]
CYCLE = "2030-09"
CATEGORY = "ネットワークシステム"
HEADINGS = [
    *("部局名", "課室名", "分野", "類型"),
    *("事業（事業内訳）名", "事業費（千円）", "財源", "概要"),
]
UNPUBLISHED = "（公表なし）"


def department(item: dict[str, Any]) -> str:
    return f"{item['prefecture']} {item['department']}".strip()


def cells(item: dict[str, Any]) -> list[Any]:
    """The columns of 資料1-6 from 部局名 on."""
    return [
        department(item),
        item["section"] or UNPUBLISHED,
        "行政",
        CATEGORY,
        f"{item['name']} {item['cycle_printed']}",
        item["amount_kyen"],
        item["funding"] or UNPUBLISHED,
        item["summary"],
    ]


def on_the_day(url: str) -> Engine:
    return Engine(url, SettableClock(datetime(2030, 8, 1, tzinfo=JAPAN)))


def prepare(url: str) -> None:
    """The departments and sections of the items, and an officer of them all."""
    engine = on_the_day(url)
    migrations.upgrade(engine.database.engine)
    engine.publish_bundled()
    with engine.write() as work:
        setup.put_category(work, "network", Title(CATEGORY, ""), 1)
        setup.put_field(work, "administration", Title("行政", ""), 1)
        names = dict.fromkeys(map(department, ITEMS))
        codes = {name: f"d{number}" for number, name in enumerate(names)}
        for name, code in codes.items():
            organisation.add_department(work, 2030, code, Title(name, ""))
        sections = dict.fromkeys((department(i), i["section"] or UNPUBLISHED) for i in ITEMS)
        for name, section in sections:
            organisation.add_section(work, codes[name], section)
        day = date(2030, 7, 1)
        calendar_setup.put_cycle(
            work,
            cycle_id=CYCLE,
            title=Title("令和12年度9月補正", ""),
            fiscal_year=2030,
            budget_year=2030,
            process_name="standard",
            opens_on=day,
            submission_deadline=day,
            review_deadline=day,
        )
        grants = [(Role.OFFICER, code) for code in codes.values()]
        people_commands.add_person(
            work, login="officer", name=Title("担当", ""), grants=grants, password=None
        )
    engine.close()


def bring_in(url: str) -> None:
    """The same, with the 44 items."""
    prepare(url)
    engine = on_the_day(url)
    come_in(engine)
    engine.close()


@pytest.fixture
def engine(databases):
    url = databases.copy_of(prepare)
    engine = on_the_day(url)
    yield engine
    engine.close()
    databases.drop(url)


@pytest.fixture
def with_items(databases):
    url = databases.copy_of(bring_in)
    engine = on_the_day(url)
    yield engine
    engine.close()
    databases.drop(url)


def come_in(engine: Engine) -> None:
    """Fill the template with the items and bring it in, without an error."""
    officer = person_named(engine, "officer")
    book = load_workbook(BytesIO(taken_out(engine, officer, CYCLE, items=False)))
    for row, item in enumerate(ITEMS, start=4):
        for column, value in enumerate(cells(item), start=2):
            book["様式"].cell(row, column).value = value
    filled = BytesIO()
    book.save(filled)

    file = brought(engine, officer, filled.getvalue(), "様式.xlsx", CYCLE)
    assert [one.kind for one in file.view().open_questions] == ["unit_large"]
    file.do(exchange.answer, {"unit": "thousand"})

    view = file.view()
    assert (view.problems, view.create, view.is_ready) == ((), 44, True)
    assert file.commit().created == 44


def rows_out(engine: Engine) -> list[list[Any]]:
    """The items as the list that is taken out has them."""
    content = taken_out(engine, person_named(engine, "officer"), CYCLE)
    out = load_workbook(BytesIO(content))["様式"]
    return [[c.value for c in row[1:9]] for row in out.iter_rows(min_row=4, max_row=47)]


@pytest.mark.both_databases
def test_the_44_real_items_come_in_without_an_error_and_go_out_cell_for_cell(engine):
    come_in(engine)

    assert sorted(rows_out(engine), key=repr) == sorted(map(cells, ITEMS), key=repr)
    assert ledger_breaks(engine) == ()


@pytest.mark.both_databases
def test_the_exported_list_of_them_comes_back_unchanged(with_items):
    officer = person_named(with_items, "officer")
    exported = taken_out(with_items, officer, CYCLE)

    file = brought(with_items, officer, exported, "a.xlsx", CYCLE)

    view = file.view()
    assert (view.same, view.create, view.change, view.wrong) == (44, 0, 0, 0)


def test_what_another_program_saved_in_its_own_form_says_the_same(with_items, tmp_path):
    officer = person_named(with_items, "officer")
    book = tmp_path / "list.xlsx"
    book.write_bytes(taken_out(with_items, officer, CYCLE))

    for form in ("xls", "ods"):
        convert([book], form, tmp_path, tmp_path / "profile")
        saved = (tmp_path / f"list.{form}").read_bytes()
        view = brought(with_items, officer, saved, f"list.{form}", CYCLE).view()
        assert (view.problems, view.same, view.create, view.change) == ((), 44, 0, 0), form


@pytest.mark.both_databases
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_plain_list_of_them_comes_in_from_either_encoding(engine, encoding):
    officer = person_named(engine, "officer")
    lines = StringIO()
    csv.writer(lines).writerows([HEADINGS, *map(cells, ITEMS)])

    file = brought(engine, officer, lines.getvalue().encode(encoding), "list.csv", CYCLE)
    file.do(exchange.answer, {"unit": "thousand"})

    view = file.view()
    assert (view.problems, view.create) == ((), 44)
    assert file.commit().created == 44
    assert sorted(rows_out(engine), key=repr) == sorted(map(cells, ITEMS), key=repr)

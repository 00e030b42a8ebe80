"""What was read of the masters is read again as soon as anybody changed one, and not before."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import delete, event, insert, select, text, update

from tests.support.databases import with_tables
from tests.support.item_form import NEW
from tests.support.office import NOW, SEPTEMBER, open_office
from tests.support.prepared import prepare
from tests.support.rows import fill
from tests.support.units import do, look
from workflow import items, organisation
from workflow.database import Database
from workflow.database.master_cache import MasterCache
from workflow.models import Base, ProcessVersion, ProcessWithdrawal
from workflow.values import Title
from workflow.work import Work

PAGES = [
    ("soumu", "/"), ("soumu", NEW), ("reviewer", "/items/3"), ("reviewer", "/search/?words=業務"),
    ("evaluator", "/items/2/evaluate"), ("secretariat", "/headquarters/"), ("viewer", "/goals/"),
    ("admin", "/people/"), ("admin", "/organisation/"), ("admin", "/setup/"),
    ("admin", "/masters/funding"), ("admin", "/process/"),
]  # fmt: skip
MARKED = {
    *("cycles", "meetings", "meeting_cycles"),
    *("departments", "department_places", "sections", "section_places"),
    *("office_profile", "funding_kinds", "fields", "categories", "criteria", "verdicts"),
    *("process_versions", "process_withdrawals", "goals", "goal_departments"),
}
"""The tables of what an office sets up, of which what was read is kept."""
ADDED_TO = {"process_versions", "process_withdrawals"}
"""Those of which the database itself lets nobody change a row."""


@pytest.fixture
def offices(databases):
    """Two processes at one database."""
    url = databases.copy_of(prepare)
    pair = open_office(url), open_office(url)
    yield pair
    for one in pair:
        one.engine.close()
    databases.drop(url)


def mark(engine):
    with engine.connect() as connection:
        return connection.scalar(text("SELECT mark FROM masters_mark"))


@pytest.mark.both_databases
def test_any_change_of_a_row_of_a_master_gives_the_masters_another_mark(databases):
    url = databases.copy_of(with_tables)
    engine = Database(url).engine
    with engine.begin() as connection:
        fill(connection, MARKED)
    changed = [one for one in Base.metadata.sorted_tables if one.name in MARKED - ADDED_TO]
    same = []
    for table in reversed(changed):
        first = next(iter(table.c))
        for change in (update(table).values({first.name: first}), delete(table)):
            before = mark(engine)
            with engine.begin() as connection:
                assert connection.execute(change).rowcount
            if mark(engine) == before:
                same.append(str(change))
    engine.dispose()
    databases.drop(url)

    assert len(changed) == len(MARKED - ADDED_TO)
    assert same == []


@pytest.mark.both_databases
def test_a_row_that_is_added_to_the_masters_gives_them_another_mark(offices):
    engine = offices[0].engine.database.engine
    versions, withdrawals = ProcessVersion.__table__, ProcessWithdrawal.__table__
    with engine.connect() as connection:
        row = dict(connection.execute(select(versions)).mappings().first()) | {"version": 900}
    withdrawn = {"name": row["name"], "version": 900, "withdrawn_at": NOW}
    marks = [mark(engine)]

    for table, values in ((versions, row), (withdrawals, withdrawn)):
        with engine.begin() as connection:
            connection.execute(insert(table), values)
        marks.append(mark(engine))

    assert len(set(marks)) == len(marks)


@pytest.mark.both_databases
def test_what_one_process_changes_is_in_the_next_unit_of_another(offices):
    here, there = offices
    year = look(here.engine, None, items.cycle, SEPTEMBER).fiscal_year
    before = look(here.engine, None, items.departments, year)

    do(there.engine, "admin", organisation.add_department, year, "new", Title("新設部", "New"))

    after = look(here.engine, None, items.departments, year)
    assert [one.name.ja for one in after] == [*(one.name.ja for one in before), "新設部"]


@pytest.mark.both_databases
def test_a_change_that_was_taken_back_is_shown_to_nobody(offices):
    here, there = offices
    year = look(here.engine, None, items.cycle, SEPTEMBER).fiscal_year
    before = look(here.engine, None, items.departments, year)

    def begin(work):
        organisation.add_department(work, year, "new", Title("新設部", "New"))
        assert len(items.departments(work, year)) == len(before) + 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        do(here.engine, "admin", begin)

    for office in (here, there):
        assert look(office.engine, None, items.departments, year) == before


@pytest.mark.both_databases
def test_a_unit_that_began_before_a_change_keeps_what_it_saw(offices):
    here, there = offices
    with here.engine.read() as work:
        year = items.cycle(work, SEPTEMBER).fiscal_year
        do(there.engine, "admin", organisation.add_department, year, "new", Title("新設部", "New"))
        before = items.departments(work, year)

    assert "新設部" not in [one.name.ja for one in before]
    assert "新設部" in [one.name.ja for one in look(here.engine, None, items.departments, year)]


def test_what_is_kept_is_read_of_marked_tables_alone(
    shared_demo_engine, shared_sign_in_as, monkeypatch
):
    asked, reading = set(), []
    keep = Work.of_masters

    def of_masters(work, key, read):
        def watched():
            reading.append(key)
            try:
                return read()
            finally:
                reading.pop()

        return keep(replace(work, masters=MasterCache()), key, watched)

    def note(_connection, _cursor, statement, *_rest):
        if reading:
            asked.update(re.findall(r"\b(?:FROM|JOIN) (\w+)", statement))

    monkeypatch.setattr(Work, "of_masters", of_masters)
    event.listen(shared_demo_engine.database.engine, "before_cursor_execute", note)
    try:
        for login, path in PAGES:
            assert shared_sign_in_as(login).get(path).status_code == 200
    finally:
        event.remove(shared_demo_engine.database.engine, "before_cursor_execute", note)

    assert asked
    assert asked - {"masters_mark", "anon_1"} <= MARKED

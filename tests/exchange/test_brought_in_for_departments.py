"""The center brings in a list of all departments: drafts in their hands, each told once."""

import pytest
from sqlalchemy import select

from tests.support.exchange import StagedFile, brought
from tests.support.ledger import ledger_breaks
from tests.support.office import SEPTEMBER
from workflow import items
from workflow.items.list_views import ItemFilter
from workflow.models import LedgerEntry, Notice, Person
from workflow.values.errors import NotPermitted, WrongRole

HEAD = "部局名,課室名,分野,類型,事業名,予算額,財源,概要\n"
OURS = "soumu,税務課,行政,procedure,税務改修,60016,一般財源,あれこれ\n"
THEIRS = "kensetsu,技術管理課,行政,procedure,橋りょう台帳,9000,一般財源,あれこれ\n"


def staged(office, text: str, by: str) -> StagedFile:
    return brought(office.engine, office.person(by), text.encode())


@pytest.mark.both_databases
def test_drafts_of_all_departments_begin_in_their_hands_and_each_is_told_once(office):
    file = staged(office, HEAD + OURS + THEIRS, "reviewer")
    assert (file.view().create, file.view().is_ready) == (2, True)

    assert [file.commit().created for _ in range(2)] == [2, 2]

    with office.engine.read(office.person("reviewer")) as work:
        mine = items.page(work, ItemFilter(cycle_id=SEPTEMBER)).rows
        said = work.session.scalars(select(LedgerEntry).order_by(LedgerEntry.item_id)).all()
        told = work.session.execute(
            select(Person.login, Notice.kind, Notice.mark)
            .join(Person, Person.id == Notice.person_id)
            .order_by(Person.login)
        ).all()
    assert [(one.actor_login, one.particulars["brought_in_for"]["department"]) for one in said] == [
        ("reviewer", "soumu"), ("reviewer", "kensetsu"),
    ]  # fmt: skip
    assert told
    assert {(kind, mark) for _, kind, mark in told} == {("brought_in", f"{file.number}:1")}
    assert len({login for login, _, _ in told}) == len(told)
    assert {one.state for one in mine} == {"draft"}
    item = next(one.id for one in mine if one.name == "税務改修")
    with pytest.raises(NotPermitted):
        office.act(item, "submit", "reviewer")
    office.act(item, "submit", "officer")
    office.act(item, "receive", "reviewer")
    assert ledger_breaks(office.engine) == ()


def test_what_is_there_is_not_changed_by_a_list_of_the_center(office):
    staged(office, HEAD + OURS, "officer").commit()
    again = staged(office, HEAD + OURS.replace("60016", "1") + THEIRS, "secretariat")
    with office.engine.read(office.person("officer")) as work:
        (item,) = items.page(work, ItemFilter(cycle_id=SEPTEMBER)).rows
    head = HEAD.replace("部局名", "案件番号（非表示列）,部局名")
    numbered = staged(office, f"{head}{item.id},{OURS.replace('60016', '1')}", "reviewer")

    assert [one.key for one in again.view().problems] == ["duplicate_item"]
    assert [one.key for one in numbered.view().problems] == ["only_drafts"]
    with pytest.raises(WrongRole):
        staged(office, HEAD + THEIRS, "evaluator")

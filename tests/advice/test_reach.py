"""An advisor from outside reads what they are asked about; others only where that is said."""

import pytest

from tests.support.advising import an_advisor, ask, reach
from tests.support.office import SEPTEMBER, Office
from tests.support.search import found
from tests.support.units import look
from workflow import advice, documents, items, reports, search, statistics, threads
from workflow.items.list_views import ItemFilter
from workflow.values.errors import NotFound, WrongRole
from workflow.values.vocabulary import Role


@pytest.fixture
def two(office: Office) -> tuple[int, int]:
    """Two submitted items; the advisor is asked about the first."""
    asked = office.an_item("under_review", office.a_sheet(name="県道台帳の整備"))
    other = office.an_item("under_review", office.a_sheet(name="県道台帳の更新"))
    ask(office, asked)
    return asked, other


def test_nothing_else_exists_for_them_on_any_page(office, two):
    asked, other = two
    wanted = ItemFilter(cycle_id=SEPTEMBER)

    rows = office.look("advisor", items.page, wanted)
    sums = office.look("advisor", statistics.amounts, wanted, 2021)
    report = office.look("advisor", documents.report, wanted)

    assert [row.id for row in rows.rows] == [row.id for row in report.rows] == [asked]
    assert rows.total.count == sums.total.count == 1
    assert found(office, "県道台帳", "advisor") == [asked]
    assert office.look("advisor", search.similar, asked) == ()
    for read in (items.get, threads.of, documents.item_document, search.similar):
        with pytest.raises(NotFound):
            office.look("advisor", read, other)


def test_what_was_asked_is_read_on_after_the_answer_but_not_after_it_is_withdrawn(office, two):
    asked, other = two
    ask(office, other)
    answered, withdrawn = (office.look("reviewer", advice.of, one)[0].request_id for one in two)
    office.do("advisor", advice.give, answered, "よい。", 0)

    office.do("reviewer", advice.withdraw, withdrawn)

    assert office.look("advisor", items.get, asked).row.id == asked
    with pytest.raises(NotFound):
        office.look("advisor", items.get, other)


def test_an_item_pulled_back_is_not_theirs_either(office):
    item_id = office.an_item("submitted")
    ask(office, item_id)
    office.act(item_id, "pull_back", "officer")

    with pytest.raises(NotFound):
        office.look("advisor", items.get, item_id)


def test_frozen_editions_have_every_department_and_are_not_for_them(office, two):
    meeting = office.meetings[SEPTEMBER]

    with pytest.raises(WrongRole):
        office.look("advisor", reports.editions, meeting)

    reach(office, limited=False)
    assert office.look("advisor", reports.editions, meeting) == ()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.SECRETARIAT])
def test_an_advisor_who_reads_editions_by_another_role_goes_on_reading_them(office, role):
    an_advisor(office, "both", (role, None))

    assert office.look("both", reports.editions, office.meetings[SEPTEMBER]) == ()


def test_one_of_the_house_reads_every_submitted_item_until_that_ends(office, two):
    asked, other = two
    draft = office.an_item("draft")
    an_advisor(office, "outsider")
    reach(office, limited=False)
    reach(office, limited=False)

    assert office.look("outsider", items.page, ItemFilter()).rows == ()
    wide = {row.id for row in office.look("advisor", items.page, ItemFilter()).rows}
    reach(office, limited=True)
    narrow = {row.id for row in office.look("advisor", items.page, ItemFilter()).rows}

    assert wide == {asked, other}
    assert draft not in wide
    assert narrow == {asked}


def test_advisors_are_limited_unless_it_is_said_otherwise(office):
    (before,) = [one for one in office.look("admin", advice.advisors) if one.name.ja == "advisor"]
    reach(office, limited=False)
    (after,) = [one for one in office.look("admin", advice.advisors) if one.name.ja == "advisor"]

    assert (before.limited, after.limited) == (True, False)


@pytest.mark.parametrize("login", ["reviewer", "advisor", "viewer", "officer"])
def test_only_maintainers_say_it(shared_office, login):
    with pytest.raises(WrongRole):
        reach(shared_office, limited=False, by=login)


def test_only_an_advisor_can_be_meant(shared_office):
    viewer = shared_office.person("viewer").person_id

    with pytest.raises(NotFound):
        shared_office.do("admin", advice.limit, viewer, limited=False)


def test_the_page_says_what_each_reads_and_the_tick_is_on_at_first(
    demo_engine, sign_in_as, send_form
):
    admin = sign_in_as("admin")
    (advisor, *_) = look(demo_engine, "admin", advice.advisors)
    page = f"/advice/advisors/{advisor.person_id}"
    assert "助言を依頼された案件だけを閲覧する" in admin.get(page).text
    assert "依頼された案件" in admin.get("/advice/advisors").text

    answer = send_form(admin, page, {"limited": []})

    assert answer.status_code == 302
    assert "提出済のすべての案件" in admin.get("/advice/advisors").text

"""A year's record of the advisors: terms, what they were asked, what they said; page and file."""

from datetime import date

import pytest

from tests.support.advising import QUESTION, WORDS, advise, an_advisor, requested
from tests.support.people import PEOPLE
from workflow import advice, documents
from workflow.models import RoleGrant
from workflow.values.days import Period
from workflow.values.errors import NotFound, WrongRole
from workflow.values.vocabulary import CENTER_ROLES, Role


def test_the_record_has_each_term_of_the_year_with_what_was_asked_and_said(office):
    _item, request_id = requested(office)
    advise(office, request_id)
    later = an_advisor(office, "later", fields=["industry"])
    over = an_advisor(office, "over")
    with office.engine.database.writing() as session:
        for person_id, days in (
            (later, {"from_on": date(2021, 10, 1), "until_on": date(2023, 3, 31)}),
            (over, {"until_on": date(2020, 3, 31)}),
        ):
            session.query(RoleGrant).filter_by(person_id=person_id).update(days)

    first, second = office.look("reviewer", advice.year_record, 2021)

    assert [(one.question, one.latest.text) for one in first.asked] == [(QUESTION, WORDS)]
    assert (first.answered, second.asked) == (1, ())
    assert second.terms == (Period(date(2021, 10, 1), date(2023, 3, 31)),)
    assert [one.field for one in second.expertise] == ["industry"]
    assert [one.asked for one in office.look("reviewer", advice.year_record, 2022)] == [(), ()]
    (own,) = office.look("advisor", advice.year_record, 2021)
    assert own.person_id == first.person_id
    file = office.look("reviewer", documents.advisors_record_document, 2021, "csv")
    said = file.content.decode("utf-8-sig")
    assert file.name == "令和3年度DX推進アドバイザー活動記録 令和3年8月2日現在.csv"
    assert WORDS in said
    assert "later,令和3年10月1日～令和5年3月31日," in said
    with pytest.raises(NotFound):
        office.look("reviewer", documents.advisors_record_document, 2021, "pdf")


def test_only_the_center_and_advisors_read_the_record(shared_office):
    for login in PEOPLE:
        roles = shared_office.person(login).roles
        if roles & (CENTER_ROLES | {Role.ADVISOR}):
            shared_office.look(login, advice.year_record, 2021)
        else:
            with pytest.raises(WrongRole):
                shared_office.look(login, advice.year_record, 2021)


def test_the_page_and_the_workbook_lead_from_the_list_of_advice(shared_sign_in_as):
    browser = shared_sign_in_as("reviewer")

    page = browser.get("/advice/record?year=2021").text

    assert "/advice/record" in browser.get("/advice/").text
    assert "委嘱期間" in page
    assert "依頼 0件、うち助言済 0件" in page
    assert browser.get("/advice/record-2021.xlsx").data.startswith(b"PK")
    assert browser.get("/advice/record?year=1999").status_code == 404
    assert shared_sign_in_as("soumu").get("/advice/record").status_code == 403

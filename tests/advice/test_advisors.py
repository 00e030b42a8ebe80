"""Advisors: what each of them knows, and which of them an item should go to."""

import pytest

from tests.support.advising import an_advisor, ask, requested
from tests.support.people import PEOPLE
from workflow import advice
from workflow.values.errors import ChangedMeanwhile, InputRefused, NotFound, WrongRole
from workflow.values.vocabulary import Role


def test_advisors_are_proposed_by_field_and_by_department(office):
    general = an_advisor(office, "generalist", general=True)
    government = an_advisor(office, "government", fields=["administration"])
    industry = an_advisor(office, "industry", fields=["industry"])
    tourism = an_advisor(office, "tourism", departments=["kensetsu"])

    def proposed(**item) -> list[int]:
        item_id = office.an_item("submitted", **item)
        found = office.look("reviewer", advice.for_item, item_id)
        return [one.person_id for one in found if one.proposed]

    assert proposed() == [government, general]
    living = office.a_sheet(section="技術管理課", field="living")
    assert proposed(sheet=living, department="kensetsu") == [tourism, general]
    joint = office.a_sheet(field="industry", joint_departments=("kensetsu",))
    assert proposed(sheet=joint) == [industry, tourism, general]


def test_who_was_asked_already_is_not_proposed_again(office):
    item_id, _ = requested(office)

    found = office.look("reviewer", advice.for_item, item_id)

    assert [(one.asked, one.proposed) for one in found] == [(True, False)]


def test_an_officer_of_the_department_is_not_asked(office):
    involved = an_advisor(office, "involved", (Role.OFFICER, "soumu"), general=True)
    item_id = office.an_item("submitted")

    found = {one.person_id: one for one in office.look("reviewer", advice.for_item, item_id)}
    assert (found[involved].involved, found[involved].proposed) == (True, False)
    with pytest.raises(InputRefused):
        ask(office, item_id, advisors=("involved",))


def test_what_an_advisor_knows_is_kept_by_the_secretariat_and_administrators(office):
    advisor = office.person("advisor").person_id
    for login in PEOPLE:
        keep = {"general": login == "admin"}
        if login in ("admin", "secretariat", "everything"):
            office.do(login, advice.set_expertise, advisor, **keep)
        else:
            with pytest.raises(WrongRole):
                office.do(login, advice.set_expertise, advisor, general=True)

    knows = {"fields": ["living"], "departments": ["kikaku"]}
    seen = office.look(None, advice.advisors)[0].seen
    office.do("secretariat", advice.set_expertise, advisor, **knows, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        office.do("admin", advice.set_expertise, advisor, general=True, seen=seen)
    known = office.look(None, advice.advisors)[0].expertise
    assert {(one.field, one.department_code) for one in known} == {
        ("living", None),
        (None, "kikaku"),
    }


def test_only_advisors_are_asked_about_something(office):
    viewer, advisor = (office.person(login).person_id for login in ("viewer", "advisor"))

    with pytest.raises(NotFound):
        office.do("admin", advice.set_expertise, viewer, general=True)
    with pytest.raises(InputRefused):
        office.do("admin", advice.set_expertise, advisor, departments=["nowhere"])

"""Advisors: what each of them knows, and which of them an item should go to."""

import pytest

from tests.support.advising import an_advisor, ask, requested
from tests.support.people import PEOPLE
from workflow.values.errors import InputRefused, NotFound, WrongRole
from workflow.values.vocabulary import Field, Role


def test_advisors_are_proposed_by_field_and_by_department(office):
    general = an_advisor(office, "generalist", general=True)
    government = an_advisor(office, "government", fields=[Field.ADMINISTRATION])
    industry = an_advisor(office, "industry", fields=[Field.INDUSTRY])
    tourism = an_advisor(office, "tourism", departments=["kensetsu"])

    def proposed(**item) -> list[int]:
        item_id = office.an_item("submitted", **item)
        found = office.engine.advice.for_item(item_id, office.person("reviewer"))
        return [one.person_id for one in found if one.proposed]

    assert proposed() == [government, general]
    living = office.a_sheet(section="技術管理課", field=Field.LIVING)
    assert proposed(sheet=living, department="kensetsu") == [tourism, general]
    joint = office.a_sheet(field=Field.INDUSTRY, joint_departments=("kensetsu",))
    assert proposed(sheet=joint) == [industry, tourism, general]


def test_who_was_asked_already_is_not_proposed_again(office):
    item_id, _ = requested(office)

    found = office.engine.advice.for_item(item_id, office.person("reviewer"))

    assert [(one.asked, one.proposed) for one in found] == [(True, False)]


def test_an_officer_of_the_department_is_not_asked(office):
    involved = an_advisor(office, "involved", (Role.OFFICER, "soumu"), general=True)
    item_id = office.an_item("submitted")

    desk, actor = office.engine.advice, office.person("reviewer")
    found = {one.person_id: one for one in desk.for_item(item_id, actor)}
    assert (found[involved].involved, found[involved].proposed) == (True, False)
    with pytest.raises(InputRefused):
        ask(office, item_id, advisors=("involved",))


def test_what_an_advisor_knows_is_kept_by_the_secretariat_and_administrators(office):
    desk, advisor = office.engine.advice, office.person("advisor").person_id
    for login in PEOPLE:
        keep = {"general": login == "admin"}
        if login in ("admin", "secretariat", "everything"):
            desk.set_expertise(advisor, office.person(login), **keep)
        else:
            with pytest.raises(WrongRole):
                desk.set_expertise(advisor, office.person(login), general=True)

    desk.set_expertise(
        advisor,
        office.person("secretariat"),
        fields=[Field.LIVING],
        departments=["kikaku"],
    )
    knows = desk.advisors()[0].expertise
    assert {(one.field, one.department_code) for one in knows} == {
        (Field.LIVING, None),
        (None, "kikaku"),
    }


def test_only_advisors_are_asked_about_something(office):
    desk, actor = office.engine.advice, office.person("admin")

    with pytest.raises(NotFound):
        desk.set_expertise(office.person("viewer").person_id, actor, general=True)
    with pytest.raises(InputRefused):
        desk.set_expertise(office.person("advisor").person_id, actor, departments=["nowhere"])

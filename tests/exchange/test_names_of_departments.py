"""Short and old names of departments: asked about once, remembered, kept by administrators."""

import pytest

from tests.support.exchange import brought
from workflow import exchange, masters
from workflow.values.errors import InputRefused, NotFound, WrongRole

HEAD = "部局名,課室名,事業名,予算額（千円）\n"
SHORT = HEAD + "soum,税務課,甲事業,1\n"


def view(office, text, by="officer"):
    return brought(office.engine, office.person(by), text.encode()).view()


def test_a_name_is_asked_once_and_remembered_for_the_person_who_answered(office):
    file = brought(office.engine, office.person("officer"), SHORT.encode())
    (question,) = file.view().open_questions
    assert (question.kind, question.data["name"]) == ("department", "soum")
    assert question.choices[0].word == "soumu"

    file.do(exchange.answer, {"department:soum": "soumu"})
    assert file.commit().created == 1

    again = view(office, HEAD + "soum,税務課,乙事業,1\n")
    assert (again.questions, again.create) == ((), 1)
    assert view(office, HEAD + "soum,税務課,丙事業,1\n", "colleague").open_questions
    assert [one.name for one in office.look("officer", masters.own_names)] == ["soum"]


def test_what_was_remembered_can_be_forgotten_by_its_person_only(office):
    file = brought(office.engine, office.person("officer"), SHORT.encode())
    file.do(exchange.answer, {"department:soum": "soumu"})
    file.commit()
    (name,) = office.look("officer", masters.own_names)

    with pytest.raises(NotFound):
        office.do("colleague", masters.forget, name.id)
    office.do("officer", masters.forget, name.id)

    assert view(office, HEAD + "soum,税務課,乙事業,1\n").open_questions


def test_an_answer_of_none_leaves_the_name_as_a_problem_of_its_cell(office):
    file = brought(office.engine, office.person("officer"), SHORT.encode())

    file.do(exchange.answer, {"department:soum": "none"})

    assert [(one.cell, one.key) for one in file.view().problems] == [("A2", "department_unknown")]


def test_a_name_that_resembles_no_department_is_a_problem_at_once(office):
    found = view(office, HEAD + "謎部,税務課,甲事業,1\n")

    assert [one.key for one in found.problems] == ["department_unknown"]


def test_the_offices_other_names_hold_for_everybody_and_are_its_maintainers_alone(office):
    with pytest.raises(WrongRole):
        office.do("officer", masters.add_other_name, "soumu", "総務")
    with pytest.raises(InputRefused):
        office.do("admin", masters.add_other_name, "soumu", " ")
    office.do("admin", masters.add_other_name, "soumu", "総務")

    row = HEAD + "総　務,税務課,甲事業,1\n"
    assert view(office, row).create == 1

    (name,) = office.look("admin", masters.other_names)
    office.do("admin", masters.remove_other_name, name.id)
    assert office.look("admin", masters.other_names) == ()
    assert [one.key for one in view(office, row.replace("甲", "乙")).problems] == [
        "department_unknown"
    ]


def test_a_departments_own_name_is_never_taken_for_another(office):
    office.do("admin", masters.add_other_name, "kensetsu", "soumu")

    assert view(office, HEAD + "soumu,税務課,甲事業,1\n").create == 1


def test_departments_that_stand_between_the_rows_are_taken_from_there_once_asked(office):
    own = "【soumu】\n課名,事業名,予算額（千円）\n税務課,甲事業,1\n小計,,1\n"
    text = f"{own}【kensetsu】\n技術管理課,乙事業,2\n"
    file = brought(office.engine, office.person("officer"), text.encode())
    assert [one.kind for one in file.view().open_questions] == ["sheet_department"]

    file.do(exchange.answer, {"sheet_department": "title"})

    assert [line.department for line in file.view().lines] == ["soumu"]
    assert [(one.key, one.typed) for one in file.view().problems] == [
        ("other_department", "kensetsu")
    ]


def test_other_names_on_the_pages(sign_in_as, submit):
    admin = sign_in_as("admin")
    where = "/masters/departments/names"

    assert submit(admin, where, {"name": "健福", "department": "kenko"}).status_code == 302
    page = admin.get(where).text
    assert "健福" in page
    assert submit(admin, where, {"name": "", "department": "kenko"}).status_code == 422
    assert sign_in_as("soumu").get(where).status_code == 403

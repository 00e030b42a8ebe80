"""Lists as personnel sections write them: merged cells, job titles, heads of departments."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from tests.support.people import OWN
from tests.support.rosters import actor, brought, problems, seen_before
from workflow import masters, rosters
from workflow.people import PersonChanged
from workflow.values.vocabulary import Role


def test_a_list_of_the_personnel_section_comes_in_as_it_is(office):
    lines = ("令和3年度 職員名簿,,,", "", "職員番号,氏　名,所　属,職名",
             f"0012,甲 太郎,{OWN}税務課,主査", "13,乙 花子,技術管理課,主任",
             "14,丙 次郎,どこか課,主事")  # fmt: skip
    first = brought(office, *lines[1:], head=lines[0])
    assert (first.has_logins, first.has_roles, first.given) == (False, False, 0)
    assert problems(first) == [(6, "department", "roster_department_unknown")]
    file = office.look("admin", rosters.bring, "a.csv", "\n".join(lines[:-1]).encode("cp932"))
    roster_id = office.do("admin", rosters.stage, file)
    plain = office.look("admin", rosters.view, roster_id)
    with pytest.raises(PersonChanged):
        office.do("admin", rosters.commit, roster_id, plain.seen, "officer")

    view = office.look("admin", rosters.view, roster_id, "officer")

    assert (view.added, view.given, problems(view)) == (2, 2, [])
    office.do("admin", rosters.commit, roster_id, view.seen, "officer")
    for login, department in (("0012", OWN), ("13", "kensetsu")):
        assert actor(office, login).departments(Role.OFFICER) == {office.departments[department]}
    assert office.look("admin", rosters.preview, file.cells, "admin").given == 0


def test_job_titles_give_roles_to_whom_the_list_names_none(office):
    lines = (
        f"1,甲,{OWN},部長,",
        f"2,乙,{OWN},主査,",
        f"3,officer,{OWN},主査,審査担当",
        "4,丁,,主査,",
    )
    head = "職員番号,氏名,部,職名,役割"
    plain = brought(office, *lines[:3], head=head)
    assert (plain.titles, plain.given) == ((("部長", 1), ("主査", 1)), 1)
    assert plain.without_role == 2
    assert [one.namesake for one in plain.changes] == ["", "", "officer"]

    by_title = ["viewer", "officer", "admin"]
    view = office.look("admin", rosters.view, plain.id, "", by_title)

    assert view.titles == plain.titles
    assert view.without_role == 0
    assert dict(view.given_by_role) == {Role.VIEWER: 1, Role.OFFICER: 1, Role.REVIEWER: 1}
    with pytest.raises(PersonChanged):
        office.do("admin", rosters.commit, plain.id, view.seen)
    assert office.do("admin", rosters.commit, plain.id, view.seen, "", by_title) == (3, 0, 3)
    assert actor(office, "2").departments(Role.OFFICER) == {office.departments[OWN]}


def test_merged_places_sums_and_other_names_of_a_personnel_list_are_understood(office):
    office.do("admin", masters.add_other_name, OWN, "総務")
    book = Workbook()
    book.active.append(["表紙"])
    page = book.create_sheet("名簿")
    page.append(["部局\n名", "課　名", "職員\n番号", "職員氏名"])
    for row in (["総務", "税務課", 1, "甲"], [None, None, 2, "乙"], [None, "財産活用課", 3, "丙"],
                ["合計", None, None, "3人"], [None, "技術管理課", 4, "丁"]):  # fmt: skip
        page.append(row)
    page.merge_cells("A2:A4")
    page.merge_cells("B2:B3")
    filled = BytesIO()
    book.save(filled)

    view = seen_before(office, "名簿.xlsx", filled.getvalue())

    assert (problems(view), view.added) == ([], 4)
    office.do("admin", rosters.commit, view.id, view.seen)
    rows = {row["login"]: row for row in office.look("admin", rosters.listed)}
    assert [(rows[login]["department"], rows[login]["section"]) for login in "1234"] == [
        (OWN, "税務課"), (OWN, "税務課"), (OWN, "財産活用課"), ("kensetsu", "技術管理課"),
    ]  # fmt: skip


def test_a_roster_of_the_drawer_is_read_with_its_heads_and_names_what_it_is_not_read_of(office):
    lines = (f"1,甲,{OWN},,本館,", f"2,乙,{OWN},税務課,本館,各課担当")

    view = brought(office, *lines, head="職員番号,氏名,部,課,庁舎,役割")

    assert (problems(view), view.added, view.given) == ([], 2, 1)
    assert (view.unread, view.without_section) == (("庁舎",), 1)
    office.do("admin", rosters.commit, view.id, view.seen)
    rows = {row["login"]: row for row in office.look("admin", rosters.listed)}
    places = [(rows[one]["department"], rows[one]["section"]) for one in "12"]
    assert places == [(OWN, ""), (OWN, "税務課")]
    document = office.look("admin", rosters.workbook, "csv")
    assert seen_before(office, document.name, document.content).changes == ()
    moved = brought(office, "1,甲,kensetsu", f"2,乙,{OWN}", head="職員番号,氏名,部")
    assert [(one.login, one.fields) for one in moved.changes] == [
        ("1", (rosters.FieldChange("department", OWN, "kensetsu"),))
    ]

"""Lists of people out and in: what comes back unchanged changes nothing, and all or nothing."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.support.office import NOW
from tests.support.people import OWN, PEOPLE
from tests.support.rosters import actor, brought, problems, seen_before
from workflow import ledger, people, rosters, staging
from workflow.people import PersonChanged
from workflow.rosters import RosterNotReady
from workflow.rosters.columns import accepted_words, roles_said
from workflow.values.actor import Title
from workflow.values.errors import NotFound
from workflow.values.office import Office
from workflow.values.vocabulary import Role

TODAY = NOW.date()
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_was_exported_comes_back_as_nothing_to_change(shared_office, form):
    document = shared_office.look("admin", rosters.workbook, form)

    view = seen_before(shared_office, document.name, document.content)

    assert (view.problems, view.changes) == ((), ())
    assert view.not_ready.data == {"reason": "nothing"}
    rows = shared_office.look("admin", rosters.listed)
    assert {row["login"] for row in rows} == set(PEOPLE)


def test_people_and_roles_are_added_changed_and_ended_in_one_go(office):
    view = brought(
        office,
        "hanako,秋田 花子,アキタ ハナコ,A-1,soumu,税務課,h@x.jp,,各課担当,soumu,R4.4.1,",
        "hanako,,,,,,,,閲覧者・審査,,,2022-03-31",
        f"reviewer,審査 太郎,,,,,,,審査担当,,,{YESTERDAY}",
        "viewer,viewer,,,,,,停止,,,,",
        "officer,officer,,,,,,,各課担当,soumu,,",
    )
    assert (view.added, view.changed, view.given, view.ended) == (1, 2, 3, 1)
    assert problems(view) == []
    assert [one.login for one in view.changes] == ["hanako", "reviewer", "viewer"]

    assert office.do("admin", rosters.commit, view.id, view.seen) == (1, 2, 3)

    hanako = actor(office, "hanako")
    assert hanako.roles == {Role.VIEWER, Role.REVIEWER}
    office.clock.set(NOW.replace(year=2022, month=4))
    assert actor(office, "hanako").departments(Role.OFFICER) == {office.departments[OWN]}
    assert actor(office, "reviewer").name.ja == "審査 太郎"
    assert actor(office, "reviewer").roles == frozenset()
    (after,) = office.look("admin", people.listed, people.PeopleFilter(active=False)).rows
    assert after.login == "viewer"
    with office.engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound
    with pytest.raises(RosterNotReady):
        office.do("admin", rosters.commit, view.id, view.seen)


def test_everything_wrong_is_said_cell_by_cell_and_nothing_is_done(office):
    view = brought(
        office,
        "A B,誰か,,,,,,,,,,",
        "new1,新任,,S-1,nowhere,税務課,mail,たぶん,支配者,soumu,4月,",
        "new2,新任,,S-1,soumu,技術管理課,,,各課担当,,2022-04-01,2022-03-31",
        "new2,別の名,,S-1,,,,,閲覧者,,,2021-08-01",
        "admin,admin,,,,,,停止,,,,",
        f"officer,officer,,,,,,,各課担当,soumu,,{TODAY - timedelta(days=9)}",
        ",名無し,,,,,,,,,,",
    )

    assert problems(view) == [
        (2, "login", "login_unreadable"),
        (3, "active", "roster_switch_unknown"),
        (3, "role", "roster_role_unknown"),
        (3, "from_on", "day_unreadable"),
        (3, "department", "roster_department_unknown"),
        (3, "email", "email_unreadable"),
        (3, "staff_number", "staff_number_taken"),
        (4, "section", "roster_section_unknown"),
        (4, "staff_number", "staff_number_taken"),
        (5, "name", "roster_rows_differ"),
        (6, "active", "last_administrator"),
        (7, "until_on", "roster_day_too_early"),
        (8, "login", "required"),
    ]
    with pytest.raises(RosterNotReady):
        office.do("admin", rosters.commit, view.id, view.seen)
    assert office.look("admin", people.listed, people.PeopleFilter()).total == len(PEOPLE)


def test_numbers_may_change_hands_and_a_file_without_a_column_leaves_it_alone(office):
    first = brought(office, "officer,甲,1", "reviewer,乙,2", head="ログインID,氏名,職員番号")
    office.do("admin", rosters.commit, first.id, first.seen)
    second = brought(office, "officer,甲,2", "reviewer,乙,1", head="ログインID,氏名,職員番号")
    office.do("admin", rosters.commit, second.id, second.seen)

    rows = office.look("admin", people.listed, people.PeopleFilter()).rows
    assert {r.login: r.staff_number for r in rows if r.staff_number} == {
        "officer": "2", "reviewer": "1",
    }  # fmt: skip
    assert actor(office, "reviewer").roles == {Role.REVIEWER}


def test_a_list_that_another_change_overtook_is_shown_again(office):
    view = brought(office, "viewer,閲覧 花子,,,,,,,,,,")
    person = office.person("viewer").person_id
    office.do("admin", people.change, person, people.Particulars(Title("別の名", "")))

    with pytest.raises(PersonChanged):
        office.do("admin", rosters.commit, view.id, view.seen)
    again = office.look("admin", rosters.view, view.id)
    assert again.changes[0].fields[0].before == "別の名"
    assert office.do("admin", rosters.commit, view.id, again.seen) == (0, 1, 0)


def test_a_file_without_the_head_is_told_so(shared_office):
    view = brought(shared_office, "a,b", head="課,人")

    assert problems(view) == [(1, "login", "roster_no_head")]


def test_the_form_to_fill_in_offers_what_there_is_and_its_examples_are_nobody(office):
    book = load_workbook(BytesIO(office.look("admin", rosters.blank).content))
    page, told = book.worksheets
    offered = [str(one.sqref)[0] for one in page.data_validations.dataValidation]
    assert [page[f"{letter}1"].value for letter in offered] == [
        "所属部局", "課室", "利用", "役割", "対象部局",
    ]  # fmt: skip
    assert page["A2"].value.startswith("（例）")
    said = {row[0].value: row[1].value for row in told.iter_rows(min_row=4)}
    assert (said["ログインID"], said["氏名"], said["役割"]) == ("必須", "必須", "任意")
    page.append(["hanako", None, "秋田 花子", None, None, OWN, "税務課", None, None, "各課担当"])
    filled = BytesIO()
    book.save(filled)

    view = seen_before(office, "利用者.xlsx", filled.getvalue())

    assert (problems(view), view.added, view.given) == ([], 1, 1)
    office.do("admin", rosters.commit, view.id, view.seen)
    assert actor(office, "hanako").departments(Role.OFFICER) == {office.departments[OWN]}


def test_every_word_for_a_role_in_the_form_to_fill_in_is_understood(shared_office):
    document = shared_office.look("admin", rosters.blank)
    told = list(load_workbook(BytesIO(document.content)).worksheets[1].iter_rows(min_row=3))
    (about,) = (str(row[2].value) for row in told if row[0].value == "役割")
    at = [cell.value for cell in told[0]].index("役割の選択肢")
    offered = [str(row[at].value) for row in told[1:] if row[at].value]
    (duties,) = (one for one in about.split("。") if "管理者は" in one)
    written = re.findall("(?:^|、)([^、は]+)は", duties)
    assert (len(offered), len(written)) == (len(Role), len(Role))

    said = enumerate([*offered, *written])
    lines = (f"p{n},誰か,{word},{OWN if '各課' in word else ''}" for n, word in said)
    view = brought(shared_office, *lines, head="ログインID,氏名,役割,対象部局")

    assert (problems(view), dict(view.given_by_role)) == ([], dict.fromkeys(Role, 2))
    (wrong,) = brought(shared_office, "p,誰か,,,,,,,支配者,,,").problems
    words = wrong.data["words"]
    assert [word for word in offered if word not in words] == []
    assert all(word in words for word in ("審査者", "本部員", "財政"))


@pytest.mark.parametrize("between", ["、", "・", " , ", "/", " ", "\n", "　兼　"])
def test_every_role_of_a_cell_is_read_or_none(between):
    both = (Role.REVIEWER, Role.SECRETARIAT)
    assert roles_said(f"審査担当{between}本部事務局", Office()) == both
    assert roles_said(f"審査担当{between}出納{between}事務局", Office()) == ()


def test_the_words_that_offices_use_for_roles_are_known():
    said = {
        Role.OFFICER: "各課 担当", Role.REVIEWER: "審査 審査者", Role.EVALUATOR: "評価 評価者",
        Role.SECRETARIAT: "事務局 DX推進本部事務局", Role.ADMIN: "管理",
        Role.VIEWER: "本部員 財政 財政課担当 財政担当課",
    }  # fmt: skip

    read = {(role, roles_said(word, Office())) for role in said for word in said[role].split()}

    assert read == {(role, (role,)) for role in said}
    assert roles_said("選挙管理委員会事務局", Office()) == ()


def test_what_finance_is_called_here_is_among_the_words_that_are_read():
    here = Office(finance=Title("財務課", ""))

    assert "閲覧者（閲覧、本部員、財政、財政担当、財政課、財政課担当、財務課）" in accepted_words(
        here
    )
    assert roles_said("財務課", here) == (Role.VIEWER,)


def test_of_many_lists_that_wait_for_one_person_the_oldest_are_dropped(office):
    views = [
        brought(office, f"new{n},新任,,,,,,,閲覧者,,,") for n in range(staging.MOST_WAITING + 2)
    ]

    for gone in views[:2]:
        with pytest.raises(NotFound):
            office.look("admin", rosters.view, gone.id)

    assert office.look("admin", rosters.view, views[2].id).added == 1
    assert office.do("admin", rosters.commit, views[-1].id, views[-1].seen) == (1, 0, 1)
    assert brought(office, "new0,新任,,,,,,,閲覧者,,,").added == 1

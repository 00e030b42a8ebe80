"""The seeds: the paper's figures, work for every role, and never a second time."""

import pytest

from seeds import replay
from tests.support.demonstration import PASSWORD
from tests.support.ledger import ledger_breaks, ledger_head
from tests.support.people import person_named
from tests.support.units import look
from workflow import accounts, calendar, documents, items, people
from workflow.documents import Report
from workflow.engine import Engine
from workflow.items.list_views import ItemFilter, Total
from workflow.values.vocabulary import FundingSource

SEPTEMBER = ItemFilter(cycle_id="2021-09")


@pytest.fixture(scope="module")
def demo(shared_demo_engine: Engine) -> Engine:
    """The demonstration, on its day."""
    return shared_demo_engine


def report_for(engine: Engine, login: str, wanted: ItemFilter) -> Report:
    with engine.read(person_named(engine, login)) as work:
        return documents.report(work, wanted)


@pytest.mark.both_databases
def test_the_six_items_stand_in_the_official_order(demo):
    report = report_for(demo, "secretariat", SEPTEMBER)

    assert [(row.department.ja, row.section, row.amount_kyen) for row in report.rows] == [
        ("総務部", "税務課", 60_016),
        ("あきた未来創造部", "次世代・女性活躍支援課", 3_725),
        ("健康福祉部", "地域・家庭福祉課", 9_570),
        ("健康福祉部", "医務薬事課", 11_833),
        ("産業労働部", "雇用労働政策課", 17_696),
        ("建設部", "技術管理課", 21_725),
    ]


@pytest.mark.both_databases
def test_their_sums_are_those_of_the_paper(demo):
    report = report_for(demo, "secretariat", SEPTEMBER)
    page = look(demo, "secretariat", items.page, SEPTEMBER)

    assert report.total == page.total == Total(6, 124_565)
    assert report.by_funding == {
        FundingSource.GENERAL: 85_466,
        FundingSource.NATIONAL: 27_266,
        FundingSource.TRANSFER: 11_833,
    }
    assert {field: total.kyen for field, total in report.by_field.items()} == {
        "administration": 81_741,
        "living": 25_128,
        "industry": 17_696,
    }
    assert sum(total.kyen for total in report.by_department.values()) == 124_565
    assert not report.evaluated


def test_the_meeting_of_september_takes_the_same_six(demo):
    meeting = next(m for m in look(demo, None, items.meetings) if "2021-09" in m.cycle_ids)

    report = report_for(demo, "viewer", ItemFilter(meeting_id=meeting.id))

    assert report.total.count == 5  # one is a first draft, which is not circulated yet


@pytest.mark.parametrize("login", ["soumu", "mirai", "reviewer", "evaluator2", "secretariat"])
def test_every_role_finds_work(demo, login):
    turns = look(demo, login, items.home, "2021-09").turns

    assert turns
    assert all(action.allowed for turn in turns for action in turn.actions)


def test_everyone_signs_in_with_the_printed_password(demo):
    actor, _token = accounts.sign_in(demo, " Reviewer ", PASSWORD, accounts.SHELL)

    assert actor.login == "reviewer"


def test_everybody_but_guests_of_the_prefecture_works_somewhere(demo):
    rows = look(demo, "admin", people.listed, people.PeopleFilter()).rows
    places = {
        row.login: (row.department.ja, row.section.ja if row.section else "")
        for row in rows
        if row.department
    }

    assert {"viewer", "advisor"} <= {row.login for row in rows} - places.keys()
    assert places["soumu"] == ("総務部", "税務課")
    assert places["kenko"] == ("健康福祉部", "")
    assert places["admin"] == places["reviewer"] == ("企画振興部", "デジタル政策推進課")


def test_the_history_of_the_demonstration_holds_together(demo):
    assert ledger_breaks(demo) == ()


def test_june_of_reiwa_3_is_consulted_only_and_cycles_of_reiwa_4_show_the_other_definitions(demo):
    processes = {cycle.id: cycle.process_name for cycle in look(demo, None, items.cycles)}

    assert processes.pop("2021-06") == "consultation_only"
    assert processes.pop("2022-09") == "with_approval"
    assert processes.pop("2022-12") == "with_concurrence"
    assert processes.pop("2022-02") == "simple"
    assert set(processes.values()) == {"standard"}
    assert processes.keys() == {"2021-09", "2021-12", "2022-initial", "2021-02", "2022-06"}


def test_the_masters_of_the_paper_are_there(demo):
    masters = look(demo, None, items.masters, 2021)

    assert [d.name.ja for d in masters.departments] == [
        "総務部", "企画振興部", "あきた未来創造部", "観光文化スポーツ部", "健康福祉部",
        "生活環境部", "農林水産部", "産業労働部", "建設部", "出納局", "教育庁", "警察本部",
    ]  # fmt: skip
    assert [goal.number for goal in masters.goals] == list(range(1, 25))
    assert [c.title.ja for c in masters.categories] == [
        "手続き", "情報発信", "人材等マッチング", "ネットワークシステム", "普及啓発・研修",
    ]  # fmt: skip
    assert [v.code for v in masters.verdicts] == [
        "appropriate", "conditional", "needs_revision", "deferred",
    ]  # fmt: skip
    assert [
        line.number for line in look(demo, None, calendar.schedule_of, 2021).lines if line.number
    ] == [str(number) for number in range(1, 11)]


def test_seeding_twice_is_refused_and_changes_nothing(demo):
    before = ledger_head(demo)

    with pytest.raises(replay.AlreadySeeded):
        replay.reference(demo)
    with pytest.raises(replay.AlreadySeeded):
        replay.demonstration(demo, PASSWORD)
    assert ledger_head(demo) == before

"""似た案件 from the database: who is shown which, in which order, and why."""

import pytest

from tests.support.office import JUNE, SEPTEMBER
from workflow import items
from workflow.search import Why, candidates, similar
from workflow.values.errors import NotFound

pytestmark = pytest.mark.both_databases

NAME = "河川水位監視カメラ設置事業"


@pytest.fixture
def like(office):
    """`like(item, login)`: the names shown beside an item."""

    def like(item_id, login="officer"):
        return office.look(login, similar, item_id)

    return like


def test_the_most_alike_comes_first_and_says_why(office, like):
    other = office.an_item(sheet=office.a_sheet(name="森林台帳の電子化", category="training"))
    near = office.an_item(
        sheet=office.a_sheet(name="令和２年度河川水位監視カメラ更新事業"), cycle=JUNE
    )
    far = office.an_item(sheet=office.a_sheet(name="道路監視カメラ", amount_kyen=5), cycle=JUNE)
    item = office.an_item(sheet=office.a_sheet(name=NAME, summary="別のこと"))

    found = like(item)

    assert [one.row.id for one in found] == [near, far]
    assert other not in [one.row.id for one in found]
    assert found[0].reasons[0] == (Why.SPELLING, ("河川水位監視カメラ",))
    assert [reason.why for reason in found[0].reasons[1:]] == [Why.CATEGORY, Why.AMOUNT]
    assert [reason.why for reason in found[1].reasons] == [Why.NAME, Why.CATEGORY]
    assert found[0].score > found[1].score


def test_what_was_written_on_since_is_weighed_anew(office, like):
    other = office.an_item(sheet=office.a_sheet(name=f"{NAME} その２"), cycle=JUNE)
    item = office.an_item(sheet=office.a_sheet(name=NAME, summary="別のこと"))
    before = like(item)

    seen, renamed = office.row(other).content_hash, office.a_sheet(name="河川水位の記録")
    office.do("officer", items.save, item_id=other, sheet=renamed, seen=seen)

    (now,) = like(item)
    assert now.row.name == renamed.name
    assert now.score < before[0].score


def test_ai_alone_makes_nothing_alike(office, like):
    office.an_item(
        sheet=office.a_sheet(name="AI-OCR帳票読取", summary="AIによる申請書の読取"), cycle=JUNE
    )
    item = office.an_item(sheet=office.a_sheet(name="ＡＩ議事録", summary="AIで会議録を作る"))

    assert like(item) == ()


def test_a_rare_word_weighs_more_than_common_ones(office, like, monkeypatch):
    monkeypatch.setattr(candidates, "LOOKED_AT", 3)
    rare = office.an_item(sheet=office.a_sheet(name="鯉のぼり撤去"), cycle=JUNE)
    for number in range(6):
        office.an_item(sheet=office.a_sheet(name=f"道路照明台帳{number}"), cycle=JUNE)

    found = like(office.an_item(sheet=office.a_sheet(name="道路照明鯉のぼり")))

    assert rare in [one.row.id for one in found]


def test_at_most_five_are_shown(office, like):
    for number in range(7):
        office.an_item(sheet=office.a_sheet(name=f"{NAME} その{number}"), cycle=JUNE)

    assert len(like(office.an_item(sheet=office.a_sheet(name=NAME)))) == 5


def test_an_officer_is_shown_nothing_of_another_department_but_the_center_is(office, like):
    theirs = office.a_sheet(name=NAME, section="技術管理課")
    submitted = office.an_item("submitted", theirs, department="kensetsu", cycle=SEPTEMBER)
    office.an_item("draft", theirs, department="kensetsu", cycle=JUNE)
    item = office.an_item("submitted", office.a_sheet(name=NAME))

    assert like(item) == ()
    assert [one.row.id for one in like(item, "reviewer")] == [submitted]


def test_a_joint_item_is_shown_to_both_departments(office, like):
    joint = office.a_sheet(name=NAME, section="技術管理課", joint_departments=("soumu",))
    theirs = office.an_item("draft", joint, department="kensetsu", cycle=JUNE)
    item = office.an_item("draft", office.a_sheet(name=NAME))

    assert [one.row.id for one in like(item)] == [theirs]


def test_an_item_without_a_name_is_like_nothing(office, like):
    assert like(office.an_item(sheet=office.a_sheet(name="", summary=""))) == ()


def test_an_item_out_of_sight_is_not_asked_about(office, like):
    item = office.an_item("draft", department="kensetsu")

    with pytest.raises(NotFound):
        like(item)

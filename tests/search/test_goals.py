"""Goals are found by all that is written about them, each by those who may see it."""

from datetime import date

import pytest
from sqlalchemy import delete

import migrations
from tests.support.units import look
from workflow import goals, search
from workflow.goals import GoalDraft
from workflow.models import GoalText
from workflow.values.errors import InputRefused

DRAFT = GoalDraft(("soumu",), "電子決裁の徹底", "紙の決裁をなくす。", year_end=("割合（90%）",))


def found(office, who, words):
    hits = office.look(who, search.find_goals, words)
    return ["".join(part.text for part in one.title) for one in hits]


def test_a_goal_is_found_by_its_words_and_results_by_whoever_may_see_it(office):
    office.set_up(
        lambda work: goals.add_goal(
            work, fiscal_year=2021, number=1, departments=["soumu"], title="旅費のデジタル化",
            overview="申請を一回にする。", indicators_this_year=["利用者（100人）"],
            indicators_later=[],
        )
    )  # fmt: skip
    draft = office.do("officer", goals.draft, 2021, DRAFT)
    set_goal = office.look("viewer", goals.id_of, 2021, 1)
    indicator = office.look("viewer", goals.one, set_goal).row.year_end[0].id
    said = {"on": date(2021, 7, 30), "value": 60, "words": "", "basis": "システムの記録", "seen": 1}
    office.do("officer", goals.report, set_goal, indicator, **said)

    for words in ("でじたる化 旅費", "一回", "記録", "利用者 申請"):
        assert found(office, "viewer", words) == ["旅費のデジタル化"]
    (hit,) = office.look("viewer", search.find_goals, "記録")
    assert any(part.marked and part.text == "記録" for part in hit.words)
    assert found(office, "officer", "決裁") == ["電子決裁の徹底"]
    assert found(office, "viewer", "決裁") == found(office, "neighbour", "決裁") == []
    assert found(office, "viewer", "") == found(office, None, "旅費") == []
    assert found(office, "officer", "%") == ["電子決裁の徹底"]
    with pytest.raises(InputRefused):
        found(office, "viewer", "あ" * 201)
    office.do("officer", goals.edit, draft, GoalDraft(("soumu",), "押印の廃止"), 1)
    assert (found(office, "officer", "決裁"), found(office, "officer", "押印")) == (
        [], ["押印の廃止"],
    )  # fmt: skip


def test_an_office_from_before_finds_its_goals_after_the_upgrade(office):
    with office.engine.database.writing() as session:
        session.execute(delete(GoalText))
    assert found(office, "viewer", "目標") == []

    migrations.upgrade(office.engine.database.engine)

    assert found(office, "viewer", "目標") == ["目標"]
    assert office.do("admin", search.rebuild) == 1


def test_what_is_found_beside_items_stands_on_the_page(shared_demo_engine, shared_sign_in_as):
    title = look(shared_demo_engine, "viewer", goals.every, goals.GoalFilter(2021))[0].title
    page = shared_sign_in_as("viewer").get(f"/search/?words={title}").text.partition("<main")[2]

    assert "目標" in page
    assert 'href="/goals/' in page
    page = shared_sign_in_as("viewer").get("/search/?words=骨子案").text.partition("<main")[2]
    assert 'href="/undertakings/' in page
    assert "<mark>骨子案</mark>" in page

"""What words find, and in which order."""

import pytest

from tests.support.office import Office
from tests.support.search import (
    WORDS,
    an_item_of_many_words,
    found,
    goals_kept,
    kept,
    near,
    search,
    told,
)
from tests.support.units import do
from workflow import items
from workflow.search import rebuild
from workflow.values.errors import InputRefused

pytestmark = pytest.mark.both_databases


def test_words_are_found_in_whatever_was_written_about_an_item(office, tmp_path):
    item_id = an_item_of_many_words(office, tmp_path)
    office.an_item("submitted")

    kinds = {}
    for what, word in WORDS.items():
        page = search(office, word)
        assert [hit.row.id for hit in page.hits] == [item_id], what
        assert page.count == 1
        kinds[what] = {place.kind.value for place in page.hits[0].places}

    assert told(search(office, WORDS["name"]).hits[0]) == "[橋梁台帳]整備"
    assert kinds == {
        "name": set(),
        "sheet": {"sheet"},
        "findings": {"findings"},
        "condition": {"condition"},
        "answer": {"condition"},
        "reason": {"reason"},
        "post": {"post"},
        "note": {"note"},
        "file": {"file"},
    }


def test_what_is_looked_in_is_what_it_would_be_if_it_were_copied_anew(office, tmp_path):
    item_id = an_item_of_many_words(office, tmp_path)
    office.an_item("returned", office.a_sheet(joint_departments=("kensetsu",)))
    second = office.an_item("evaluated")
    office.act(second, "reopen", "evaluator")
    now = office.row(item_id)
    before = kept(office)

    copied = office.do(None, rebuild)

    assert copied == len(before) + goals_kept(office)
    assert kept(office) == before
    assert found(office, WORDS["answer"]) == [now.id]


SPELT = {
    "改修": "税務システム改修",
    "改": "税務システム改修",
    "修": "税務システム改修",
    "ぜいむしすてむ": "ゼイムシステム",
    "ｾﾞｲﾑ": "ゼイムシステム",
    "ガイド": "ｶﾞｲﾄﾞ作成",
    "ＩＣＴ": "ict活用",
    "iot": "ＩｏＴ活用",
    "100%": "達成率100%の公表",
    "a_b": "A_B連携",
    "c/d": "C/D連携",
    '"引用"': 'いわゆる"引用"起案',
    "葛城": "葛\U000e0100城市の台帳",
    "髙橋": "髙橋記念館",
    "g6539z4fee": "G6539z4fee対応",
}
"""What is typed, and the name that it finds."""


def test_spelling_that_only_looks_different_makes_no_difference(office):
    ids = {
        name: office.an_item("submitted", office.a_sheet(name=name))
        for name in dict.fromkeys(SPELT.values())
    }

    assert {typed: found(office, typed) for typed in SPELT} == {
        typed: [ids[name]] for typed, name in SPELT.items()
    }


SIGNS = (
    *("潜水艦", "100_", "a%b", "NOT 事業", "橋 AND", "OR", "tokens:税", "r0", "d1"),
    *("^", "*", "'", "改修*", "(", '"', "\\", "税 | 務", "!税", ":*", "{x}"),
)


def test_signs_that_a_database_reads_as_orders_are_words_like_others(office):
    office.an_item("submitted", office.a_sheet(name="税務システム改修 100%"))

    assert {typed: found(office, typed) for typed in SIGNS} == {key: [] for key in SIGNS}


def test_a_line_that_ends_within_a_word_does_not_split_it(office):
    wanted = office.an_item("submitted", office.a_sheet(summary="庁内の基幹シス\nテムを移行する。"))

    assert found(office, "基幹システム") == [wanted]
    words = search(office, "基幹システム").hits[0].places[0].words
    assert [one.text for one in words if one.marked] == ["基幹シス テム"]


def test_all_words_have_to_be_there_in_one_text_or_in_several(office):
    apart = office.an_item("evaluated", office.a_sheet(name="公用車の管理"))
    together = office.an_item("submitted", office.a_sheet(name="公用車の妥当な管理"))
    office.an_item("submitted", office.a_sheet(name="妥当な管理"))

    assert found(office, "公用車 妥当") == [together, apart]
    assert found(office, "妥当　公用車 公用車") == [together, apart]
    assert found(office, "公用車 妥当 潜水艦") == []


def test_the_name_counts_before_the_sheet_and_that_before_the_findings(office):
    by_findings = office.an_item("reviewed")
    office.act(by_findings, "evaluate", "evaluator", findings="台帳との重複はない。")
    by_name = office.an_item("submitted", office.a_sheet(name="道路台帳"))
    by_summary = office.an_item("submitted", office.a_sheet(summary="台帳を電子にする。"))
    by_later_name = office.an_item("submitted", office.a_sheet(name="河川台帳"))

    assert found(office, "台帳") == [by_later_name, by_name, by_summary, by_findings]


def test_an_evaluation_that_is_taken_back_is_found_no_more(office):
    item_id = office.an_item("evaluated")
    assert found(office, "積算も妥当") == [item_id]

    office.act(item_id, "reopen", "evaluator")
    assert found(office, "積算も妥当") == []

    office.act(item_id, "evaluate", "evaluator", findings="積算も妥当と認める。")
    assert found(office, "積算も妥当") == [item_id]


def test_a_draft_is_found_by_what_it_says_now(office):
    item_id = office.an_item("draft", office.a_sheet(name="旧名称の事業", summary="古い説明"))
    officer, seen = office.person("officer"), office.row(item_id).content_hash

    changed = office.a_sheet(name="新名称の事業", summary="古い説明")
    do(office.engine, officer, items.save, item_id=item_id, sheet=changed, seen=seen)

    assert found(office, "旧名称", "officer") == []
    assert found(office, "新名称", "officer") == [item_id]
    assert found(office, "古い説明", "officer") == [item_id]


MISTYPED = (
    *("税務総含システム", "税務総システム", "税務総合合システム", "税務合総システム"),
    *("税総務合システム", "無税務総合システム", "務総合システムは"),
)
OTHERWISE = ("改集", "令和４年度", "2022年", "税総務含システム", "人事給与事業")
"""Too short, a number, two mistakes, half of it another word."""


def test_one_mistake_in_a_long_word_is_forgiven(office):
    wanted = office.an_item("submitted", office.a_sheet(name="税務総合システムの移行"))
    office.an_item("submitted", office.a_sheet(name="人事給与システム 改修 令和３年度 2021年"))

    assert [typed for typed in (*MISTYPED, *OTHERWISE) if found(office, typed)] == []
    assert {typed: near(office, typed) for typed in MISTYPED} == {key: [wanted] for key in MISTYPED}
    assert {typed: near(office, typed) for typed in OTHERWISE} == {key: [] for key in OTHERWISE}
    assert told(search(office, MISTYPED[0]).near[0]).startswith("[税務総合システム]")


def test_nearly_the_same_words_come_apart_from_those_that_were_typed(office):
    almost = office.an_item("submitted", office.a_sheet(name="電子入礼システム"))
    exact = office.an_item("submitted", office.a_sheet(name="電子入札システム"))

    assert found(office, "電子入札システム") == [exact]
    assert near(office, "電子入札システム") == [almost]


def test_more_than_200_items_are_not_counted(office):
    many(office, 201)

    page = search(office, "量産")
    assert (page.count, page.more, page.pages, len(page.hits)) == (200, True, 10, 20)


def test_pages_follow_one_another_without_a_gap(office):
    ids = many(office, 45)

    pages = [search(office, "量産", page=number) for number in (1, 2, 3)]
    assert [hit.row.id for page in pages for hit in page.hits] == ids[::-1]
    assert [len(page.hits) for page in pages] == [20, 20, 5]
    beyond = search(office, "量産", page=99)
    assert (beyond.page, beyond.count, beyond.more) == (3, 45, False)
    assert search(office, "量産", page=-1).page == 1


def many(office: Office, how_many: int) -> list[int]:
    return [
        office.a_draft(office.a_sheet(name=f"量産 その{number}")).item_id
        for number in range(how_many)
    ]


def test_nothing_typed_finds_nothing(office):
    office.an_item("submitted")

    assert [search(office, typed).count for typed in ("", "   ", "\u3000", "\u200b")] == [0] * 4


def test_what_is_no_text_is_refused(office):
    for typed in ("あ" * 201, "改\x00修", "\ud800", "改\u202e修"):
        with pytest.raises(InputRefused):
            search(office, typed)

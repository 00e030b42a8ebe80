"""How alike two projects are: measured on labelled pairs and on names that were spoilt."""

import pytest

from tests.support.similarity import of_the_labelled, of_the_spoilt, together
from workflow.search.similarity import Corpus, Name, Project, shared_words, spelt_alike


def test_nine_of_ten_labelled_pairs_are_among_the_five_shown():
    figures = of_the_labelled()

    assert figures.asked == 42
    assert figures.recall >= 0.9
    assert figures.precision >= 0.75


def test_a_spoilt_name_finds_its_item_whichever_way_it_was_spoilt():
    figures = dict(of_the_spoilt())

    assert all(one.asked >= 15 for one in figures.values())
    assert {kind: one.recall for kind, one in figures.items() if one.recall < 0.95} == {}
    assert together(list(figures.values())).precision >= 0.95


def of(name, summary=""):
    return Project.of(name, summary)


def test_words_that_any_budget_is_full_of_make_nothing_alike():
    corpus = Corpus(
        [of("推進体制強化事業（仮称）"), of("森林整備推進事業"), of("港湾整備推進事業")]
    )

    same, other = of("森林台帳更新事業"), of("森林整備推進事業")
    assert corpus.similarity(same, other) > corpus.similarity(of("港湾整備推進事業"), other)


def test_the_year_the_width_and_the_brackets_do_not_count():
    corpus = Corpus([of("ICT環境整備事業"), of("税務システム改修")])

    assert (
        corpus.similarity(of("令和４年度（仮称）ＩＣＴ環境整備事業"), of("ICT環境整備事業")) > 1.2
    )


def test_a_name_that_shows_nothing_is_like_nothing():
    assert Corpus([of("あ")]).similarity(of(""), of("あ")) == 0
    assert not spelt_alike("", "")


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("危機管理情報システム運営事業", "ＩＴ危機管理情報ネットワーク", ("危機管理情報",)),
        ("ＩＣＴ活用の推進", "ict環境整備事業", ("ICT",)),
        ("整備推進事業", "整備推進事業", ()),
        ("急性期医療", "遠隔医療", ("医療",)),
    ],
)
def test_the_words_shared_are_said_as_typed_without_those_that_say_nothing(one, other, words):
    assert shared_words(one, other) == words


def test_texts_share_the_pairs_that_they_both_have():
    one, other = (Name(f"{prefix}税務総合システム改修") for prefix in ("新", "旧"))

    shared = {id(pair) for pair in one.every_pair} & {id(pair) for pair in other.every_pair}

    assert len(shared) == len({*one.every_pair} & {*other.every_pair}) == 9

"""The words around what was found, as they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.search import excerpts
from workflow.values.text import folded


def said(parts: tuple[excerpts.Part, ...]) -> str:
    return "".join(f"[{one.text}]" if one.marked else one.text for one in parts)


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("税務システム改修", ["改修"], "税務システム[改修]"),
        ("ｶﾞｲﾄﾞの作成", ["がいど"], "[ｶﾞｲﾄﾞ]の作成"),
        ("ｶﾞｲﾄﾞの作成", ["い"], "ｶﾞ[ｲ]ﾄﾞの作成"),
        ("ＩＣＴ活用", ["ict"], "[ＩＣＴ]活用"),
        ("㈱いろは", ["株"], "[㈱]いろは"),
        ("葛\U000e0100城市", ["葛城"], "[葛\U000e0100城]市"),
        ("ハ\u3099ス停", ["ばす"], "[ハ\u3099ス]停"),
        ("改修と改修", ["改修"], "[改修]と[改修]"),
        ("改改修", ["改改", "改修"], "[改改]修"),
        ("何もない", ["改修"], "何もない"),
        ("", ["改修"], ""),
    ],
)
def test_what_was_found_is_marked_as_it_was_typed(text, words, told):
    assert said(excerpts.marked(text, excerpts.exactly(words))) == told


def test_a_long_text_is_cut_around_the_first_place():
    text = "前" * 100 + "改修" + "後" * 100

    told = said(excerpts.excerpt(text, excerpts.exactly(["改修"])))

    assert told == "…" + "前" * excerpts.BEFORE + "[改修]" + "後" * excerpts.AFTER + "…"


def test_a_text_without_the_words_has_no_excerpt():
    assert excerpts.excerpt("何もない", excerpts.exactly(["改修"])) == ()


def test_lines_are_told_as_one():
    told = said(excerpts.excerpt("基幹シス\nテム\n移行", excerpts.exactly(["しすてむ"])))

    assert told == "基幹[シス テム] 移行"


def test_a_mistake_is_marked_too():
    assert said(excerpts.marked("税務紹合課", excerpts.nearly(["税務総合"]))) == "[税務紹合]課"


@given(st.text(max_size=60), st.lists(st.text("改aｶﾞ㈱1", min_size=1, max_size=3), min_size=1))
def test_nothing_of_a_text_is_lost_or_added(text, typed):
    words = [one for one in map(folded, typed) if one]

    for pattern in (excerpts.exactly(words), excerpts.nearly(words)) if words else ():
        assert "".join(part.text for part in excerpts.marked(text, pattern)) == text

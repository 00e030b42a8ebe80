"""Words are kept as typed, or refused; folding is for search only."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.values.text import (
    TextUnclean,
    clean_block,
    clean_line,
    neutralised,
    search_key,
    typed,
)

SURVIVORS = [
    "ＩＣＴ活用①㈱あきた（仮称）",
    "葛\U000e0100城市",  # an ideographic variation sequence
    "𠮟る𩸽",  # beyond the basic plane
    "👩\u200d💻",  # joined by ZWJ
    "﨑・神・ｶﾞｲﾄﾞ",
    "か\u3099",  # not composed
    "二　重",
    "مرحبا\u200f",
]
BIDI = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
NONCHARACTERS = ["\ufdd0", "\ufdef", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"]
CONTROLS = ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x1c", "\x7f", "\x80", "\x85", "\x9f"]
BROKEN = ["\ud800", "\udbff", "\udc00", "\udfff", "\ufffd"]
any_text = st.text(alphabet=st.characters(codec=None))


@pytest.mark.parametrize("typed", SURVIVORS)
@pytest.mark.parametrize("clean", [clean_line, clean_block])
def test_what_people_type_survives_untouched(clean, typed):
    assert clean(typed, 100) == typed


@pytest.mark.parametrize("clean", [clean_line, clean_block])
def test_white_space_around_goes_and_inside_stays(clean):
    assert clean(" \t　\u00a0\r\nＤＸ　推進 課　\r\n", 100) == "ＤＸ　推進 課"


def test_a_block_keeps_its_lines_and_tabs_with_plain_line_ends():
    assert clean_block("一\r\n二\n\n\t三\r\n", 100) == "一\n二\n\n\t三"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_a_line_has_no_line_break_inside(line_end):
    with pytest.raises(TextUnclean) as caught:
        clean_line(f"一{line_end}二", 100)

    assert (caught.value.reason, caught.value.position) == ("line_break", 1)


def test_a_line_has_no_tab_inside():
    with pytest.raises(TextUnclean) as caught:
        clean_line("一\t二", 100)

    assert (caught.value.reason, caught.value.code_point) == ("control", "U+0009")


@pytest.mark.parametrize(
    ("character", "reason"),
    [(character, "control") for character in (*CONTROLS, *BIDI, *NONCHARACTERS)]
    + [(character, "surrogate") for character in BROKEN],
    ids=lambda value: f"U+{ord(value):04X}" if len(value) == 1 else value,
)
@pytest.mark.parametrize("clean", [clean_line, clean_block])
@pytest.mark.parametrize("around", ["一{}二", "{}二", "一{}"])
def test_harmful_characters_are_refused_wherever_they_stand(clean, character, reason, around):
    typed = around.format(character)

    with pytest.raises(TextUnclean) as caught:
        clean(typed, 100)

    assert caught.value.reason == reason
    assert caught.value.position == typed.index(character)
    assert caught.value.code_point == f"U+{ord(character):04X}"


def test_a_lone_return_inside_a_block_is_a_control_character():
    with pytest.raises(TextUnclean) as caught:
        clean_block("一\r二", 100)

    assert caught.value.reason == "control"


def test_length_is_counted_in_code_points_after_trimming():
    assert clean_line("　𠮟𠮟𠮟　", 3) == "𠮟𠮟𠮟"
    assert clean_block("一\r\n二", 3) == "一\n二"
    with pytest.raises(TextUnclean) as caught:
        clean_line("葛\U000e0100城市", 3)

    assert (caught.value.reason, caught.value.length, caught.value.limit) == ("too_long", 4, 3)


@given(any_text)
def test_cleaning_twice_changes_nothing_and_what_is_kept_can_be_stored(typed):
    for clean in (clean_line, clean_block):
        try:
            kept = clean(typed, 1_000)
        except TextUnclean:
            continue
        assert clean(kept, 1_000) == kept
        assert kept in typed.replace("\r\n", "\n")
        assert kept.encode("utf-8").decode("utf-8") == kept


@given(any_text)
def test_folding_twice_changes_nothing(typed):
    assert search_key(search_key(typed)) == search_key(typed)


@given(any_text)
def test_full_and_half_width_fold_alike(typed):
    assert search_key(unicodedata.normalize("NFKC", typed)) == search_key(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＩＣＴ", "ict"),
        ("ｶﾞｲﾄﾞ", "がいど"),
        ("システム", "しすてむ"),
        ("ヴァーヾ", "ゔぁーゞ"),
        ("システム" * 20, "しすてむ" * 20),
        ("か\u3099", "が"),
        ("①㈱", "1(株)"),
        ("葛\U000e0100城", "葛城"),
        ("ＤＸ　 推進\n課", " dx 推進 課 "),
        ("STRASSE", "straße"),
    ],
)
def test_what_a_searcher_means_alike_folds_alike(one, other):
    assert search_key(one) == search_key(other)


@pytest.mark.parametrize("unseen", ["", "　", "\u200b", "\ufeff \u00ad", "\ufe0f"])
def test_a_text_that_shows_nothing_folds_to_nothing(unseen):
    assert search_key(unseen) == ""


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+81",
        "-1",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "\ta",
        "\ra",
        "  =1",
        "　=1",
        "\n=1",
        "\ufeff=1",
        " \ta",
    ],
)
def test_a_cell_that_a_spreadsheet_could_run_gets_an_apostrophe(cell):
    assert neutralised(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1,395", "△1,395", "a=b", "事業 = 1", "'a", "国1/2", "ー"])
def test_other_cells_stay_as_they_are(cell):
    assert neutralised(cell) == typed(cell) == cell


@given(st.one_of(any_text, any_text.map("'=".__add__), any_text.map("''＋".__add__)))
def test_what_was_put_in_front_comes_off_and_nothing_else(cell):
    assert typed(neutralised(cell)) == cell
    assert neutralised(cell).removeprefix("'") in cell

"""What an office's own fields take and keep, whatever is typed into them."""

import pytest

from workflow.values import cleaning
from workflow.values.actor import Title
from workflow.values.errors import InputRefused
from workflow.values.own_fields import OwnField, OwnUnreadable, next_name
from workflow.values.sheet import Group, Kind, Sheet, differences
from workflow.values.vocabulary import OwnKind

PEOPLE = OwnField("own_2", OwnKind.NUMBER, Title("対象人数", "People"), unit="人")
KIND = OwnField("own_10", OwnKind.CHOICE, Title("施設", ""), choices=("本庁", "支所・ＡＢＣ"))
DAY = OwnField("own_3", OwnKind.DAY, Title("議会報告日", ""), group=Group.PLACE)
WORDS = OwnField("own_4", OwnKind.TEXT, Title("=備考", ""))
OWN = (PEOPLE, KIND, DAY, WORDS)


@pytest.mark.parametrize(
    ("field", "typed", "kept", "shown"),
    [
        (PEOPLE, " １，２００人", "1200", "1,200人"),
        (PEOPLE, "△３．５０", "-3.5", "△3.5人"),
        (PEOPLE, "-0.0", "0", "0人"),
        (PEOPLE, "999999999999999", "999999999999999", "999,999,999,999,999人"),
        (KIND, "支所・abc", "支所・ＡＢＣ", "支所・ＡＢＣ"),
        (DAY, "R4.3.31", "2022-03-31", "令和4年3月31日"),
        (WORDS, " =1+1\r\n二 ", "=1+1\n二", "=1+1\n二"),
        (DAY, "  ", "", ""),
    ],
)  # fmt: skip
def test_a_value_is_kept_as_a_text_that_reads_the_same_for_ever(field, typed, kept, shown):
    assert (field.read(typed), field.shown(field.read(typed))) == (kept, shown)
    assert field.read(kept) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *((PEOPLE, typed) for typed in ("三", "1,2", "1e9", "NaN", "=1", "9" * 60, "5千円")),
        *((KIND, typed) for typed in ("出張所", "本庁\n支所", "本" * 5_000)),
        *((DAY, typed) for typed in ("2022-02-30", "1867-01-01", "9999-12-31", "昭和99年1月1日")),
    ],
)  # fmt: skip
def test_what_the_field_does_not_take_is_refused(field, typed):
    with pytest.raises(OwnUnreadable):
        field.read(typed)


def test_every_bad_own_value_of_a_sheet_is_named_and_unknown_fields_are_refused():
    typed = {"own_2": "多数", "own_10": "出張所", "own_3": "来年", "own_4": "あ\x00" + "い" * 1_001}
    with pytest.raises(InputRefused) as refused:
        cleaning.cleaned(Sheet(own=typed), OWN)
    assert [(one.field, one.key) for one in refused.value.problems] == [
        ("own_2", "own_number_unreadable"), ("own_10", "own_not_in_list"),
        ("own_3", "day_unreadable"), ("own_4", "text_too_long"),
    ]  # fmt: skip
    for given in ({"own_99": "1"}, {"own_x": "1"}):
        with pytest.raises(InputRefused):
            cleaning.cleaned(Sheet(own=given), OWN)
    assert cleaning.clean_as_typed({"own_2": " 未定 "}, OWN) == {"own_2": "未定"}
    with pytest.raises(InputRefused):
        cleaning.clean_as_typed({"own_4": "未定"}, OWN)


def test_own_values_are_part_of_the_content_and_a_sheet_without_any_is_what_it_was():
    plain, with_own = Sheet(name="一"), Sheet.of({"name": "一", "own_10": "本庁", "own_2": ""})

    assert plain.content_hash == Sheet.from_json({"name": "一"}).content_hash
    assert plain.to_json() == {"name": "一"}
    assert Sheet.from_json(with_own.to_json()) == with_own
    assert with_own.to_json() == {"name": "一", "own_10": "本庁"}
    assert differences(plain, with_own) == (("own_10", "", "本庁"),)
    assert with_own.content_hash != plain.content_hash


def test_a_field_is_read_back_and_the_next_one_never_takes_a_name_that_was_given():
    assert tuple(OwnField.from_json(one.to_json()) for one in OWN) == OWN
    assert (next_name(OWN), next_name(())) == ("own_11", "own_1")
    assert (WORDS.spec.kind, DAY.spec.group) == (Kind.BLOCK, Group.PLACE)

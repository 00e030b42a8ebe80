"""What cells of a file of systems may say, as offices write it."""

import pytest

from workflow.systems.columns import CHOICES, networks, whole, words_of
from workflow.values.money import MoneyUnreadable
from workflow.values.systems import Hosting, PersonalData
from workflow.values.text import search_key
from workflow.values.vocabulary import Network, SystemForm


@pytest.mark.parametrize(
    ("column", "typed", "meant"),
    [
        ("form", "ＳａａＳ", SystemForm.SAAS),
        ("form", "スクラッチ開発", SystemForm.SCRATCH),
        ("hosting", "オンプレ", Hosting.OWN_SERVER),
        ("personal_data", "有", PersonalData.PERSONAL),
        ("personal_data", "マイナンバー", PersonalData.MY_NUMBER),
        ("form", "手作り", None),
    ],
)
def test_words_of_offices_stand_for_codes(column, typed, meant):
    assert CHOICES[column].get(search_key(typed)) is meant


def test_networks_numbers_and_the_words_that_may_be_written():
    assert networks("番号系、ＬＧＷＡＮ") == (Network.MY_NUMBER, Network.LGWAN)
    assert networks("") == ()
    assert networks("LGWAN・電話") is None
    assert (whole("１，２００人"), whole("1,500千円"), whole(" "), whole("－")) == (
        1_200,
        1_500,
        None,
        None,
    )
    with pytest.raises(MoneyUnreadable):
        whole("百")
    assert words_of("form") == "スクラッチ、パッケージ、SaaS"

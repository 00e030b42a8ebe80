"""財源 that is one plain word is all of the amount, without lines."""

import pytest

from tests.support.office import SEPTEMBER
from workflow import documents, items
from workflow.items import ItemFilter
from workflow.values.sheet import FundingLine
from workflow.values.vocabulary import FundingSource

LINES = (FundingLine(FundingSource.BOND, 60_016, ""),)


@pytest.mark.parametrize(
    ("funding", "lines", "by_source"),
    [
        ("一般財源", (), {FundingSource.GENERAL: 60_016}),
        (" 国庫支出金　", (), {FundingSource.NATIONAL: 60_016}),
        ("一般財源", LINES, {FundingSource.BOND: 60_016}),
        ("一般財源、国庫支出金", (), {}),
        ("一般財源（10/10）", (), {}),
    ],
)
def test_a_plain_word_is_a_source_and_anything_else_is_not_guessed(
    office, funding, lines, by_source
):
    office.an_item("submitted", office.a_sheet(funding=funding, funding_lines=lines))

    report = office.look("reviewer", documents.report, ItemFilter(cycle_id=SEPTEMBER))

    assert report.by_funding == by_source
    assert report.kyen_without_lines == (0 if by_source else 60_016)


def test_a_plain_source_follows_the_amount_and_goes_with_its_word(office):
    item_id = office.an_item("draft")
    for changes in ({"amount_kyen": 500}, {"funding": "繰入金（基金）"}):
        seen = office.row(item_id).content_hash
        sheet = office.a_sheet(name="名", **changes)
        office.do("officer", items.save, item_id=item_id, sheet=sheet, seen=seen)
        found = office.look("officer", documents.report, ItemFilter(cycle_id=SEPTEMBER)).by_funding
        expected = {FundingSource.GENERAL: 500} if "amount_kyen" in changes else {}
        assert found == expected

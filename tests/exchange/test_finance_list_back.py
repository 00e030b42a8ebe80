"""The list for 財政課 comes back as nothing to change too, though its items are evaluated."""

import pytest

from tests.support.exchange import brought
from tests.support.office import SEPTEMBER
from workflow import documents, masters
from workflow.items.list_views import ItemFilter
from workflow.values.actor import Title
from workflow.values.sheet import FundingLine


@pytest.mark.parametrize(("form", "codes"), [("csv", True), ("csv", False), ("xlsx", True)])
def test_evaluated_items_that_nobody_may_edit_any_more_are_as_they_are(office, form, codes):
    office.set_up(lambda work: masters.put_funding(work, "lottery", Title("宝くじ交付金", ""), 9))
    lines = (FundingLine("lottery", 60_000), FundingLine("general", 16))
    sheet = office.a_sheet(
        name="=1+1 計算基盤", summary="－\n二行目", previous_amount_kyen=-5, funding_lines=lines
    )
    office.an_item("evaluated", sheet)
    wanted = ItemFilter(cycle_id=SEPTEMBER)
    found = office.look("evaluator", documents.finance_document, wanted, form, codes=codes)

    view = brought(office.engine, office.person("officer"), found.content, found.name).view()

    assert (view.same, view.create, view.change, view.problems) == (1, 0, 0, ())

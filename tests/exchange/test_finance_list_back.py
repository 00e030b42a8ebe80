"""The list for 財政課 comes back as nothing to change too, though its items are evaluated."""

import pytest

from tests.support.exchange import brought
from tests.support.office import SEPTEMBER
from workflow import documents
from workflow.items.views import ItemFilter


@pytest.mark.parametrize(("form", "codes"), [("csv", True), ("csv", False), ("xlsx", True)])
def test_evaluated_items_that_nobody_may_edit_any_more_are_as_they_are(office, form, codes):
    sheet = office.a_sheet(name="=1+1 計算基盤", summary="－\n二行目", previous_amount_kyen=-5)
    office.an_item("evaluated", sheet)
    wanted = ItemFilter(cycle_id=SEPTEMBER)
    found = office.look("evaluator", documents.finance_document, wanted, form, codes=codes)

    view = brought(office.engine, office.person("officer"), found.content, found.name).view()

    assert (view.same, view.create, view.change, view.problems) == (1, 0, 0, ())

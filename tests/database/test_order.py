"""Rows that belong to another one come in an order: without one PostgreSQL gives any."""

import pytest

from workflow.models import Base

LISTS = sorted(
    (
        relation
        for mapper in Base.registry.mappers
        for relation in mapper.relationships
        if relation.uselist and not relation.viewonly
    ),
    key=str,
)


def test_there_are_lists_of_rows_to_look_at():
    assert len(LISTS) > 3


@pytest.mark.parametrize("relation", LISTS, ids=str)
def test_a_list_of_rows_has_an_order(relation):
    assert relation.order_by

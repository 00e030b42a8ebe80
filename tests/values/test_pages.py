from workflow.values.listing import page_of


def test_a_page_beyond_the_last_is_the_last_and_an_empty_list_has_one():
    assert page_of(0, 50, 3) == (1, 1)
    assert page_of(50, 50, 2) == (1, 1)
    assert page_of(51, 50, 2) == (2, 2)
    assert page_of(101, 50, -4) == (1, 3)

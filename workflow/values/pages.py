"""A long list in pages of one size."""


def page_of(total: int, size: int, wanted: int) -> tuple[int, int]:
    """The number (from 1) of the page that is shown for the one that is wanted, and of the last.

    A number beyond the last page gives the last; an empty list has one page.
    """
    last = max(1, -(-total // size))
    return min(max(1, wanted), last), last

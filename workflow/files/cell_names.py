"""What cells are called on a sheet: E7, and their columns E."""

from workflow.values.lazy import OnDemand

_names = OnDemand("xlsxwriter.utility")


def column_name(place: int) -> str:
    """E: the column from 0."""
    name: str = _names.xl_col_to_name(place)
    return name


def cell_name(row: int, place: int) -> str:
    """E7: the row from 1, the column from 0."""
    return f"{column_name(place)}{row}"


def list_of_cells(tab: str, place: int, count: int) -> str:
    """=Lists!$E$1:$E$7: the first cells of a column, as a formula names them."""
    return f"={_names.xl_range_formula(tab, 0, place, count - 1, place)}"

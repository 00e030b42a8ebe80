"""What offices write above the columns of a list that say where somebody or something belongs."""

from typing import Final

DEPARTMENT: Final = (
    "部局名", "部局", "部局名称", "部名", "部", "局名", "局", "部署名", "部署", "所属部局",
    "所属部局名", "所属部", "所属部名", "所属局",
)  # fmt: skip
SECTION: Final = (
    "課室名", "課室", "課名", "課", "課所名", "室課名", "所属課室", "所属課室名", "所属課",
    "所属課名", "所属室", "課室名称", "課名称", "課所",
)  # fmt: skip
PLACE: Final = (
    "所属", "所属名", "所属名称", "部課名", "部課", "部課室名", "部課室", "所属部課", "所属部課名",
    "所属部署", "所属部署名", "部署名", "部署",
)  # fmt: skip
"""Department and section in one cell."""


def headed_by(first: str, words: tuple[str, ...], before: str = "") -> tuple[str, ...]:
    """The words that may stand over a column, each after `before`; `first` is what is written."""
    return tuple(dict.fromkeys((first, *(before + word for word in words))))

"""What a branch asks of the sheet, read from its table."""

from typing import Final

from workflow.process.branches import When
from workflow.process.toml_table import Table
from workflow.values.vocabulary import Classification

OTHERWISE: Final = "otherwise"
"""Written as `when`, it is the branch for every sheet that no other branch takes."""

_KNOWN_CODES: Final = {
    "classification": [one.value for one in Classification],
}
"""What the sheet's form offers; fields, categories and kinds of funding are the office's own."""


def when(table: Table, key: str) -> When | None:
    """What a branch, or a rule over the sheet, asks for under `key`; None where nothing is."""
    if not table.has(key):
        return None
    if table.is_text(key):
        word = table.text(key)
        if word != OTHERWISE:
            table.complain(key, f"must be a table or {OTHERWISE!r}, not {word!r}")
        return When(otherwise=True)
    inner = table.table(key)
    at_least, below = _band(inner) if inner.has("amount_kyen") else (None, None)
    asked = When(
        at_least,
        below,
        _codes(inner, "field"),
        _codes(inner, "category"),
        _codes(inner, "classification"),
        _codes(inner, "funding"),
    )
    inner.close()
    if asked == When():
        table.complain(key, "asks for nothing")
    return asked


def _codes(table: Table, key: str) -> tuple[str, ...]:
    """The values of one part of the sheet that are asked for; none where it is not asked."""
    codes = table.codes(key) if table.has(key) else ()
    known = _KNOWN_CODES.get(key, codes)
    for code in codes:
        if code not in known:
            table.complain(key, f"{code!r} is none of: {', '.join(known)}")
    return codes


def _band(table: Table) -> tuple[int | None, int | None]:
    """An amount in 千円, from one bound on and under another."""
    band = table.table("amount_kyen")
    at_least, below = (band.whole(name) if band.has(name) else None for name in ("from", "below"))
    if at_least is None and below is None:
        table.complain("amount_kyen", "needs from, below, or both")
    if at_least is not None and below is not None and at_least >= below:
        table.complain("amount_kyen", f"holds no amount: from {at_least} on and below {below}")
    band.close()
    return at_least, below

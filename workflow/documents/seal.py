"""What a frozen edition says of itself: in the footer of every page, and at its end."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Amended:
    """One difference from the edition before: of which item, in which column, from what to what.

    `budget` is the name of the item's budget where the two lists hold several, else "".
    """

    item: str
    column: str
    before: str
    after: str
    budget: str = ""

    @property
    def printed(self) -> tuple[str, str, str, str]:
        """Its cells under `amended_headings`."""
        item = f"【{self.budget}】{self.item}" if self.budget else self.item
        return item, self.column, self.before, self.after


@dataclass(frozen=True)
class Amendment:
    """What a correcting edition changed, and why; printed at its end.

    `before` and `after` name the two editions.
    """

    heading: str
    reason: str
    before: str
    after: str
    rows: tuple[Amended, ...]


@dataclass(frozen=True)
class Seal:
    """The edition's name and day, and the two hashes by which anyone can check it.

    `sha256` is that of the snapshot; `ledger_head` the Merkle root of the ledger at that moment.
    `remarks` are sentences under the sums: items carried over to this report.
    """

    edition: str
    frozen_on: str
    sha256: str
    ledger_head: str
    remarks: tuple[str, ...] = ()
    amendment: Amendment | None = None

    @property
    def name(self) -> str:
        """第2版　令和3年9月10日確定."""
        return f"{self.edition}　{self.frozen_on}確定"

    @property
    def proofs(self) -> tuple[str, str]:
        """The two hashes with what they are of."""
        return f"内容 SHA-256 {self.sha256}", f"台帳の照合値 {self.ledger_head}"


def amended_headings(amendment: Amendment) -> tuple[str, str, str, str]:
    """The headings over `amendment.rows`."""
    return "事業", "欄", amendment.before, amendment.after

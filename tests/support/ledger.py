"""The ledger of an engine's database, as its proofs see it."""

from workflow import ledger
from workflow.engine import Engine
from workflow.ledger import Audit, Break


def ledger_audit(engine: Engine, against: str | None = None) -> Audit:
    """The audit of the whole ledger, perhaps against a head printed earlier."""
    with engine.read() as work:
        return ledger.audit(work.session, against)


def ledger_breaks(engine: Engine) -> tuple[Break, ...]:
    """The first broken entry of every item; empty where the whole history holds together."""
    return ledger_audit(engine).breaks


def ledger_head(engine: Engine) -> str:
    """The hash over the heads of all items' histories."""
    with engine.read() as work:
        return ledger.head(work.session)


def ledger_lines(engine: Engine) -> list[bytes]:
    """The lines of the ledger's file for outsiders."""
    with engine.read() as work:
        return list(ledger.export(work.session))

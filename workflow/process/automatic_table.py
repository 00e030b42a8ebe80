"""What a transition's table asks for that the program makes by itself."""

from workflow.process.automatic import EFFECTS, GUARDS, Automatic
from workflow.process.moves import NoteRule, Transition
from workflow.process.size import MOST_DAYS
from workflow.process.toml_table import Table


def read(table: Table) -> Automatic | None:
    """What a transition's table says of it; None for a move that somebody makes."""
    if not table.has("automatic"):
        return None
    inner = table.table("automatic")
    found = Automatic(inner.number("after_business_days", MOST_DAYS))
    inner.close()
    if table.has("roles") and table.names("roles"):
        table.complain("roles", "an automatic move has none")
    for key in ("when", "quorum"):
        if table.has(key):
            table.complain(key, "an automatic move has none")
    return found


def check(table: Table, read: Transition) -> None:
    """Complain of what an automatic move may not ask for; of one that somebody makes nothing."""
    if read.automatic is None:
        return
    if read.effect not in EFFECTS:
        what = f"{read.effect!s} is somebody's decision: {read.action!r} cannot be automatic"
        table.complain("effect", what)
    for guard in read.guards:
        if guard not in GUARDS:
            what = f"{guard!r} asks about a person or what is typed: nobody makes the move"
            table.complain("guards", what)
    if read.note is not NoteRule.NONE:
        table.complain("note", "an automatic move gives no reason")
    if read.stays:
        table.complain("to", "an automatic move leads to another state")

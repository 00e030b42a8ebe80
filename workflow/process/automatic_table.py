"""What a transition's table asks for that the program makes by itself."""

from collections.abc import Iterator

from workflow.process.automatic import EFFECTS, GUARDS, Automatic
from workflow.process.effect import Effect
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


def unfit(
    action: str, effect: Effect | None, guards: tuple[str, ...], note: str, *, stays: bool
) -> Iterator[tuple[str, str]]:
    """What an automatic move may not ask for: each key of its table, and why."""
    if effect not in EFFECTS:
        yield "effect", f"{effect!s} is somebody's decision: {action!r} cannot be automatic"
    for guard in guards:
        if guard not in GUARDS:
            yield "guards", f"{guard!r} asks about a person or what is typed: nobody makes the move"
    if note != "none":
        yield "note", "an automatic move gives no reason"
    if stays:
        yield "to", "an automatic move leads to another state"

"""What definitions call actions and states that they name themselves, where no item is at hand."""

from webapp.request import current
from webapp.words.filters import title
from workflow import items
from workflow.values import Title


def action(name: str) -> str:
    """The title that the newest published definition gives to `name`; else the name itself."""
    moves = (move for one in reversed(current.work().published) for move in one.transitions)
    found = next((move.title for move in moves if move.action == name), None)
    return title(Title(found["ja"], found["en"])) if found else name


def action_here(name: str) -> str:
    """The one title that all processes of the chosen cycle give to an action; "" for several."""
    newest = {one.name: one for one in current.work().published}
    names = items.process_names(current.cycle()) if current.cycles() else ()
    titles = {
        (move.title["ja"], move.title["en"])
        for process in (newest[one] for one in names if one in newest)
        for move in process.transitions
        if move.action == name
    }
    return title(Title(*titles.pop())) if len(titles) == 1 else ""


def state(name: str) -> str:
    """The title that the newest published definition gives to a state; else the name itself."""
    found = (one.states[name] for one in reversed(current.work().published) if name in one.states)
    named = next(found, None)
    return title(Title(named.title["ja"], named.title["en"])) if named else name

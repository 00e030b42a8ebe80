"""What a definition calls an action that it names itself, where no item is at hand."""

from webapp.request import current
from webapp.words.filters import title
from workflow.values import Title


def action(name: str) -> str:
    """The title that the newest published definition gives to `name`; else the name itself."""
    moves = (move for one in reversed(current.work().published) for move in one.transitions)
    found = next((move.title for move in moves if move.action == name), None)
    return title(Title(found["ja"], found["en"])) if found else name

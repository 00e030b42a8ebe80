"""What a definition calls an action that it names itself, where no item is at hand."""

from webapp.request import current
from webapp.words.filters import title
from workflow.values import Title


def action(name: str) -> str:
    """The title that the newest published definition gives to `name`; else the name itself."""
    for process in reversed(current.work().published):
        for move in process.transitions:
            if move.action == name:
                return title(Title(move.title["ja"], move.title["en"]))
    return name

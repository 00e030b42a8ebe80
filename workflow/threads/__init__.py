"""Questions and answers about an item (照会・回答), and the center's internal notes on it."""

from workflow.threads.commands import ask, close, correct, say
from workflow.threads.mentions import Reader, readers
from workflow.threads.policy import READERS, SPEAKERS
from workflow.threads.queries import of
from workflow.threads.turns import to_say
from workflow.threads.views import ItemThreads, PostView, ThreadView

__all__ = [
    "READERS",
    "SPEAKERS",
    "ItemThreads",
    "PostView",
    "Reader",
    "ThreadView",
    "ask",
    "close",
    "correct",
    "of",
    "readers",
    "say",
    "to_say",
]

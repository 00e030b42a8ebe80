"""Big papers: asked for on a page, made by a job, fetched when they are there."""

from workflow.papers.commands import ask, forget_old, is_big, make
from workflow.papers.policy import PaperUnderWay
from workflow.papers.queries import PaperView, fetch, own, paper, progress_of

__all__ = [
    "PaperUnderWay",
    "PaperView",
    "ask",
    "fetch",
    "forget_old",
    "is_big",
    "make",
    "own",
    "paper",
    "progress_of",
]

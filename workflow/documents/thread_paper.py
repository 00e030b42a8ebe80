"""Questions and answers as they stand on an item's paper: one table for each question."""

from typing import Any, Final

from workflow.documents import words
from workflow.documents.typesetting import breakable
from workflow.paper_words import HEADINGS
from workflow.queries.views.threads import PostView, ThreadView
from workflow.vocabulary import PostKind, Side

SIDES: Final = {Side.CENTER: "センター", Side.DEPARTMENT: "部局"}
WHOLE: Final = "案件全体"


def printed(thread: ThreadView) -> dict[str, Any]:
    """What the template reads of one thread: its subject, how it stands, a row for each post."""
    return {
        "title": HEADINGS.get(thread.field, thread.field) if thread.field else WHOLE,
        "standing": _standing(thread),
        "rows": [_row(post) for post in thread.posts],
    }


def _standing(thread: ThreadView) -> str:
    if thread.closed:
        return "終了"
    return f"{SIDES[thread.turn]}の回答待ち" if thread.turn else ""


def _row(post: PostView) -> list[str]:
    spoken = {
        PostKind.SAID: "",
        PostKind.CORRECTED: f"（発言{post.corrects}の訂正）",
        PostKind.CLOSED: "（終了）",
    }
    revision = f"第{post.round}回提出" if post.round else "提出前"
    return [
        f"{post.sequence}",
        words.day_of(post.at),
        f"{SIDES[post.side]}\n{breakable(post.by.ja)}",
        revision,
        breakable(f"{spoken[post.kind]}{post.text}"),
    ]

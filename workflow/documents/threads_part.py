"""Questions and answers about an item, as a part of its paper."""

from typing import Any, Final

from workflow.documents import columns
from workflow.documents.typesetting import breakable
from workflow.threads.views import PostView, ThreadView
from workflow.values.office import Office
from workflow.values.paper_words import heading
from workflow.values.vocabulary import PostKind, Side

DEPARTMENT: Final = "部局"
WHOLE: Final = "案件全体"


def printed(thread: ThreadView, office: Office) -> dict[str, Any]:
    """What the template reads of one thread: its subject, its status, a row for each post."""
    return {
        "title": heading(thread.field, office) if thread.field else WHOLE,
        "status": _status(thread, office),
        "rows": [_row(post, office) for post in thread.posts],
    }


def _side(side: Side, office: Office) -> str:
    return office.center_short.ja if side is Side.CENTER else DEPARTMENT


def _status(thread: ThreadView, office: Office) -> str:
    if thread.closed:
        return "終了"
    if thread.turn is None:
        return ""
    side = _side(thread.turn, office)
    return f"回答済・{side}の確認待ち" if thread.is_answered else f"{side}の回答待ち"


def _row(post: PostView, office: Office) -> list[str]:
    spoken = {
        PostKind.SAID: "",
        PostKind.CORRECTED: f"（発言{post.corrects}の訂正）",
        PostKind.CLOSED: "（終了）",
    }
    revision = f"第{post.round}回提出" if post.round else "提出前"
    return [
        f"{post.sequence}",
        columns.day_of(post.at),
        f"{_side(post.side, office)}\n{breakable(post.by.ja)}",
        revision,
        breakable(f"{spoken[post.kind]}{post.text}"),
    ]

"""Bodies, their meetings and papers on their way, for tests of what is done with them."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

import typst

from tests.support.people import person_named
from tests.support.units import do, look
from workflow import bodies, editions
from workflow.bodies import BodyDraft, CallDraft, MemberDraft, MinutesDraft, TaskDraft
from workflow.engine import Engine
from workflow.files.storage import FolderStorage
from workflow.reports import AgendaEntry
from workflow.values.actor import Actor
from workflow.values.promotion import BodyKind, Presence
from workflow.values.vocabulary import AgendaKind

FIRST, SECOND = date(2021, 8, 2), date(2021, 9, 10)
TOPICS: Final = ("9月補正の対象事業について", "その他")
BOARD: Final = BodyDraft(BodyKind.BOARD, "DX戦略本部 幹事会")
PAPERS: Final = (AgendaEntry(1, 1, "構成員名簿"), AgendaEntry(1, 2, "進め方"))
NUMBER: Final = "9補-建設-001"
TASK: Final = TaskDraft("対象事業の効果を整理する", None, "officer", date(2021, 8, 31))


def call_draft(number: int = 1, held_on: date = FIRST, **more: Any) -> CallDraft:
    """A meeting as it is called."""
    given = {"headquarters_id": None, "hours": "13:30～15:00", "place": "第一会議室"}
    return CallDraft(number=number, held_on=held_on, topics=TOPICS, **(given | more))


def a_board(engine: Engine, *logins: str, by: str = "secretariat") -> int:
    """A board with these people, and somebody from outside; gives its id."""
    act = partial(do, engine, by)
    body_id = act(bodies.add_body, BOARD)
    since = date(2021, 4, 1)
    for place, login in enumerate(logins, 1):
        act(bodies.add_member, body_id, MemberDraft(login, "", "委員", since), place)
    outside = MemberDraft("", "山田 太郎", "座長", since)
    act(bodies.add_member, body_id, outside, len(logins) + 1)
    return body_id


def a_meeting(engine: Engine, body_id: int, by: str = "secretariat", **more: Any) -> int:
    """A meeting of a body with two numbered papers; gives its id."""
    meeting_id = do(engine, by, bodies.call, body_id, call_draft(**more))
    do(engine, by, bodies.number_papers, meeting_id, PAPERS, 1)
    return meeting_id


def seen(engine: Engine, meeting_id: int, by: str = "secretariat") -> int:
    """The revision of a meeting that is on the screen now."""
    return look(engine, by, bodies.meeting, meeting_id).revision


def minuted(engine: Engine, meeting_id: int, by: str = "secretariat") -> None:
    """Keep minutes of a meeting: the first member came."""
    there = look(engine, by, bodies.meeting, meeting_id)
    came = {there.attendance[0].member.id: (Presence.PRESENT, "")}
    draft = MinutesDraft(came, "意見交換を行った。", ("原案のとおり進める",))
    do(engine, by, bodies.keep_minutes, meeting_id, draft, there.revision)


def lay_out(
    engine: Engine, actor: Actor, meeting_id: int, place: tuple[int, int], name: str, content: bytes
) -> int:
    """Lay a file out as the page does: stored first, then put under its number."""
    with engine.read(actor) as reading:
        papers = bodies.meeting(reading, meeting_id).papers
        lying = {(one.entry.group, one.entry.number): one.laid_out for one in papers}
        there = lying.get(place)
        with (
            bodies.stored(reading, meeting_id, name, BytesIO(content)) as new,
            engine.write(actor) as work,
        ):
            return bodies.lay_out(work, meeting_id, *place, new, there.id if there else 0)


@cache
def a_pdf(words: str = "別添", pages: int = 2, size: str = 'paper: "a4"') -> bytes:
    """A PDF of so many pages with a word on each."""
    body = "#pagebreak()\n".join(f"{words} {number}\n" for number in range(1, pages + 1))
    return bytes(typst.compile(f"#set page({size})\n{body}".encode(), format="pdf"))


def board_page(suffix: str = "") -> Callable[[Engine], str]:
    """The page of a board with somebody from outside, or one that leads on from it."""
    return lambda engine: f"/bodies/{a_board(engine)}{suffix}"


def meeting_page(
    suffix: str = "", *, upto: str = "", by: str = "secretariat"
) -> Callable[[Engine], str]:
    """The page of a meeting, or one that leads on from it; `upto` held or closed."""

    def page(engine: Engine) -> str:
        engine.storage = FolderStorage(Path(mkdtemp(prefix="jizen-files-")))
        meeting_id = a_meeting(engine, a_board(engine))
        if upto:
            minuted(engine, meeting_id)
        if upto == "closed":
            do(engine, by, bodies.confirm, meeting_id, 3)
        return f"/bodies/meetings/{meeting_id}{suffix}"

    return page


def laid_out_page(engine: Engine) -> str:
    """The page of a meeting with a paper laid out."""
    page = meeting_page()(engine)
    person = person_named(engine, "secretariat")
    lay_out(engine, person, int(page.rpartition("/")[2]), (1, 1), "名簿.txt", b"names")
    return page


def task_page(engine: Engine) -> str:
    """The page of a task of kenko."""
    meeting_id = int(meeting_page(upto="held")(engine).rpartition("/")[2])
    draft = TaskDraft(TASK.text, None, "kenko", TASK.due_on)
    return f"/bodies/tasks/{do(engine, 'secretariat', bodies.add_task, meeting_id, draft)}"


def linked_task_page(engine: Engine) -> str:
    """The page of a task that is about an item."""
    page = task_page(engine)
    do(engine, "secretariat", bodies.link_item, int(page.rpartition("/")[2]), NUMBER)
    return page


def member_page(engine: Engine) -> str:
    """The form of a member."""
    body_id = a_board(engine)
    (member,) = look(engine, "secretariat", bodies.body, body_id).members
    return f"/bodies/{body_id}/members/{member.id}"


def own_paper_page(engine: Engine) -> str:
    """The page of a meeting whose only paper is the list of goals, frozen once already."""
    page = meeting_page()(engine)
    paper = AgendaEntry(2, 1, "目標", AgendaKind.GOALS)
    do(engine, "secretariat", bodies.number_papers, int(page.rpartition("/")[2]), (paper,), 2)
    do(engine, "secretariat", editions.freeze, AgendaKind.GOALS, 2021)
    return page

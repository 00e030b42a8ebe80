"""All papers of a meeting as one PDF with page numbers and bookmarks; and its minutes as one."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from workflow import office
from workflow.bodies import queries
from workflow.bodies.papers import edition_content, printed_number
from workflow.bodies.views import BodyMeetingView, PaperView, TaskView
from workflow.documents import FORMS, Document
from workflow.documents.papers import Section, Stamp, meeting_paper, stamps
from workflow.files import pdf_pages
from workflow.files.attachments import FileKind
from workflow.files.pdf_pages import Part, Size
from workflow.values.fiscal import era_date, era_year
from workflow.values.promotion import Presence, TaskState
from workflow.work import Work

STATES: Final = {TaskState.OPEN: "対応中", TaskState.DONE: "完了", TaskState.DROPPED: "取りやめ"}
PRESENCES: Final = {
    Presence.PRESENT: "出席",
    Presence.PROXY: "代理出席",
    Presence.ABSENT: "欠席",
}
ORDER: Final = "次第"


def bound_papers(work: Work, meeting_id: int) -> Document:
    """The order of the day and every paper after it, numbered through, each with a bookmark.

    For a file that is no PDF stands a page that names it. Raises NotFound, EditionBroken,
    AttachmentRefused where a file cannot be bound.
    """
    found = queries.meeting(work, meeting_id)
    parts = [Part(_title(one), _content(work, one)) for one in found.papers if one.laid_out]
    labels = [one.entry.paper for one in found.papers if one.laid_out]
    sizes = [pdf_pages.pages_of(BytesIO(one.content), one.title) for one in parts]
    order, order_sizes = _order(found, labels, sizes)
    stamped = [_stamped(work, one) for one in found.papers if one.laid_out]
    pages = _stamps([("", order_sizes), *zip(stamped, sizes, strict=True)])
    name = f"{_name(found)} 会議資料"
    content = pdf_pages.bound([Part(ORDER, order), *parts], stamps(pages), name)
    return _document(name, content)


def minutes_paper(work: Work, meeting_id: int) -> Document:
    """The minutes: who came, what was said and decided, who does what. Raises NotFound."""
    found = queries.meeting(work, meeting_id)
    came = [
        Section(word, text="、".join(_present(found, presence)))
        for presence, word in PRESENCES.items()
    ]
    sections = [
        *came,
        Section("議題", found.topics),
        Section("議事の要旨", text=found.minutes),
        Section("決定事項", found.decisions),
        _tasks("課題", found.tasks),
        _tasks("前回までの課題", found.earlier),
    ]
    name = f"{_name(found)} 議事録"
    whose = office.office(work).name.ja
    content = meeting_paper(name, _facts(found), sections, whose=whose, numbered=True)
    return _document(name, content)


def _order(
    found: BodyMeetingView, labels: Sequence[str], sizes: Sequence[tuple[Size, ...]]
) -> tuple[bytes, tuple[Size, ...]]:
    """The order of the day with the pages on which the papers begin, and its own pages."""
    order, own = b"", 1
    own_sizes: tuple[Size, ...] = ()
    while len(own_sizes) != own:  # it is as long as it says only once it was set
        own = max(own, len(own_sizes))
        begins, at = {}, own + 1
        for label, pages in zip(labels, sizes, strict=True):
            begins[label], at = at, at + len(pages)
        order = _order_of_the_day(found, begins)
        own_sizes = pdf_pages.pages_of(BytesIO(order), ORDER)
    return order, own_sizes


def _order_of_the_day(found: BodyMeetingView, begins: dict[str, int]) -> bytes:
    rows = [
        (one.entry.paper, one.entry.title, str(begins.get(one.entry.paper, "―")))
        for one in found.papers
    ]
    sections = [
        Section("議題", found.topics),
        Section("配付資料", headings=("資料", "題名", "頁"), widths=(24, 0, 14), rows=tuple(rows)),
        _tasks("前回までの課題", found.earlier),
    ]
    return meeting_paper(f"{_name(found)} {ORDER}", _facts(found), sections)


def _stamps(parts: Sequence[tuple[str, Sequence[Size]]]) -> list[Stamp]:
    pages = [(label, size) for label, sizes in parts for size in sizes]
    return [
        Stamp(size.width, size.height, f"{place} / {len(pages)}", label)
        for place, (label, size) in enumerate(pages, 1)
    ]


def _stamped(work: Work, one: PaperView) -> str:
    """The number that is laid on the pages of a paper; "" where they have it already."""
    lying = one.laid_out
    if lying is None or lying.sha256:
        return one.entry.paper
    printed = printed_number(work, lying.edition_id, lying.report_edition_id)
    return "" if printed == one.entry.paper else one.entry.paper


def _content(work: Work, one: PaperView) -> bytes:
    lying = one.laid_out
    if lying is None or (lying.sha256 and lying.kind != FileKind.PDF):
        name = lying.name if lying else ""
        return meeting_paper(_title(one), [("別添", name)], ())
    if lying.sha256:
        with work.files.open(lying.sha256) as source:
            return source.read()
    return edition_content(work, lying.edition_id, lying.report_edition_id)


def _title(one: PaperView) -> str:
    return f"{one.entry.paper}　{one.entry.title}"


def _name(found: BodyMeetingView) -> str:
    row = found.row
    return f"{row.body}（{era_year(row.fiscal_year)}第{row.number}回）"


def _facts(found: BodyMeetingView) -> list[tuple[str, str]]:
    when = f"{era_date(found.row.held_on)}　{found.hours}".strip()
    return [("日時", when), ("場所", found.place)]


def _present(found: BodyMeetingView, presence: Presence) -> Iterator[str]:
    for one in found.attendance:
        if one.presence is presence:
            said = " ".join(filter(None, (one.member.position, one.member.name.ja)))
            yield f"{said}（代理：{one.proxy}）" if one.proxy else said


def _tasks(heading: str, tasks: Sequence[TaskView]) -> Section:
    rows = [
        (
            one.text,
            one.who.ja,
            era_date(one.due_on) if one.due_on else "―",
            STATES[one.state],
            one.reports[-1].text if one.reports else "",
        )
        for one in tasks
    ]
    headings = ("課題", "担当", "期限", "状況", "経過")
    return Section(heading, headings=headings, widths=(0, 26, 31, 18, 36), rows=tuple(rows))


def _document(name: str, content: bytes) -> Document:
    return Document(f"{name}.pdf", FORMS["pdf"].media_type, content)

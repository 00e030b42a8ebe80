"""Jizen's own papers are laid out, and all papers of a meeting are one PDF."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from tests.support import pdf
from tests.support.bodies import TASK, a_board, a_meeting, a_pdf, call_draft, lay_out, minuted
from tests.support.office import SEPTEMBER
from workflow import bodies, reports
from workflow.bodies import BodyDraft
from workflow.bodies.policy import NothingFrozen
from workflow.files import pdf_pages
from workflow.files.office import AttachmentRefused
from workflow.reports import AgendaEntry
from workflow.values.errors import NotFound
from workflow.values.promotion import BodyKind
from workflow.values.vocabulary import AgendaKind, Stage

GOALS, PROGRESS = AgendaKind.GOALS, AgendaKind.PROGRESS


def test_own_papers_lie_at_the_headquarters_meeting_in_frozen_editions(office):
    body = office.do("secretariat", bodies.add_body, BodyDraft(BodyKind.HEADQUARTERS, "本部"))
    of_calendar = office.meetings[SEPTEMBER]
    called = call_draft(headquarters_id=of_calendar)
    meeting_id = office.do("secretariat", bodies.call, body, called)
    entries = (
        AgendaEntry(1, 3, "スケジュール", AgendaKind.SCHEDULE),
        AgendaEntry(1, 6, "検討予定一覧", AgendaKind.PLANNED),
        AgendaEntry(2, 1, "目標の進捗", PROGRESS),
        AgendaEntry(2, 2, "参考"),
    )
    office.do("secretariat", reports.save_agenda, of_calendar, entries, 0)
    for place in ((1, 6), (2, 1)):
        with pytest.raises(NothingFrozen):
            office.do("secretariat", bodies.lay_out_own, meeting_id, *place, 1)
    with pytest.raises(NotFound):
        office.do("secretariat", bodies.lay_out_own, meeting_id, 2, 2, 1)
    office.do("secretariat", reports.freeze, of_calendar, Stage.PLANNED)
    assert office.look("viewer", bodies.of_headquarters, of_calendar) == meeting_id
    assert office.look("officer", bodies.of_headquarters, of_calendar) is None
    freezing = {"freeze": True}
    for place, seen, more in (
        ((1, 3), 0, freezing), ((1, 3), 0, freezing), ((1, 6), 0, {}), ((2, 1), 0, freezing),
    ):  # fmt: skip
        office.do("secretariat", bodies.lay_out_own, meeting_id, *place, seen, **more)

    shown = office.look("viewer", bodies.meeting, meeting_id).papers
    assert [one.laid_out.edition if one.laid_out else None for one in shown] == [
        1, 1, 1, None,
    ]  # fmt: skip
    made = office.look("viewer", bodies.bound_papers, meeting_id)
    reader = PdfReader(BytesIO(made.content))
    assert [one.title for one in reader.outline] == [
        "次第", "資料1-3　スケジュール", "資料1-6　検討予定一覧", "資料2-1　目標の進捗",
    ]  # fmt: skip
    said = [page.extract_text() for page in reader.pages]
    for number in ("資料1-3", "資料1-6", "資料2-1"):
        assert {text.count(number) for text in said[1:]} == {0, 1}, number
    paper, source = office.look("viewer", bodies.open_file, shown[1].laid_out.id)
    assert (paper.media_type, source.read()[:5]) == ("application/pdf", b"%PDF-")


def turned(content):
    writer = PdfWriter(clone_from=BytesIO(content))
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )
    link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): script})
    for page in writer.pages:
        page.rotate(90)
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): script})
        page[NameObject("/Annots")] = ArrayObject([link])
    writer.root_object[NameObject("/OpenAction")] = script
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_papers_of_a_meeting_are_one_pdf_with_bookmarks_and_page_numbers(office, tmp_path):
    board = a_board(office.engine, "planner")
    minuted(office.engine, a_meeting(office.engine, board))
    office.do("secretariat", bodies.add_task, 1, TASK)
    meeting_id = a_meeting(office.engine, board, number=2)
    person = office.person("secretariat")
    lay_out(office.engine, person, meeting_id, (1, 1), "A3.pdf", a_pdf("別紙", 3, 'paper: "a3"'))
    lay_out(office.engine, person, meeting_id, (1, 2), "様式.txt", "様式".encode())

    made = office.look("planner", bodies.bound_papers, meeting_id)

    file = tmp_path / "papers.pdf"
    file.write_bytes(made.content)
    assert made.name == "DX戦略本部 幹事会（令和3年度第2回） 会議資料.pdf"
    order, *papers, annex = pdf.pages(file)
    assert all(words in order for words in ("次第", "資料1-1構成員名簿2", "資料1-2進め方5"))
    assert [page.replace("資料1-1", "") for page in papers] == [
        "別紙12/5", "別紙23/5", "別紙34/5",
    ]  # fmt: skip
    assert "様式.txt" in annex
    reader = PdfReader(file)
    assert reader.metadata.title == made.name.removesuffix(".pdf")
    assert reader.root_object["/Lang"] == "ja-JP"
    bookmarks = [(one.title, reader.get_destination_page_number(one)) for one in reader.outline]
    assert bookmarks == [("次第", 0), ("資料1-1　構成員名簿", 1), ("資料1-2　進め方", 4)]
    assert [int(page.mediabox.width) for page in reader.pages] == [595, 841, 841, 841, 595]
    with pytest.raises(NotFound):
        office.look("officer", bodies.bound_papers, meeting_id)
    minutes = office.look("planner", bodies.minutes_paper, 1)
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(minutes.content)).pages)
    assert all(words in said for words in ("原案のとおり進める", "委員 planner", TASK.text))


def test_the_pages_of_minutes_are_numbered_and_no_task_is_torn_between_two(office, tmp_path):
    meeting_id = a_meeting(office.engine, a_board(office.engine, "planner"))
    minuted(office.engine, meeting_id)
    for number in range(12):
        text = f"課題{number:02}を" + "整理し、" * 30 + f"報告する{number:02}。"
        office.do("secretariat", bodies.add_task, meeting_id, replace(TASK, text=text))
    file = tmp_path / "minutes.pdf"
    file.write_bytes(office.look("planner", bodies.minutes_paper, meeting_id).content)

    said = pdf.pages(file)

    assert len(said) > 1
    for number, page in enumerate(said, 1):
        assert page.endswith(f"{number}/{len(said)}")
        assert "課題担当期限状況経過" in page
    raw = pdf.run("pdftotext", "-raw", file, "-").split("\f")
    for number in range(12):
        places = [[word in "".join(page.split()) for page in raw]
                  for word in (f"課題{number:02}を", f"報告する{number:02}。")]  # fmt: skip
        assert places[0] == places[1]


def test_turned_pages_keep_their_number_at_the_foot_and_lose_what_they_would_do():
    part = pdf_pages.Part("横", turned(a_pdf("横", 1)))
    (size,) = pdf_pages.pages_of(BytesIO(part.content), "横.pdf")
    assert (int(size.width), int(size.height)) == (841, 595)
    stamp = a_pdf("1/1", 1, "width: 841pt, height: 595pt")

    content = pdf_pages.bound([part], stamp, "束")

    bound = PdfReader(BytesIO(content))
    assert (bound.pages[0].rotation, int(bound.pages[0].mediabox.width)) == (0, 841)
    assert b"JavaScript" in part.content
    assert b"JavaScript" not in content
    assert b"OpenAction" not in content


def test_what_cannot_be_bound_is_refused_when_it_is_brought():
    locked, bomb, circle = (PdfWriter(clone_from=BytesIO(a_pdf())) for _ in range(3))
    locked.encrypt("secret", algorithm="RC4-128")
    stream = StreamObject()
    stream.set_data(b" " * 90_000_000)
    bomb.pages[0][NameObject("/Contents")] = bomb._add_object(stream.flate_encode())
    kids = circle.root_object["/Pages"]["/Kids"]
    kids.append(circle.root_object.raw_get("/Pages"))
    for writer, reasons in (
        (locked, {"encrypted"}),
        (bomb, {"damaged", "ended"}),
        (circle, {"damaged"}),
    ):
        out = BytesIO()
        writer.write(out)
        with pytest.raises(AttachmentRefused) as refused:
            pdf_pages.require_bindable(out, "鍵.pdf")
        assert refused.value.reason in reasons
    with pytest.raises(AttachmentRefused) as refused:
        pdf_pages.pages_of(BytesIO(a_pdf()[:3000]), "半.pdf")
    assert refused.value.reason == "damaged"
    pdf_pages.require_bindable(BytesIO(a_pdf()), "可.pdf")

"""資料1-3 as a file: Reiwa 3 is the prefecture's paper, entry by entry."""

import json
import subprocess
from datetime import date

import pytest

from workflow.calendar import Schedule, ScheduleEntry, ScheduleLine
from workflow.documents import calendar_files
from workflow.values.errors import NotFound

NOTHING = ((), (), (), ())


def text_of(schedule: Schedule, tmp_path) -> str:
    path = tmp_path / "schedule.pdf"
    path.write_bytes(calendar_files.document(schedule, "pdf").content)
    command = ["pdftotext", "-layout", str(path), "-"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return "".join(printed.replace("\u200b", "").split())


def a_schedule(*lines: ScheduleLine) -> Schedule:
    return Schedule(2021, lines, (), ())


def test_the_same_schedule_gives_the_same_bytes():
    schedule = a_schedule(ScheduleLine("1", "DX戦略本部会議", "", NOTHING))

    first = calendar_files.document(schedule, "pdf")

    assert calendar_files.document(schedule, "pdf") == first
    assert first.name == "資料1-3 令和3年度のスケジュール.pdf"


@pytest.mark.parametrize(
    "typed", ["#pagebreak()", "*太字*", "$x^2$", "@ref <a>", "\\n //c", "[a](b)"]
)
def test_what_looks_like_markup_is_printed_as_typed(typed, tmp_path):
    quarters = ((ScheduleEntry("●", typed),), (), (), ())

    printed = text_of(a_schedule(ScheduleLine("1", typed, typed, quarters)), tmp_path)

    assert printed.count("".join(typed.split())) == 3


def test_a_document_leads_by_an_arrow_to_the_entry_after_it(tmp_path):
    quarter = (ScheduleEntry("□", "骨子案"), ScheduleEntry("●", "検討"), ScheduleEntry("□", "案"))

    printed = text_of(a_schedule(ScheduleLine("2", "計画", "", (quarter, (), (), ()))), tmp_path)

    assert "骨子案→●検討" in printed
    assert printed.count("→") == 1


def test_days_stand_beside_made_entries(tmp_path):
    made = ScheduleEntry("○", "第1回本部会議開催", day=date(2021, 6, 4))

    printed = text_of(a_schedule(ScheduleLine("1", "会議", "", ((made,), (), (), ()))), tmp_path)

    assert "○第1回本部会議開催6/4（金）" in printed


def test_a_hundred_rows_repeat_number_and_header_on_every_page(tmp_path):
    lines = [ScheduleLine(str(n), f"取組{n}", "注", NOTHING) for n in range(1, 101)]

    printed = text_of(a_schedule(*lines), tmp_path)

    assert printed.count("資料1-3") == printed.count("取組事項") > 1


def test_json_carries_every_row():
    schedule = a_schedule(ScheduleLine("1", "会議", "注", NOTHING))

    read = json.loads(calendar_files.document(schedule, "json").content)

    assert (read["paper"], read["fiscal_year"], len(read["rows"])) == ("資料1-3", 2021, 1)


def test_another_form_is_not_found():
    with pytest.raises(NotFound):
        calendar_files.document(a_schedule(), "xlsx")

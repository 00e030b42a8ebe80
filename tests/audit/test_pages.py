"""The page and the files of the record of changes: for administrators alone."""

import csv
import hashlib
import io
import json
import re
from datetime import date

import pytest

from tests.support.people import person_named
from workflow import people, reorganisation
from workflow.reorganisation import Line
from workflow.values.actor import OPERATOR, Title


@pytest.fixture
def renamed(sign_in_as, submit):
    """A browser of an administrator who gave a category a name that looks like a formula."""
    browser = sign_in_as("admin")
    typed = {"title_ja": "=1+1", "title_en": "Renamed", "seen": "1"}
    assert submit(browser, "/masters/category/procedure", typed).status_code == 302
    return browser


def test_the_page_shows_who_changed_what_before_and_after(renamed):
    page = renamed.get("/audit/?subject=master&words=Renamed").text

    assert "category/procedure" in page
    assert "<ins" in page
    assert "=1+1" in page
    assert "まだ公開されていない意見も含みます" in page
    sessions = renamed.get("/audit/?subject=session").text
    assert all(word in sessions for word in ("評価会", "対象の予算編成", "採点する評価者"))
    assert "category/procedure" not in sessions
    assert "該当する変更はありません" in renamed.get("/audit/?words=nothing-of-it").text


def test_what_was_added_with_many_fields_is_folded_and_still_whole(sign_in_as):
    page = sign_in_as("admin").get("/audit/?subject=system").text
    row = page.partition("<tbody>")[2].partition("</tr>")[0]
    open_part, _, rest = row.partition("<details>")

    more = int(re.search(r"<summary[^>]*>ほか(\d+)項目</summary>", rest)[1])
    assert open_part.count('class="of-field"') == 5
    assert rest.count('class="of-field"') == more > 2


@pytest.mark.parametrize("typed", ["2021-99-99", "2021-08-02", "9999-12-31T99:99:99+00:00"])
def test_a_text_that_looks_like_a_day_stays_as_it_was_typed(sign_in_as, submit, typed):
    browser = sign_in_as("admin")
    submit(browser, "/masters/category/procedure", {"title_ja": typed, "title_en": "", "seen": "1"})

    assert f">{typed}</ins>" in browser.get(f"/audit/?words={typed[:10]}").text


def test_the_table_gives_each_field_a_row_and_no_formula(renamed):
    table = renamed.get("/audit/changes.csv?words=Renamed").get_data().decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(table)))
    mine = [row for row in rows if row[4] == "category/procedure" and row[8] == "'=1+1"]
    assert len(mine) == 1


def test_the_file_with_hashes_is_proved_by_the_standard_library_alone(renamed):
    lines = [json.loads(one) for one in renamed.get("/audit/changes.jsonl").get_data().splitlines()]

    previous = "0" * 64
    for line in lines[1:]:
        text = json.dumps(line["change"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert line["change"]["previous"] == previous
        assert hashlib.sha256(text.encode()).hexdigest() == line["hash"]
        previous = line["hash"]
    assert previous == lines[0]["head"]
    assert len(lines) == lines[0]["entries"] + 1


@pytest.mark.parametrize("login", ["soumu", "reviewer", "secretariat", "viewer", "advisor"])
def test_nobody_else_reads_the_record(login, shared_sign_in_as):
    browser = shared_sign_in_as(login)

    for path in ("/audit/", "/audit/changes.csv", "/audit/changes.jsonl"):
        assert browser.get(path).status_code == 403


RAW = re.compile(r"\d{4}-\d\d-\d\d(T.*)?|True|False|None|[a-z]+(_[a-z]+)+")


def test_the_record_speaks_in_words_and_names(sign_in_as):
    table = sign_in_as("admin").get("/audit/changes.csv").get_data().decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(table))
    said = {(row[3], row[6]): [] for row in rows}
    for row in rows:
        for value in (row[7], row[8]):
            said[row[3], row[6]] += value.split("\n")

    assert {field for _subject, field in said if re.fullmatch("[a-z_]+", field)} == set()
    raw = {place: [one for one in values if RAW.search(one)] for place, values in said.items()}
    assert {place: found[:3] for place, found in raw.items() if found} == {}
    assert "幹事会" in said["会議体の会議", "会議体"]


def test_a_plan_is_decided_on_and_cancelled_in_the_record(app, demo_engine, sign_in_as):
    lines = [Line("総務部", "税務課", "総務部", "県税課")]
    admin = person_named(demo_engine, "admin")
    with demo_engine.write(admin) as work:
        plan_id = reorganisation.write(work, None, "改編", date(2022, 4, 1), lines)
    with demo_engine.write(admin) as work:
        reorganisation.decide(work, plan_id, reorganisation.plan(work, plan_id).seen)
    with demo_engine.write(admin) as work:
        reorganisation.cancel(work, plan_id)

    page = sign_in_as("admin").get("/audit/?subject=plan").text

    done = re.findall(r'</code><br><span class="soft small">([^<]+)', page)
    assert done == ["取消", "決定", "追加"]


def test_what_was_done_at_the_command_line_is_said_to_be(demo_engine, sign_in_as):
    with demo_engine.write(OPERATOR) as work:
        people.add_person(work, login="new", name=Title("新人", ""), grants=[], password=None)

    page = sign_in_as("admin").get("/audit/?subject=person&words=新人").text

    assert page.count("サーバーでの操作（コマンド）") == 2  # offered as a filter, too
    assert "<code>new</code> 新人<br>" in page
    assert ">operator<" not in page


def test_each_changed_field_stands_alone_with_all_its_lines_and_a_session_opens_in_words(
    demo_engine, sign_in_as
):
    page = sign_in_as("admin").get("/audit/?subject=session").text

    flat = re.sub(r"<[^>]+>", "", page)
    started = re.findall(r'class="of-field">([^<]*?：)', page)
    assert started
    assert page.count('class="of-field"') == len(started), "each begins with its own label"
    assert "開会：まだ → 済" in flat
    assert not re.search("開会：(はい|いいえ)|[ぁ-んァ-ヶ一-龠]: ", flat)

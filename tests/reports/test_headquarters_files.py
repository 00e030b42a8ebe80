"""The list as files: the same figures, the same scope, the filters of the items list."""

import csv
import io
import json
from dataclasses import replace
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from tests.support.pdf import pages
from tests.support.people import person_named
from tests.support.units import look
from workflow import documents, items
from workflow.items.list_views import ItemFilter

FORMS = ["csv", "json", "xlsx", "pdf"]
ALL = "/headquarters/list.csv?cycle=2021-09&headings=codes"


@pytest.fixture
def count_queries(demo_engine):
    """`count_queries(browser, address)`: how many statements one request issues."""

    def count(browser, address: str) -> int:
        seen: list[str] = []

        def note(*arguments: object) -> None:
            seen.append(str(arguments[2]))

        event.listen(demo_engine.database.engine, "before_cursor_execute", note)
        assert browser.get(address).status_code == 200
        event.remove(demo_engine.database.engine, "before_cursor_execute", note)
        return len(seen)

    return count


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def amounts(answer) -> list[int]:
    return [int(row["amount_kyen"]) for row in rows(answer)]


def add_drafts(demo_engine, count: int) -> None:
    """More items of the same section, each with funding lines and a name of its own."""
    officer = person_named(demo_engine, "soumu")
    (mine,) = look(demo_engine, officer, items.page, ItemFilter(cycle_id="2021-09")).rows
    sheet = look(demo_engine, officer, items.get, mine.id).sheet
    department = next(iter(officer.departments(next(iter(officer.roles)))))
    for number in range(count):
        demo_engine.create("2021-09", department, replace(sheet, name=f"事業その{number}"), officer)


def test_the_headings_are_japanese_unless_codes_are_asked_for(sign_in_as):
    browser = sign_in_as("viewer")
    files = {
        path: [
            browser.get(f"/{path}{more}").data.decode("utf-8-sig").splitlines()[0]
            for more in ("", "&headings=codes")
        ]
        for path in (
            "headquarters/list.csv?cycle=2021-09",
            "headquarters/finance.csv?cycle=2021-09",
        )
    }

    for japanese, codes in files.values():
        assert japanese.startswith("NO.,部局名,課室名,")
        assert codes.startswith("no,department,section,")


def test_the_csv_gives_the_papers_six_items(sign_in_as):
    answer = sign_in_as("secretariat").get(ALL)

    assert answer.mimetype == "text/csv"
    assert amounts(answer) == [60016, 3725, 9570, 11833, 17696, 21725]
    assert sum(amounts(answer)) == 124565


def test_the_workbook_gives_the_same_sum(sign_in_as):
    answer = sign_in_as("secretariat").get("/headquarters/list.xlsx?cycle=2021-09")
    page = load_workbook(io.BytesIO(answer.data)).worksheets[0]

    assert [cell.value for cell in list(page.iter_rows())[-1]][:7] == ["計", *[None] * 5, 124565]


def test_a_file_has_a_japanese_name_and_is_not_kept_by_caches(sign_in_as):
    answer = sign_in_as("secretariat").get("/headquarters/list.pdf?cycle=2021-09")

    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    name = unquote(disposition.partition("filename*=UTF-8''")[2])
    assert name == ("令和3年度9月補正予算（デジタル化関連事業）検討予定一覧 令和3年8月17日現在.pdf")
    assert answer.data.startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("kind", ["list", "finance"])
def test_a_list_of_now_says_of_which_day_it_is(sign_in_as, tmp_path, kind):
    browser = sign_in_as("secretariat")
    pdf, xlsx = (
        browser.get(f"/headquarters/{kind}.{form}?cycle=2021-09").data for form in ("pdf", "xlsx")
    )
    path = tmp_path / "list.pdf"
    path.write_bytes(pdf)
    page = load_workbook(io.BytesIO(xlsx)).worksheets[0]

    assert "令和3年8月17日現在" in pages(path)[0]
    last = page.cell(2, page.max_column)
    assert (last.value, last.alignment.horizontal) == ("令和3年8月17日現在", "right")


def test_no_file_holds_an_item_or_a_sum_of_another_department(sign_in_as):
    officer = sign_in_as("mirai")
    workbook = officer.get("/headquarters/list.xlsx?cycle=2021-09").data
    cells = [
        cell.value
        for row in load_workbook(io.BytesIO(workbook)).worksheets[0].iter_rows()
        for cell in row
    ]

    assert amounts(officer.get(ALL)) == [3725]
    assert "総務部" not in cells
    assert 124565 not in cells
    assert [r["no"] for r in officer.get("/headquarters/list.json?cycle=2021-09").json] == [1]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("department=kenko", [9570, 11833]),
        ("field=living", [3725, 9570, 11833]),
        ("category=procedure", [60016, 21725]),
        ("state=returned", [3725]),
        ("verdict=appropriate", [21725]),
        ("words=ネットワーク", [11833]),
        ("stage=evaluated", [21725]),
        ("stage=planned", [60016, 3725, 9570, 11833, 17696, 21725]),
        ("amount_from=２０，０００", [60016, 21725]),
        ("amount_to=4,000", [3725]),
        ("meeting=2&field=industry", [17696]),
        ("department=&field=&state=&words=", [60016, 3725, 9570, 11833, 17696, 21725]),
        ("department=nobody", []),
    ],
)
def test_a_file_takes_the_filters_of_the_items_list(query, expected, shared_sign_in_as):
    assert amounts(shared_sign_in_as("secretariat").get(f"{ALL}&{query}")) == expected


def test_the_sums_of_a_filtered_paper_are_those_of_its_rows(demo_engine):
    wanted = ItemFilter(cycle_id="2021-09", department="kenko")
    with demo_engine.read(person_named(demo_engine, "secretariat")) as work:
        report = documents.report(work, wanted)

    assert (report.total.count, report.total.kyen) == (2, 21403)
    assert sum(report.by_funding.values()) == 21403


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "query",
    ["field=nonsense", "meeting=x", "stage=x", "amount_from=たくさん", "amount_to=1.5",
     "cycle=nowhere"],
)  # fmt: skip
def test_a_filter_that_means_nothing_is_not_found(form, query, shared_sign_in_as):
    answer = shared_sign_in_as("secretariat").get(f"/headquarters/list.{form}?{query}")

    assert answer.status_code == 404


@pytest.mark.parametrize("word", ["%ED%A0%80", "'; DROP TABLE items;--", "%25", "あ" * 9000])
def test_any_words_are_only_words(word, shared_sign_in_as):
    answer = shared_sign_in_as("secretariat").get(f"{ALL}&words={word}&state={word}&verdict={word}")

    assert answer.status_code == 200
    assert rows(answer) == []


def test_a_character_that_no_database_holds_is_refused(shared_sign_in_as):
    assert shared_sign_in_as("secretariat").get(f"{ALL}&words=%00").status_code == 422


def test_another_form_of_file_is_not_found(shared_sign_in_as):
    assert shared_sign_in_as("secretariat").get("/headquarters/list.docx").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/headquarters/?cycle=2021-09", "/evaluation/?cycle=2021-09",
     *(f"/headquarters/list.{form}?cycle=2021-09" for form in FORMS)],
)  # fmt: skip
def test_the_number_of_queries_does_not_grow_with_the_items(
    address, demo_engine, sign_in_as, count_queries
):
    browser = sign_in_as("secretariat")
    browser.get(address)
    with_six = count_queries(browser, address)
    add_drafts(demo_engine, 54)

    assert count_queries(browser, address) == with_six
    listed = json.loads(browser.get("/headquarters/list.json?cycle=2021-09").data)
    assert len(listed) == 60

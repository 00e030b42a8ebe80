"""Every list that is handed out comes back as nothing to change, whatever its texts begin with."""

import random
from collections.abc import Iterator
from io import BytesIO

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.support.exchange import brought, taken_out
from tests.support.office import SEPTEMBER, open_office
from tests.support.prepared import prepare
from webapp.cli.main import cli
from workflow import reports
from workflow.items.list_views import ItemFilter

BEGINNINGS = (
    "=1+1 ",
    "+",
    "－",
    "@",
    "＝",
    "'=",
    "''-",
    "'",
    "　=",
    "△",
    "【",
    "（うち",
    "計 ",
    "※",
)
LETTERS = "髙﨑𠮷〜—㋿①㈱ｶﾞＡa1、・,;\"'=+-@%_<>&葛󠄀葛"
AMOUNTS = (None, 0, -1_395, 60_016, 2_500_000)


@pytest.fixture(scope="module")
def office(databases) -> Iterator:
    """Items with every beginning, and with letters drawn by lot; some of several departments."""
    url = databases.copy_of(prepare)
    office = open_office(url)
    drawn = random.Random(18)  # noqa: S311 - the same letters in every run
    for number, begin in enumerate(BEGINNINGS * 4):
        text = "".join(drawn.choices(LETTERS, k=12))
        office.a_draft(
            office.a_sheet(
                name=f"{begin}計算基盤{number}{text}",
                amount_kyen=AMOUNTS[number % len(AMOUNTS)],
                funding=f"{begin}{text}",
                summary=f"{begin}{text}\n二行目{text}\n\n「四行目」",
                joint_departments=("kikaku",) if number % 3 == 0 else (),
                previous_amount_kyen=-5 if number % 2 else None,
            )
        )
    yield office
    office.engine.close()
    databases.drop(url)


def outcome(office, content, name):
    """What would happen to each row, what is wrong, and what is asked."""
    view = brought(office.engine, office.person("officer"), content, name).view()
    return view.same, view.change, view.create, view.problems, view.questions


def every_item(office):
    return len(BEGINNINGS) * 4, 0, 0, (), ()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_of_items_comes_back(office, form):
    found = office.look("officer", reports.list_file, ItemFilter(cycle_id=SEPTEMBER), form)

    assert outcome(office, found.content, found.name) == every_item(office)


def test_the_list_to_work_on_comes_back_and_asks_nothing_of_what_was_there(office):
    content = taken_out(office.engine, office.person("officer"))

    assert outcome(office, content, "編集用.xlsx") == every_item(office)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_of_the_shell_comes_back(office, tmp_path, form):
    path = tmp_path / f"list.{form}"
    settings = {
        "JIZEN_DATABASE_URL": office.engine.database.engine.url.render_as_string(
            hide_password=False
        ),
        "JIZEN_SECRET_KEY": "only-for-tests-0123",
        "JIZEN_TODAY": "2021-08-02",
    }
    words = ["list", "--cycle", SEPTEMBER, "--format", form, "-o", str(path)]
    assert CliRunner().invoke(cli, words, env=settings).exit_code == 0

    assert outcome(office, path.read_bytes(), path.name) == every_item(office)


def test_a_text_cell_of_a_workbook_has_no_apostrophe_and_is_marked_as_a_text(office):
    wanted = ItemFilter(cycle_id=SEPTEMBER)
    found = office.look("officer", reports.list_file, wanted, "xlsx").content
    cells = [row[5] for row in load_workbook(BytesIO(found)).worksheets[0].iter_rows(min_row=4)]

    begun = [cell for cell in cells if cell.value and cell.value.startswith("=1+1")]
    assert len(begun) == 4
    assert {(cell.data_type, cell.quotePrefix) for cell in begun} == {("s", True)}


def test_what_was_changed_in_a_plain_list_is_shown_cell_by_cell(office):
    found = office.look("officer", reports.list_file, ItemFilter(cycle_id=SEPTEMBER), "xlsx")
    book = load_workbook(BytesIO(found.content))
    cell = next(row[7] for row in book.worksheets[0].iter_rows(min_row=4) if row[6].value == 60_016)
    before, cell.value = cell.value, "ファイルの財源"
    out = BytesIO()
    book.save(out)

    file = brought(office.engine, office.person("officer"), out.getvalue(), "直した一覧.xlsx")

    (conflict,) = file.view().conflicts
    assert (conflict.ours, conflict.theirs) == (before, "ファイルの財源")
    assert (file.view().create, file.view().problems) == (0, ())


def test_a_list_of_ones_own_making_with_a_name_that_is_taken_is_still_refused(office):
    item = office.a_draft(office.a_sheet(name="既にある事業", amount_kyen=7)).item_id
    head = "部局名,課室名,事業名,予算額\n"

    same = brought(
        office.engine, office.person("officer"), f"{head}soumu,税務課,既にある事業,7\n".encode()
    ).view()
    other = brought(
        office.engine, office.person("officer"), f"{head}soumu,税務課,既にある事業,8\n".encode()
    ).view()

    assert (same.same, same.create) == (1, 0)
    assert [(one.cell, one.key) for one in other.problems] == [("C2", "duplicate_item")]
    office.act(item, "withdraw", "officer")

"""jizen template and jizen import, as scripts use them."""

import json

import pytest
from openpyxl import load_workbook

GOOD = (
    "部署名,課室名,分野,類型,事業名,予算額,財源,概要\n"
    "総務部,税務課,行政,手続き,窓口の新しい改修,60016,一般財源,概要\n"
)
BAD = GOOD.replace("60016", "六万")
CYCLE = ("--cycle", "2021-09")
BY = ("--as", "soumu")


@pytest.fixture
def names(jizen):
    """The names of the items there are now."""

    def read():
        return [row["name"] for row in json.loads(jizen("list", *CYCLE, "--format", "json").stdout)]

    return read


def written(tmp_path, text):
    path = tmp_path / "一覧.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("login", ["soumu", "reviewer"])
def test_a_dry_run_tells_and_changes_nothing_and_the_import_creates(jizen, names, tmp_path, login):
    path = written(tmp_path, GOOD)

    dry = jizen("import", path, *CYCLE, "--as", login, "--dry-run")
    assert (dry.exit_code, dry.stderr) == (0, "")
    assert "create 2 - 窓口の新しい改修" in dry.stdout
    assert "窓口の新しい改修" not in names()

    done = jizen("import", path, *CYCLE, "--as", login)
    assert done.exit_code == 0
    assert done.stdout.endswith("created 1 changed 0\n")
    assert "窓口の新しい改修" in names()


def test_a_problem_is_named_by_its_cell_and_ends_with_1(jizen, names, tmp_path):
    before = names()

    found = jizen("import", written(tmp_path, BAD), *CYCLE, *BY)

    assert found.exit_code == 1
    assert "「CSV」シート F2" in found.stderr
    assert names() == before


def test_the_template_is_of_the_running_cycle_and_holds_ones_own_items(jizen, tmp_path):
    path = tmp_path / "template.xlsx"

    done = jizen("template", "-o", str(path), *BY, JIZEN_TODAY="2021-08-17")

    assert done.exit_code == 0, done.stderr
    sheet = load_workbook(path)["様式"]
    assert "9月補正" in sheet["A1"].value
    assert sheet["B4"].value.startswith("総務部")

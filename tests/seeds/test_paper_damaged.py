"""Data that does not fit together is refused with its place."""

import re
import shutil
from importlib import resources
from pathlib import Path

import pytest

from seeds.paper import read_paper


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("items", 'category = "procedure"', 'category = "magic"', "item 1: unknown category"),
        ("items", 'department = "soumu"', 'department = "zaisei"', "item 1: unknown department"),
        ("items", 'section = "税務課"', 'section = "会計課"', "item 1: unknown section"),
        ("items", "goals = [15]", "goals = [25]", "item 4: unknown goal 25"),
        ("items", 'by = "reviewer2"', 'by = "nobody"', "item 6: unknown login"),
        ("items", "amount_kyen = 60016", 'amount_kyen = "60016"', "item 1: 'amount_kyen'"),
        ("items", 'field = "industry"', 'field = "space"', "item 5: unknown field"),
        ("items", 'cycle = "2021-09"', 'cycle = "2021-11"', "item 1: unknown cycle"),
        ("goals", 'departments = ["suito"]', 'departments = ["x"]', "goal 22: unknown department"),
        ("goals", "number = 24", "number = 23", "goal 23 is there twice"),
        ("matrix", "goal = 19", "goal = 90", "entry 5: unknown goal 90"),
        ("matrix", 'kind = "item"\n', "", "entry 4: key 'kind' is missing"),
        ("schedule", 'cycles = ["2021-06"]', 'cycles = ["2020-06"]', "6月補正: unknown cycle"),
        ("schedule", 'mark = "○"', 'mark = "◎"', "row 1, 本部会議開催: unknown mark"),
        ("cycles", 'kind = "initial"', 'kind = "first"', "2022-initial: unknown kind"),
        ("people", 'role = "advisor"', 'role = "king"', "grants 1: unknown role"),
        ("people", 'section = "技術管理課"', 'section = "道路課"', "kensetsu: unknown place"),
        ("masters", 'needs_conditions = true', "needs = true", "unknown key 'needs'"),
        ("departments", "fiscal_years = [2021, 2022]", "", "'organisation_years'"),
    ],
)  # fmt: skip
def test_damaged_data_is_refused_with_its_place(tmp_path: Path, file, old, new, complaint):
    with resources.as_file(resources.files("seeds.data")) as folder:
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    damaged = tmp_path / f"{file}.toml"
    text = damaged.read_text(encoding="utf-8")
    damaged.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ValueError, match=re.escape(complaint)):
        read_paper(tmp_path)

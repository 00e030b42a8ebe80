"""The plan of `make mutation` names files that are there."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAN = tomllib.loads((ROOT / "tests" / "mutation" / "plan.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("target", PLAN)
@pytest.mark.parametrize("kind", ["files", "tests"])
def test_what_a_target_names_is_there(target, kind):
    assert [pattern for pattern in PLAN[target][kind] if not list(ROOT.glob(pattern))] == []

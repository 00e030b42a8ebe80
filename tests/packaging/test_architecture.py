"""The page that says where things are names files that are there."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([a-z0-9_/.]+/[a-z0-9_/.]*)`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_what_the_page_names_is_there(name):
    assert any((ROOT / above / name).exists() for above in ("", "workflow", "webapp"))


def test_the_page_shows_the_layers_that_are_proved():
    config = ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    proved = config["importlinter:contract:house"]["layers"].split("\n")
    shown = re.search(r"```\n(engine .*?)```", PAGE, re.DOTALL)

    assert shown[1].split() == " / ".join(one for one in proved if one).split()

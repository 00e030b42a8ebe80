"""What the README shows is what the program says."""

import re
from pathlib import Path

import pytest

from workflow.process import bundled, load_sound
from workflow.process.diagram import mermaid

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_diagram_is_drawn_from_the_definition():
    shown = re.search(
        r"<!-- diagram: standard -->\n```mermaid\n(.*?)\n```\n<!-- /diagram -->", README, re.DOTALL
    )

    assert shown
    assert shown[1].strip() == mermaid(load_sound(bundled()["standard"], "standard"), "ja").strip()


@pytest.mark.parametrize("place", re.findall(r"\]\(((?!http)[^)]+)\)", README))
def test_what_the_readme_points_to_is_there(place):
    headings = re.findall(r"^#+ (.+)$", README, re.MULTILINE)
    anchors = {f"#{one.lower().replace(' ', '-')}" for one in headings}

    assert place in anchors if place.startswith("#") else (ROOT / place).exists()


@pytest.mark.parametrize("target", re.findall(r"^make (\w+)", README, re.MULTILINE))
def test_every_make_target_of_the_readme_exists(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(rf"^{target}:", makefile, re.MULTILINE)

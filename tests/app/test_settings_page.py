"""docs/settings.md says what the settings say, and every variable has its one declaration."""

import re
from pathlib import Path

import pytest

from webapp.app.settings import Settings
from webapp.app.settings_doc import PAGE, page

ROOT = Path(__file__).parents[2]
DECLARED = {field.alias for field in Settings.model_fields.values()}
MENTIONING = ("webapp/**/*.*", "workflow/**/*.*", "seeds/**/*.py", "docs/*.md", "*.md", "Makefile")


def test_the_page_is_the_one_that_is_written_from_the_settings():
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_described_in_one_sentence(name):
    description = Settings.model_fields[name].description

    assert description is not None
    assert re.fullmatch(r"[A-Z`].*[^.]\.", description)


def test_every_variable_that_is_mentioned_is_declared():
    files = [path for pattern in MENTIONING for path in ROOT.glob(pattern) if path.suffix != ".pyc"]
    mentioned = {
        name
        for path in files
        if path.is_file()
        for name in re.findall(rb"JIZEN_[A-Z0-9_]*[A-Z0-9]\b", path.read_bytes())
    }

    assert {name.decode() for name in mentioned} == DECLARED

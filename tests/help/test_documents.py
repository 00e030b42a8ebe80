"""The Japanese handbooks: every command in them exists, and what they quote stands on pages."""

import re
from pathlib import Path

import click
import pytest

from webapp.cli.main import cli
from webapp.words.catalogue import read_folder
from workflow.process import bundled, load_sound

DOCS = Path(__file__).parents[2] / "docs"
HANDBOOKS = ("install.ja.md", "administration.ja.md")
COMMAND = re.compile(r"(?:`|^|bin/|=|\.db )jizen ([a-z-]+)(?: ([a-z-]+))?", re.MULTILINE)


def commands_in(text: str) -> set[tuple[str, str]]:
    """The commands that stand in code, each with the word after it."""
    code = re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)
    return {found for part in code for found in COMMAND.findall(part)}


def is_known(name: str, sub: str) -> bool:
    context = click.Context(cli)
    command = cli.get_command(context, name)
    if isinstance(command, click.Group):
        return command.get_command(context, sub) is not None
    return command is not None


@pytest.mark.parametrize("name", HANDBOOKS)
def test_every_command_of_a_handbook_is_there_and_every_quoted_word_stands_on_a_page(name):
    text = (DOCS / name).read_text()
    texts = {
        part
        for catalogue in read_folder().values()
        for message in catalogue
        for part in ([message.string] if isinstance(message.string, str) else message.string)
    }
    shipped = [load_sound(one) for one in bundled().values()]
    texts |= {one.title["ja"] for process in shipped for one in (process, *process.transitions)}
    named = texts | {one.replace("%(headquarters)s", "本部") for one in texts}

    commands = commands_in(text)
    assert commands
    assert {one for one in commands if not is_known(*one)} == set()
    assert set(re.findall("「([^」]+)」", text)) - named == set()
    assert len(text.splitlines()) < 200

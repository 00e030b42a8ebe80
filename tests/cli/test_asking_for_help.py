"""`jizen --help` lists every command, and imports none of them."""

import subprocess
import sys

import click
import pytest

from webapp.cli.main import COMMANDS, cli

HELP = """
import sys
from webapp.cli.main import cli
cli(["--help"], standalone_mode=False)
heavy = {"flask", "sqlalchemy", "pydantic", "workflow"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_of_itself_what_the_list_says(name):
    context = click.Context(cli)
    command = cli.get_command(context, name)

    assert command.name == name
    assert command.get_short_help_str(limit=200) == COMMANDS[name].said


def test_help_waits_for_nothing_that_commands_work_with():
    asked = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True)

    assert asked.returncode == 0, asked.stderr
    assert all(f"\n  {name}" in asked.stdout for name in COMMANDS)

"""`jizen --help` lists every command, and imports none of them; commands start lightly."""

import gc
import subprocess
import sys

import click
import pytest

from webapp.cli.items import list_items
from webapp.cli.main import COMMANDS, cli, main

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


def test_only_what_a_command_makes_itself_is_looked_through_for_garbage(seeded_url, monkeypatch):
    found = []
    monkeypatch.setenv("JIZEN_DATABASE_URL", seeded_url)
    monkeypatch.setenv("JIZEN_SECRET_KEY", "only-for-tests-0123")
    monkeypatch.setattr(sys, "argv", ["jizen", "list", "--cycle", "2021-09"])
    monkeypatch.setattr(
        list_items, "callback", lambda **_: found.append((gc.isenabled(), len(gc.get_objects())))
    )

    with pytest.raises(SystemExit):
        main()

    ((is_collected, looked_through),) = found
    assert is_collected
    assert looked_through < gc.get_freeze_count() / 10

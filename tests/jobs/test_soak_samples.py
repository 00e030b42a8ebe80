"""A small sample of what `make soak` does at length."""

from pathlib import Path

import pytest

from tests.support.databases import Databases
from tests.support.killing import MoverProcesses, kill_often
from tests.support.prepared import prepare
from tests.support.racing import race

pytestmark = pytest.mark.both_databases


def test_what_is_killed_at_random_loses_nothing_and_makes_nothing_up(
    databases: Databases, tmp_path: Path, movers: MoverProcesses
):
    url = databases.copy_of(prepare)

    found = kill_often(url, tmp_path, movers, kills=4, seed=7)

    databases.drop(url)
    assert found.broken == []
    assert found.acknowledged > 0


def test_of_many_processes_that_race_for_a_move_exactly_one_wins_and_the_others_hear_who(
    databases: Databases,
):
    url = databases.copy_of(prepare)

    found = race(url, processes=2, threads=4, rounds=20)

    databases.drop(url)
    assert found.broken == []
    assert found.moves == 20
    assert found.refusals == {"SomeoneElseActedFirst": 20 * 7}

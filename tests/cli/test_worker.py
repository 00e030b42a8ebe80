"""The names of workers on one machine."""

import pytest
from click import ClickException

from webapp.cli.worker import worker_name


def test_two_workers_of_one_machine_have_two_names_and_a_dead_ones_is_free_again(tmp_path):
    with worker_name("", tmp_path) as first:
        with worker_name("", tmp_path) as second:
            assert first != second
        with worker_name("", tmp_path) as third:
            assert third == second
    with worker_name("given", tmp_path) as given:
        assert given == "given"
        with pytest.raises(ClickException, match="Another worker here is called given"):
            worker_name("given", tmp_path).__enter__()
        with worker_name("another", tmp_path) as another:
            assert another == "another"
    with worker_name("given", tmp_path) as again:
        assert again == "given"


def test_workers_of_two_databases_may_have_one_name_where_both_run(tmp_path):
    first = worker_name("given", tmp_path, "sqlite:///one.db")
    second = worker_name("given", tmp_path, "sqlite:///two.db")

    with first, second as name:
        assert name == "given"
        with pytest.raises(ClickException):
            worker_name("given", tmp_path, "sqlite:///two.db").__enter__()


def test_a_worker_with_a_name_of_its_own_needs_no_folder(tmp_path):
    (tmp_path / "file").touch()

    with worker_name("given", tmp_path / "file" / "workers") as given:
        assert given == "given"

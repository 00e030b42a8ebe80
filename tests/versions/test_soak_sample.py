"""A sample of `python -m tests.soak.migrating`, which `make soak` runs at full length."""

from tests.support.migrating import migrate_often, preparation


def test_items_moved_by_processes_that_are_killed_have_one_entry_each(databases):
    url = databases.copy_of(preparation(90))

    found = migrate_often(url, kills=2, seed=3, batch=6, longest=0.4)

    databases.drop(url)
    assert found.broken == []
    assert found.items == 90

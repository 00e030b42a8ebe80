"""The database goes away under a worker and comes back: the worker takes its work up again."""

from tests.support.killing import with_addresses
from tests.support.mailroom import open_mailroom
from tests.support.office import open_office
from tests.support.outage import StoppableServer
from tests.support.prepared import prepare
from tests.support.worker_process import worker


def test_a_worker_outlives_an_outage_and_mails_what_comes_after(tmp_path, eventually):
    server = StoppableServer()
    prepare(server.url)
    office = open_office(server.url)
    with_addresses(office)
    with open_mailroom() as mailroom, worker(server.url, tmp_path, mailroom.port, "w") as process:
        office.an_item("submitted")
        eventually(lambda: len(mailroom.ids()) == 3)

        server.stop("immediate")
        server.start()
        office.engine.database.engine.dispose()
        office.an_item("submitted")

        eventually(lambda: len(mailroom.ids()) == 6)
        assert set(mailroom.ids().values()) == {1}
        assert process.poll() is None
    office.engine.close()
    server.close()

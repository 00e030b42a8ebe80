"""`jizen init`: from an empty folder to an office with its first administrator."""

from click.testing import CliRunner

from tests.support.units import look
from webapp.cli.main import cli
from workflow import accounts, ledger, office
from workflow.engine import Engine
from workflow.process import bundled
from workflow.values import SystemClock, Title

CITY = ("init", "--kind", "city", "--name", "みなと市", "--center", "情報政策課",
        "--login", "kanri", "--person", "管理 一郎")  # fmt: skip


def test_an_office_is_set_up_from_nothing_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'new.db'}"

    def jizen(*arguments: str):
        settings = {"JIZEN_DATABASE_URL": url, "JIZEN_SECRET_KEY": "only-for-tests-0123"}
        return CliRunner().invoke(cli, list(arguments), env=settings)

    unnamed = jizen("init", "--kind", "city", "--person", "管理 一郎")
    done = jizen(*CITY)
    again = jizen(*CITY)

    assert (unnamed.exit_code, "--name" in unnamed.stderr) == (2, True)
    assert done.exit_code == 0, done.output
    token = done.stdout.strip().rpartition("/")[2]
    assert (again.exit_code, again.stdout) == (1, "")
    assert "団体はすでに設定されています" in again.stderr
    engine = Engine(url, SystemClock())
    named = look(engine, None, office.office)
    assert named.name == Title("みなと市", "")
    assert (named.center.ja, named.head.ja, named.bond) == ("情報政策課", "市長", "市債")
    with engine.write() as work:
        assert accounts.link(work, token).login == "kanri"
        assert {one.name for one in work.published} == set(bundled())
        assert ledger.audit(work.session).breaks == ()
    engine.close()

"""`jizen init`: from an empty folder to an office with its first administrator."""

import pytest
from click.testing import CliRunner

from tests.support.units import look
from webapp.cli.main import cli
from workflow import accounts, ledger, office, standard_set
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

    english = jizen("init", "--language", "en", "--kind", "city", "--person", "管理 一郎")
    unnamed = jizen("init", "--kind", "city", "--person", "管理 一郎")
    done = jizen(*CITY)
    again = jizen(*CITY)

    assert (unnamed.exit_code, "--name を指定してください" in unnamed.stderr) == (2, True)
    assert (english.exit_code, "--name is needed: Name of" in english.stderr) == (2, True)
    assert "今年度は令和" in done.stderr
    assert "8000をその番号に読み替えます" in done.stderr
    assert done.exit_code == 0, done.output
    token = done.stdout.strip().rpartition("/")[2]
    assert (again.exit_code, again.stdout) == (1, "")
    assert "団体はすでに設定されています" in again.stderr
    engine = Engine(url, SystemClock())
    named = look(engine, None, office.office)
    assert named.name == Title("みなと市", "")
    assert (named.center.ja, named.head.ja, named.bond) == ("情報政策課", "市長", "市債")
    assert named.center_short.ja == "情報政策課"
    with engine.write() as work:
        assert accounts.link(work, token).login == "kanri"
        assert {one.name for one in work.published} == set(bundled())
        assert ledger.audit(work.session).breaks == ()
    engine.close()


def test_a_person_is_asked_in_japanese_and_may_have_the_standard_set(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'new.db'}"
    settings = {"JIZEN_DATABASE_URL": url, "JIZEN_SECRET_KEY": "only-for-tests-0123",
                "JIZEN_TODAY": "2026-06-01"}  # fmt: skip
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _self: True)
    typed = ("国", "県", "みずうみ県", "", "", "", "", "", "kanri", "湖 一郎", "")

    done = CliRunner().invoke(
        cli, ["init"], env=settings, input="".join(f"{one}\n" for one in typed)
    )

    assert done.exit_code == 0, done.output
    asked = ("団体の種類", "どれかを入力", "団体の名称", "案件を審査する課", "報告する本部",
             "財政担当課", "名簿と同じもの", "氏名", "標準セット",
             "過ぎています：令和8年度6月補正予算 5/8", "設定しました")  # fmt: skip
    places = [done.output.find(one) for one in asked]
    assert places == sorted(places), done.output
    assert -1 not in places
    assert "[admin]" not in done.output
    engine = Engine(url, SystemClock())
    usual = look(engine, None, office.office)
    assert (usual.bond, usual.center.ja, usual.center_short.ja) == ("県債", "DX推進担当", "担当")
    assert look(engine, "kanri", standard_set.proposal).lines == ()
    with engine.read() as work:
        assert ledger.audit_changes(work.session).is_sound
    engine.close()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--name", ""),
        ("--name", "市" * 400),
        ("--center", "\x01課"),
        ("--short-name", "市" * 400),
        ("--head", "長" * 400),
        ("--login", "kan ri"),
        ("--person", "管" * 400),
    ],
)
def test_what_cannot_be_is_named_by_its_option_and_nothing_is_set_up(tmp_path, option, value):
    settings = {
        "JIZEN_DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}",
        "JIZEN_SECRET_KEY": "only-for-tests-0123",
    }

    refused = CliRunner().invoke(cli, [*CITY, option, value], env=settings)
    done = CliRunner().invoke(cli, list(CITY), env=settings)

    assert refused.exit_code == 1
    assert f"{option}：" in refused.stderr
    assert done.exit_code == 0

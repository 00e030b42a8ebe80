"""jizen db, seed and process."""

import re

import pytest

from webapp.request import logs
from workflow.process import bundled


def test_an_empty_machine_is_set_up_with_two_commands(jizen, tmp_path):
    url = f"sqlite:///{tmp_path}/new.db"

    too_early = jizen("seed", JIZEN_DATABASE_URL=url)
    upgraded = jizen("db", "upgrade", JIZEN_DATABASE_URL=url)
    checked = jizen("db", "check", JIZEN_DATABASE_URL=url)
    seeded = jizen("seed", "--demo", JIZEN_DATABASE_URL=url)
    again = jizen("seed", "--demo", JIZEN_DATABASE_URL=url)

    assert too_early.exit_code == 1
    assert "jizen db upgrade" in too_early.stderr
    assert (upgraded.exit_code, checked.exit_code, seeded.exit_code) == (0, 0, 0)
    printed = dict(line.split() for line in seeded.stdout.splitlines()[1:])
    assert {"soumu", "reviewer", "evaluator", "secretariat", "admin"} <= printed.keys()
    assert len(set(printed.values())) == len(printed)
    assert (again.exit_code, again.stdout) == (0, "")


def test_every_setting_that_cannot_be_meant_is_named(jizen):
    done = jizen("process", "list", JIZEN_TODAY="tomorrow", JIZEN_PORT="http")

    assert done.exit_code == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "JIZEN_PORT",
        "JIZEN_TODAY",
    ]


def test_a_setting_that_is_mistyped_is_named_and_stops_nothing(jizen):
    done = jizen("process", "list", JIZEN_TRUSTED_PROXY="1")

    assert done.exit_code == 0
    assert done.stderr.startswith("JIZEN_TRUSTED_PROXY: there is no such setting")
    assert "standard 2" in done.stdout


def test_a_sound_definition_is_told_so_and_a_broken_one_with_every_problem(jizen, tmp_path):
    text = jizen("process", "show", "standard").stdout
    broken = tmp_path / "broken.toml"
    broken.write_text('name = "x"\nversion = "one"\ninitial = "nowhere"\n', encoding="utf-8")

    done = jizen("process", "check", str(broken))

    assert "評価を確定する -> evaluated" in text
    assert done.exit_code == 1
    assert "version" in done.stderr
    assert "title" in done.stderr


def test_published_processes_are_listed_and_drawn(jizen):
    listed = jizen("process", "list").stdout.splitlines()
    drawn = jizen("process", "diagram", "consultation_only").stdout

    assert [" ".join(line.split()[:2]) for line in listed] == [
        "consultation_only 1",
        "simple 2",
        "standard 2",
        "with_approval 1",
        "with_concurrence 1",
    ]
    assert all(re.fullmatch(r"[0-9a-f]{64}", line.split()[2]) for line in listed)
    counted = jizen("process", "diagram", "standard", "--counts").stdout
    walked = jizen("process", "diagram", "standard", "--item", "急性期診療ネットワーク推進事業")
    assert 'state "審査中 (1)" as under_review' in counted.replace("#40;", "(").replace("#41;", ")")
    assert "returned --> submitted : ● 提出する" in walked.stdout
    assert "class under_review here" in walked.stdout
    assert jizen("process", "diagram", "standard", "--counts", "--format", "bpmn").exit_code == 2
    assert drawn.startswith("stateDiagram-v2")
    assert "協議済" in drawn


def test_a_definition_with_an_effect_at_the_wrong_place_is_refused_by_check_and_publish(
    jizen, tmp_path
):
    file = tmp_path / "second.toml"
    second = bundled()["standard"].replace("version = 2", "version = 3")
    file.write_text(second.replace('"report"\n', '"tell"\neffect = "report"\n'), encoding="utf-8")

    checked, published = (jizen("process", verb, str(file)) for verb in ("check", "publish"))

    assert (checked.exit_code, published.exit_code) == (1, 1)
    assert "'report' belongs to the action 'report'" in checked.stderr
    assert checked.stderr == published.stderr


def test_a_definition_is_checked_with_the_people_there_are(jizen, tmp_path):
    files = {name: tmp_path / f"{name}.toml" for name in ("standard", "with_approval")}
    for name, file in files.items():
        file.write_text(bundled()[name], encoding="utf-8")

    enough, few = (jizen("process", "check", str(file), "--people") for file in files.values())

    assert (enough.exit_code, few.exit_code) == (0, 1)
    assert (
        "deadlock: From 'awaiting_approval' the people there are may come to no end" in few.stderr
    )
    assert "「課長決裁待ち」から先、職務の分離のため" in few.stderr


def test_a_published_version_is_withdrawn_while_no_item_stands_on_it(jizen, tmp_path):
    file = tmp_path / "second.toml"
    second = bundled()["standard"].replace("version = 2", "version = 3")
    file.write_text(second, encoding="utf-8")
    jizen("person", "change", "secretariat", "--off")
    published = jizen("process", "publish", str(file))
    assert "nobody holds the role secretariat" in published.stderr

    withdrawn = jizen("process", "withdraw", "standard", "3")
    refused = jizen("process", "withdraw", "standard", "2")

    assert (withdrawn.exit_code, refused.exit_code) == (0, 1)
    assert "standard 3" not in jizen("process", "list").stdout
    assert "standard" in refused.stderr


def test_a_password_is_changed_from_the_shell(jizen):
    short = jizen("password", "--login", "soumu", "--password", "short")
    good = jizen("password", "--login", "soumu", "--password", "a-much-longer-one")

    assert short.exit_code == 1
    assert good.exit_code == 0


def test_an_address_for_mails_is_set_from_the_shell(jizen):
    wrong = jizen("address", "--login", "soumu", "not an address\nBcc: everyone@example.jp")
    good = jizen("address", "--login", "soumu", "soumu@example.jp")

    assert wrong.exit_code == 1
    assert "メールアドレス" in wrong.stderr
    assert good.exit_code == 0


def test_what_the_search_looks_in_is_made_anew_from_the_shell(jizen):
    done = jizen("db", "rebuild-search")

    assert (done.exit_code, done.stdout) == (0, "")
    assert int(done.stderr.removesuffix(" texts.\n")) > 12


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--cycle", "2021-09", "-o"),
        ("template", "--cycle", "2021-09", "-o"),
        ("audit", "export", "-o"),
        ("db", "backup"),
    ],
)
def test_a_folder_that_is_not_there_is_named(jizen, tmp_path, arguments):
    done = jizen(*arguments, str(tmp_path / "nowhere" / "file"))

    assert done.exit_code == 1
    assert "nowhere" in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_a_folder_that_cannot_be_made_for_the_database_is_named(jizen, tmp_path):
    (tmp_path / "taken").write_text("a file")

    done = jizen("db", "upgrade", JIZEN_DATABASE_URL=f"sqlite:///{tmp_path}/taken/jizen.db")

    assert done.exit_code == 1
    assert f"{tmp_path}/taken" in done.stderr
    assert isinstance(done.exception, SystemExit)


def test_a_database_of_an_unknown_kind_is_said_to_be_unknown(jizen):
    done = jizen("db", "upgrade", JIZEN_DATABASE_URL="no address at all")

    assert done.exit_code == 1
    assert done.stderr.startswith("JIZEN_DATABASE_URL: ")
    assert isinstance(done.exception, SystemExit)


def test_a_worker_says_where_it_cannot_keep_its_name(jizen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logs, "take_over", lambda: None)
    (tmp_path / "var" / "workers" / "1.lock").mkdir(parents=True)

    done = jizen("worker")

    assert done.exit_code == 1
    assert "unable to open database file" in done.stderr
    assert isinstance(done.exception, SystemExit)

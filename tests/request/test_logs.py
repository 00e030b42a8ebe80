"""The log: a line of JSON for each request, and nothing of what was typed or who typed it."""

import json
import logging
import threading
from datetime import datetime

import pytest

from tests.support.demonstration import PASSWORD
from tests.support.object_server import NAME, REGION, object_server
from webapp.app import wsgi
from webapp.app.files_tried import TRYING
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from webapp.request import access, logs

SECRETS = ("ひみつの事業名", "hidden-login", "ひみつの理由", "very secret words", "198.51.100.7")


@pytest.fixture
def lines(capsys):
    """Everything written so far, line by line, each read as JSON."""
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def requests_of(lines: list[dict]) -> list[tuple]:
    return [(x["method"], x["endpoint"], x["status"]) for x in lines if x["event"] == "request"]


def test_a_request_is_one_line(client, lines):
    answer = client.get("/auth/sign-in?next=/items/1")

    (line,) = lines()
    assert list(line)[:3] == ["time", "level", "event"]
    assert datetime.fromisoformat(line.pop("time")).utcoffset().total_seconds() == 0
    assert line.pop("ms") > 0
    assert line == {
        "level": "info",
        "event": "request",
        "request": answer.headers["X-Request-ID"],
        "method": "GET",
        "endpoint": "auth.sign_in",
        "status": 200,
    }


def test_a_walk_leaves_no_trace_of_what_was_typed_or_by_whom(app, submit, client, lines, capsys):
    app.add_url_rule("/defect", "defect", access.signed_in(_quoting_defect))
    away = {"environ_overrides": {"REMOTE_ADDR": SECRETS[4]}}
    submit(client, "/auth/sign-in", {"login": SECRETS[1], "password": SECRETS[3]})
    officer = app.test_client()
    submit(officer, "/auth/sign-in", {"login": "soumu", "password": PASSWORD})
    officer.get(f"/items/?words={SECRETS[0]}", **away)
    officer.get("/evaluation/")
    submit(officer, "/items/new", {"name": SECRETS[0], "summary": SECRETS[2], "seen": ""})
    officer.post("/items/new", data={"name": SECRETS[0]}, **away)
    officer.get("/no-such-page/" + SECRETS[0])
    officer.open("/", method="TARO")
    officer.get("/defect", **away)

    written = capsys.readouterr().err
    found = [json.loads(line) for line in written.splitlines()]
    seen = requests_of(found)
    assert ("POST", "auth.check_password", 401) in seen
    assert ("POST", "auth.check_password", 302) in seen
    assert ("POST", "items.create", 302) in seen
    assert ("POST", "items.create", 400) in seen
    assert ("GET", "-", 404) in seen
    assert ("-", "-", 405) in seen
    assert ("GET", "defect", 500) in seen
    assert "sign_in_refused" in {line.get("refusal") for line in found}
    for secret in (*SECRETS, "soumu", "hidden", PASSWORD, "127.0.0.1", "佐藤"):
        assert secret not in written
        assert json.dumps(secret)[1:-1] not in written


def _quoting_defect():
    try:
        int(SECRETS[2])
    except ValueError as error:
        raise RuntimeError(f"cannot read {SECRETS[0]}") from error


def test_a_failure_is_told_by_its_errors_and_places(app, sign_in_as, lines):
    app.add_url_rule("/defect", "defect", access.signed_in(_quoting_defect))

    answer = sign_in_as("soumu").get("/defect")

    failure, request = lines()[-2:]
    assert (failure["level"], failure["event"], failure["endpoint"]) == (
        "error",
        "failure",
        "defect",
    )
    assert failure["request"] == request["request"] == answer.headers["X-Request-ID"]
    assert failure["request"] in answer.text
    assert (request["level"], request["status"]) == ("error", 500)
    names = [line for line in failure["trace"] if not line.startswith(" ")]
    assert names == ["builtins.RuntimeError", "builtins.ValueError"]
    assert any(line.endswith(" _quoting_defect") for line in failure["trace"])


def test_a_refusal_is_told_by_its_key(sign_in_as, lines):
    sign_in_as("soumu").get("/items/999999")

    line = lines()[-1]
    assert (line["status"], line["refusal"], line["level"]) == (404, "not_found", "info")


def test_a_page_without_a_guard_is_told(app, client, lines):
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")

    client.get("/forgotten")

    assert ("no_guard", "forgotten") in [(x["event"], x.get("endpoint")) for x in lines()]


@pytest.mark.parametrize(
    ("proxies", "given", "believed"),
    [
        (1, "0123456789abcdef", True),
        (0, "0123456789abcdef", False),
        (1, "short", False),
        (1, "taro yamada 03-1234", False),
        (1, "x" * 65, False),
    ],
)
def test_a_name_for_the_request_is_believed_from_our_own_proxy_only(
    demo_engine, proxies, given, believed
):
    settings = Settings(secret_key="a key for the tests only", trusted_proxies=proxies)
    browser = create_app(demo_engine, settings).test_client()

    answer = browser.get("/healthz", headers={"X-Request-ID": given})

    assert (answer.headers["X-Request-ID"] == given) is believed


@pytest.fixture
def taken_over():
    """The libraries' lines are ours, until the test is over."""
    loggers = [logging.getLogger(name) for name in logs.TAKEN_OVER]
    before = [(one, list(one.handlers), one.level, one.propagate) for one in loggers]
    logs.take_over()
    yield
    logging.captureWarnings(False)
    for one, handlers, level, propagate in before:
        one.handlers, one.propagate = handlers, propagate
        one.setLevel(level)


def test_a_librarys_line_is_written_without_what_it_was_filled_in_with(taken_over, lines):
    logger = logging.getLogger("some.library")
    logger.info("too small a matter")
    logger.warning("%s sent too much", "yamada")
    try:
        int(SECRETS[0])
    except ValueError:
        logger.exception("it failed\nfor %s", "yamada")

    first, second = lines()
    assert (first["logger"], first["level"], first["message"]) == (
        "some.library",
        "warning",
        "%s sent too much",
    )
    assert (second["level"], second["message"]) == ("error", "it failed")
    assert second["trace"][0] == "builtins.ValueError"


def test_a_server_with_processes_of_its_own_gets_the_site_of_its_environment(
    taken_over, demo_engine, monkeypatch, tmp_path
):
    monkeypatch.setenv("JIZEN_FILES", str(tmp_path))
    monkeypatch.setenv("JIZEN_DATABASE_URL", demo_engine.database.address)
    monkeypatch.setenv("JIZEN_SECRET_KEY", "0123456789abcdef")

    site = wsgi.site()

    assert site.test_client().get("/readyz").status_code == 200
    site.extensions["jizen"].close()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, None),
        ({"JIZEN_FILES": "s3://paper/jizen"}, "in s3://paper (there is no bucket of this name"),
        ({"JIZEN_S3_SECRET": "another one"}, "in s3://papers (the key may not write there"),
        ({"JIZEN_S3_ENDPOINT": "http://127.0.0.1:9"}, "in s3://papers (no service answers"),
        ({"JIZEN_FILES": "/dev/null/files"}, "in /dev/null/files (Not a directory)"),
    ],
)
def test_a_server_with_processes_of_its_own_logs_once_where_no_file_can_be_kept_and_runs(
    taken_over, demo_engine, monkeypatch, lines, wrong, said
):
    with object_server() as server:
        right = {
            "JIZEN_DATABASE_URL": demo_engine.database.address,
            "JIZEN_SECRET_KEY": "0123456789abcdef",
            "JIZEN_FILES": f"s3://{NAME}/jizen",
            "JIZEN_S3_ENDPOINT": server.address,
            "JIZEN_S3_REGION": REGION,
            "JIZEN_S3_KEY_ID": server.key_id,
            "JIZEN_S3_SECRET": server.secret,
        }
        for name, value in {**right, **wrong}.items():
            monkeypatch.setenv(name, value)

        site = wsgi.site()

        for thread in threading.enumerate():
            if thread.name == TRYING:
                thread.join()
    logged = [line for line in lines() if line["event"] == "no_files"]
    assert site.test_client().get("/readyz").status_code == 200
    assert [line["level"] for line in logged] == ["warning"] * bool(said)
    assert all(said in line["message"] for line in logged)
    site.extensions["jizen"].close()

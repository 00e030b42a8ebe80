"""jizen serve: what it says when it starts, and that it answers."""

import os
import socket
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.object_server import NAME, REGION, object_server
from tests.support.served import fetch, served
from webapp.app import memory
from webapp.app.files_tried import TRYING
from webapp.cli import serving, worker
from webapp.request import logs

JIZEN = Path(sys.executable).with_name("jizen")


def test_serve_answers_on_the_port_it_is_given(seeded_url, tmp_path):
    settings = {
        "JIZEN_DATABASE_URL": seeded_url,
        "JIZEN_SECRET_KEY": "only-for-tests-0123",
    }

    with served(JIZEN, tmp_path, os.environ | settings) as address:
        alive, _, _ = fetch(f"{address}/healthz")
        ready, _, _ = fetch(f"{address}/readyz")

    assert alive == ready == 200


@pytest.fixture
def not_for_the_whole_process(monkeypatch):
    """What `serve` changes for its own process stays as it is in that of the tests."""
    monkeypatch.setattr(memory, "keep_small", lambda: None)
    monkeypatch.setattr(logs, "take_over", lambda: None)
    monkeypatch.setattr(worker, "end_on_sigterm", lambda: None)
    monkeypatch.setattr(sys, "setswitchinterval", lambda _seconds: None)


@pytest.mark.usefixtures("not_for_the_whole_process")
def test_whoever_serves_elsewhere_by_plain_http_is_told_what_that_means(jizen, monkeypatch):
    monkeypatch.setattr(serving, "open_server", lambda *_: SimpleNamespace(run=lambda: None))

    elsewhere = jizen("serve", "--no-worker", "--host", "198.51.100.7")
    here = jizen("serve", "--no-worker")

    assert "JIZEN_SECURE_COOKIES=0" in elsewhere.stderr
    assert "JIZEN_SECURE_COOKIES" not in here.stderr


@pytest.mark.usefixtures("not_for_the_whole_process")
def test_who_starts_a_site_is_told_where_no_file_can_be_kept(jizen, monkeypatch, tmp_path):
    monkeypatch.setattr(serving, "open_server", lambda *_: SimpleNamespace(run=lambda: None))
    (tmp_path / "no folder").touch()

    monkeypatch.setenv("JIZEN_FILES", str(tmp_path / "no folder"))
    refused = jizen("serve", "--no-worker")
    monkeypatch.setenv("JIZEN_FILES", str(tmp_path / "files"))
    kept = jizen("serve", "--no-worker")

    assert f"no file can be kept in {tmp_path / 'no folder'} (File exists)" in refused.stderr
    assert "JIZEN_FILES" not in kept.stderr
    assert not list((tmp_path / "files").iterdir())


def _until_files_were_tried() -> None:
    for thread in threading.enumerate():
        if thread.name == TRYING:
            thread.join()


@pytest.mark.usefixtures("not_for_the_whole_process")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, ""),
        ({"JIZEN_FILES": "s3://paper/jizen"}, "in s3://paper (there is no bucket of this name"),
        ({"JIZEN_S3_SECRET": "another one"}, "in s3://papers (the key may not write there"),
        ({"JIZEN_S3_KEY_ID": "nobody's"}, "in s3://papers (the key may not write there"),
        ({"JIZEN_S3_ENDPOINT": "http://127.0.0.1:9"}, "in s3://papers (no service answers"),
    ],
)
def test_who_starts_a_site_is_told_what_is_wrong_with_its_bucket_and_the_site_runs(
    jizen, monkeypatch, wrong, said
):
    ran: list[bool] = []

    def run() -> None:
        ran.append(True)
        _until_files_were_tried()

    monkeypatch.setattr(serving, "open_server", lambda *_: SimpleNamespace(run=run))
    with object_server() as server:
        right = {
            "JIZEN_FILES": f"s3://{NAME}/jizen",
            "JIZEN_S3_ENDPOINT": server.address,
            "JIZEN_S3_REGION": REGION,
            "JIZEN_S3_KEY_ID": server.key_id,
            "JIZEN_S3_SECRET": server.secret,
        }
        done = jizen("serve", "--no-worker", **{**right, **wrong})
        left = server.objects

    assert (done.exit_code, ran) == (0, [True])
    assert said in done.stderr
    assert ("no file can be kept" in done.stderr) == bool(said)
    assert left == []


def test_a_busy_port_is_said_to_be_busy(jizen):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = jizen("serve", "--no-worker", "--port", str(port))

    assert done.exit_code == 1
    assert f"Port {port} on 127.0.0.1 is taken" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.usefixtures("not_for_the_whole_process")
def test_an_address_that_is_none_of_this_machine_is_said_to_be_none(jizen):
    done = jizen("serve", "--no-worker", "--host", "198.51.100.7")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "198.51.100.7 is no address of this machine" in done.stderr

"""A process of its own for each file: it answers, or is ended, and the next file is read."""

import json
import os
import signal
from threading import Barrier, Thread

import pytest

from tests.support import sandboxed
from workflow.files import sandbox
from workflow.files.sandbox import client
from workflow.files.sandbox.client import MOST_WAITING, Turns
from workflow.files.sandbox.contract import MEGABYTE, Limits


def asked(task, content=b"", limits=None):
    return sandbox.run(task, [content], limits)


def described(limits=None):
    return json.loads(asked(sandboxed.describe, limits=limits))


def test_what_a_task_gives_comes_back():
    large = os.urandom(3 * MEGABYTE)

    assert sandbox.run(sandboxed.backwards, [large[:5], large[5:]]) == large[::-1]


def test_each_file_has_a_process_of_its_own():
    assert len({os.getpid(), described()["process"], described()["process"]}) == 3


def test_a_refusal_comes_back_with_its_facts():
    with pytest.raises(sandbox.Refused) as refused:
        asked(sandboxed.refuse)

    assert refused.value.data == {"reason": "too_large", "limit": 20}


def test_a_fault_of_the_program_is_told_as_one():
    with pytest.raises(sandbox.TaskBroken, match="nobody thought of this"):
        asked(sandboxed.fail)


@pytest.mark.parametrize(
    ("task", "limits"),
    [
        (sandboxed.take_memory, Limits()),
        (sandboxed.take_time, Limits(wall=0.1)),
        (sandboxed.end_itself, Limits()),
        (sandboxed.backwards, Limits(answer=10)),
    ],
)
def test_what_takes_too_much_is_ended_and_the_next_file_is_read(task, limits):
    with pytest.raises(sandbox.Ended):
        asked(task, b"more than ten bytes", limits)

    assert asked(sandboxed.backwards, b"ab") == b"ba"


def test_the_process_is_held_to_memory_and_cpu_and_writes_no_file():
    found = described(Limits(memory=64 * MEGABYTE, cpu=3))

    assert found["cpu"] == [3, 4]
    assert found["written"] == [0, 0]
    assert 64 * MEGABYTE < found["addresses"] < 1024 * MEGABYTE


def test_the_process_is_given_no_secret(monkeypatch):
    monkeypatch.setenv("JIZEN_SECRET_KEY", "a secret")
    client.close()

    assert [one for one in described()["environment"] if "JIZEN" in one] == []


def test_a_server_of_processes_that_was_killed_is_started_again():
    described()
    (server,) = client._servers
    os.kill(server._process.pid, signal.SIGKILL)
    server._process.wait()

    assert asked(sandboxed.backwards, b"ab") == b"ba"


def test_where_there_are_no_forks_a_process_is_started_for_each_file():
    request = json.dumps({"task": "tests.support.sandboxed:backwards", "limits": Limits()}).encode()

    answer = client.run_once(request + b"\n", [b"a", b"b"], Limits())

    assert answer == b"+" + (2).to_bytes(8, "big") + b"ba"


def test_files_beyond_those_that_are_read_wait_and_are_told_so():
    turns = Turns()
    with turns.turn(1), turns.turn(2), pytest.raises(sandbox.Busy), turns.turn(3, patience=0):
        pass
    with turns.turn(3, patience=0):
        pass


def test_of_one_person_one_file_is_read_at_a_time():
    turns = Turns()
    with turns.turn(1):
        with pytest.raises(sandbox.Busy), turns.turn(1, patience=0):
            pass
        with turns.turn(2, patience=0):
            pass


def test_no_more_than_a_few_files_wait():
    turns, begun = Turns(), Barrier(MOST_WAITING + 1)

    def wait():
        begun.wait()
        with turns.turn(1):
            pass

    with turns.turn(1):
        waiting = [Thread(target=wait) for _ in range(MOST_WAITING)]
        for one in waiting:
            one.start()
        begun.wait()
        while turns._waiting < MOST_WAITING:
            pass
        with pytest.raises(sandbox.Busy), turns.turn(1):
            pass
    for one in waiting:
        one.join()
    with turns.turn(1, patience=0):
        pass

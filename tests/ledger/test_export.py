"""The exported file: what is in it, and that changing the file itself is found too."""

import json

import pytest

from tests.support.ledger import ledger_head, ledger_lines
from tests.support.tampering import Verdict, judged
from workflow.values.canonical import canonical_bytes, fingerprint

pytestmark = pytest.mark.both_databases


@pytest.fixture
def lines(filled):
    return ledger_lines(filled.engine)


@pytest.fixture
def verdict(filled, tmp_path):
    """What the stand-alone verifier says of these lines."""

    def judge(lines):
        path = tmp_path / "ledger.jsonl"
        path.write_bytes(b"".join(lines))
        return judged(path, ledger_head(filled.engine))

    return judge


def places(lines):
    """Item and sequence of every line that is an entry."""
    read = [json.loads(line) for line in lines]
    return [(e["entry"]["item"], e["entry"]["sequence"]) for e in read if "entry" in e]


def test_the_file_tells_what_is_in_it_then_entries_then_ends(filled, lines):
    first, *rest = [json.loads(line) for line in lines]
    entries = [line for line in rest if "entry" in line]
    leaves = [line["leaf"] for line in rest if "leaf" in line]

    assert first == {
        "format": "jizen-ledger",
        "version": 2,
        "heads": 0,
        "head": ledger_head(filled.engine),
        "entries": filled.count_entries(),
        "items": 9,
    }
    assert rest == [*entries, *({"leaf": leaf} for leaf in leaves)]
    assert places(lines) == sorted(places(lines))
    assert [leaf["item"] for leaf in leaves] == list(range(1, 10))


def test_every_line_is_canonical_and_every_hash_covers_its_entry(lines):
    for line in lines:
        read = json.loads(line)
        assert canonical_bytes(read) + b"\n" == line
        if "entry" in read:
            assert fingerprint(read["entry"]) == read["hash"]


def test_the_file_is_the_same_whatever_the_database(sqlite_filled, filled, lines):
    assert ledger_lines(sqlite_filled.engine) == lines


def test_a_line_taken_out_is_named(lines, verdict):
    assert verdict(lines[:9] + lines[10:]).named == {places(lines)[8]}


def test_two_lines_changed_about_are_named(lines, verdict):
    place = places(lines).index((5, 2)) + 1
    lines[place], lines[place + 1] = lines[place + 1], lines[place]

    assert verdict(lines) == Verdict(sound=False, named={(5, 2)})


def test_an_entry_told_twice_is_found(lines, verdict):
    assert not verdict([*lines[:6], lines[5], *lines[6:]]).sound
    assert not verdict([*lines, lines[1]]).sound


@pytest.mark.parametrize("number", [0, 1, -1])
def test_a_line_written_in_another_way_is_refused(lines, verdict, number):
    lines[number] = json.dumps(json.loads(lines[number])).encode() + b"\n"

    assert not verdict(lines).sound


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("head", "0" * 64),
        ("entries", 1),
        ("items", 1),
        ("version", 3),
        ("heads", 1),
        ("format", "other"),
    ],
)
def test_a_first_line_that_tells_otherwise_is_found(lines, verdict, name, value):
    changed = {**json.loads(lines[0]), name: value}

    assert not verdict([canonical_bytes(changed) + b"\n", *lines[1:]]).sound


def test_an_end_that_is_missing_or_wrong_is_named(lines, verdict):
    leaf = json.loads(lines[-1])["leaf"]
    other = canonical_bytes({"leaf": {**leaf, "length": leaf["length"] + 1}}) + b"\n"

    assert verdict(lines[:-1]).named == {(9, 1)}
    assert verdict([*lines[:-1], other]).named == {(9, leaf["length"] + 1)}


@pytest.mark.parametrize("junk", [b"", b"{}\n", b"[1]\n", b"\xff\n", b'{"entry":{}}\n', b"7\n"])
def test_something_that_is_no_ledger_is_refused(verdict, junk):
    assert not verdict([junk]).sound

"""jizen audit, as scripts and outsiders use it."""

import sqlite3
import subprocess
import sys

from tests.support.tampering import VERIFIER

WAITING = "家庭養護推進体制整備事業"
REVIEWED_NOW = "急性期診療ネットワーク推進事業"


def outsider(*arguments):
    """The stand-alone verifier, in a Python that sees nothing of ours."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def falsify(path, *statements):
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "DROP TRIGGER ledger_entries_refuse_update; DROP TRIGGER ledger_entries_refuse_delete;"
        )
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_head_printed_earlier_stays_good_while_the_ledger_grows(jizen):
    head = jizen("audit", "verify").stdout.strip()
    jizen("perform", WAITING, "receive", "--as", "reviewer")

    moved = jizen("audit", "verify", "--against", head)

    assert len(head) == 64
    assert moved.exit_code == 0
    assert moved.stdout.strip() != head
    assert "entries written since: 1" in moved.stderr


def test_a_clock_that_goes_back_does_not_make_an_untouched_ledger_broken(jizen, tmp_path):
    path = tmp_path / "ledger.jsonl"
    jizen("perform", WAITING, "receive", "--as", "reviewer", JIZEN_TODAY="2021-08-20")
    head = jizen("audit", "verify").stdout.strip()
    back = ("perform", REVIEWED_NOW, "send_back", "--as", "reviewer", "--note", "積算の根拠を。")
    moved = jizen(*back, JIZEN_TODAY="2021-08-12")

    verified = jizen("audit", "verify", "--against", head)
    jizen("audit", "export", "-o", str(path))
    checked = outsider(path, "--against", head)

    assert (moved.exit_code, verified.exit_code, checked.returncode) == (0, 0, 0)
    assert "entries written since: 1" in verified.stderr
    assert "以後の記録: 1件" in checked.stderr


def test_the_head_of_now_is_good_without_a_word(jizen):
    head = jizen("audit", "verify").stdout.strip()

    same = jizen("audit", "verify", "--against", head)

    assert (same.exit_code, same.stdout.strip(), same.stderr) == (0, head, "")


def test_a_head_that_never_was_exits_1_and_tells_both_heads(jizen):
    head = jizen("audit", "verify").stdout.strip()

    refused = jizen("audit", "verify", "--against", "0" * 64)

    assert refused.exit_code == 1
    assert "0" * 64 in refused.stderr
    assert head in refused.stderr


def test_a_broken_entry_is_named_and_exits_1(jizen, seeded_file):
    falsify(seeded_file, "UPDATE ledger_entries SET note = 'x' WHERE sequence = 2")

    refused = jizen("audit", "verify")

    assert refused.exit_code == 1
    assert "item 1, entry 2: changed\n" in refused.stderr
    assert refused.stdout == ""


def test_what_was_changed_past_the_record_of_changes_is_named_and_exits_1(jizen, seeded_file):
    falsify(seeded_file, "UPDATE verdicts SET title_ja = 'x' WHERE code = 'appropriate'")

    refused = jizen("audit", "verify")

    assert refused.exit_code == 1
    assert "master verdict/appropriate: what it speaks of does not stand" in refused.stderr


def a_file_that_was_lost(path):
    """A file of item 1 of which nothing lies in the folder."""
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO attachments"
            " (item_id, name, sha256, size, kind, added_by, added_at, first_revision,"
            " removed_by, removed_at, last_revision)"
            " SELECT 1, 'x.pdf', ?, 1, 'pdf', id, ?, 9, id, ?, 8 FROM people LIMIT 1",
            ("a" * 64, "2021-08-02 00:00:00.000000", "2021-08-02 00:00:00.000000"),
        )
    connection.close()


def test_a_file_that_is_missing_is_named_and_exits_1(jizen, seeded_file, tmp_path):
    a_file_that_was_lost(seeded_file)

    refused = jizen("audit", "verify", JIZEN_FILES=str(tmp_path))

    assert refused.exit_code == 1
    assert f"file {'a' * 64} (item 1): missing\n" in refused.stderr
    assert refused.stdout == ""


def test_files_are_not_read_where_they_are_left_out(jizen, seeded_file, tmp_path):
    a_file_that_was_lost(seeded_file)

    verified = jizen("audit", "verify", "--without-files", JIZEN_FILES=str(tmp_path))

    assert (verified.exit_code, verified.stderr) == (0, "")
    assert len(verified.stdout.strip()) == 64


def test_an_export_is_proved_by_an_outsider_with_the_standard_library_alone(jizen, tmp_path):
    path = tmp_path / "ledger.jsonl"
    head = jizen("audit", "verify").stdout.strip()

    written = jizen("audit", "export", "-o", str(path))
    checked = outsider(path, "--against", head)

    assert (written.exit_code, written.stdout.strip()) == (0, head)
    assert (checked.returncode, checked.stdout.strip()) == (0, head)
    assert "すべて整合しています" in checked.stderr


def test_an_export_without_a_file_goes_to_the_standard_output(jizen, tmp_path):
    path = tmp_path / "ledger.jsonl"
    jizen("audit", "export", "-o", str(path))

    printed = jizen("audit", "export")

    assert printed.exception is None
    assert printed.stdout_bytes == path.read_bytes()


def test_an_outsider_is_told_the_broken_entry_in_both_languages(jizen, seeded_file, tmp_path):
    path = tmp_path / "ledger.jsonl"
    falsify(seeded_file, "DELETE FROM ledger_entries WHERE item_id = 2 AND sequence = 2")
    jizen("audit", "export", "-o", str(path))

    checked = outsider(path)

    assert checked.returncode == 1
    assert checked.stdout == ""
    assert "item 2, entry 2: missing / 失われています (案件2 第2記録)" in checked.stderr


def test_a_wrong_use_of_the_verifier_exits_2(tmp_path):
    assert outsider().returncode == 2
    assert outsider(tmp_path / "no-such-file").returncode == 1

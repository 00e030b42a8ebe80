"""jizen report freeze, build and verify, as scripts use them."""

import csv
import io
from hashlib import sha256

import pytest
from sqlalchemy import create_engine, text

from workflow.reports import policy


@pytest.fixture
def frozen(jizen):
    """What freezing the planned list of the second meeting printed."""
    done = jizen("report", "freeze", "2021-2", "--stage", "planned", "--as", "secretariat")
    assert done.exit_code == 0, done.stderr
    return done.stdout.split()


def test_freezing_prints_the_edition_with_its_two_proofs(jizen, frozen):
    meeting, stage, number, digest, root = frozen

    assert (meeting, stage, number, len(digest)) == ("2021-2", "planned", "1", 64)
    assert jizen("audit", "verify", "--against", root).exit_code == 0
    snapshot = jizen("report", "build", "2021-2", "--format", "json").stdout_bytes
    assert sha256(snapshot).hexdigest() == digest


def test_the_files_are_built_again_byte_for_byte_and_hold_the_papers_sum(jizen, frozen, tmp_path):
    for form in ("pdf", "xlsx", "csv"):
        again, stored = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
        build = ("report", "build", "2021-2", "--edition", "1", "--format", form)
        assert jizen(*build, "-o", str(again)).exit_code == 0
        assert jizen(*build, "--stored", "-o", str(stored)).exit_code == 0
        assert again.read_bytes() == stored.read_bytes()

    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    assert sum(int(row["事業費（千円）"]) for row in rows) == 124_565
    known = jizen("report", "verify", str(tmp_path / "a.pdf"), str(tmp_path / "a.xlsx"), "2021-2")
    assert known.exit_code == 0
    assert "2021-2 planned 第1版 xlsx" in known.stdout


def test_one_flipped_bit_of_a_file_ends_with_1_and_names_it(jizen, frozen, tmp_path):
    path = tmp_path / "handed.xlsx"
    jizen("report", "build", "2021-2", "--format", "xlsx", "-o", str(path))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    found = jizen("report", "verify", str(path))

    assert found.exit_code == 1
    assert str(path) in found.stderr


@pytest.mark.parametrize("form", ["pdf", "xlsx", "csv"])
def test_one_flipped_bit_in_the_database_ends_with_1_and_names_edition_and_form(
    jizen, frozen, form, seeded_url
):
    engine = create_engine(seeded_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER stored_files_refuse_update"))
        digest = connection.scalar(
            text("SELECT sha256 FROM report_files WHERE form = :form"), {"form": form}
        )
        query = text("SELECT content FROM stored_files WHERE sha256 = :digest")
        content = bytearray(connection.scalar(query, {"digest": digest}))
        content[-1] ^= 128
        connection.execute(
            text("UPDATE stored_files SET content = :content WHERE sha256 = :digest"),
            {"content": bytes(content), "digest": digest},
        )
    engine.dispose()

    found = jizen("report", "verify")

    assert found.exit_code == 1
    assert f"2021-2 planned 第1版 {form}" in found.stderr


def test_only_the_secretariat_freezes_and_an_unknown_meeting_is_refused(jizen):
    by_another = jizen("report", "freeze", "2021-2", "--stage", "planned", "--as", "viewer")
    nowhere = jizen("report", "freeze", "1999-1", "--stage", "planned", "--as", "secretariat")

    assert by_another.exit_code == 1
    assert "役割" in by_another.stderr
    assert nowhere.exit_code == 1
    assert jizen("report", "verify", "no-such-file").exit_code == 1
    assert jizen("report", "build", "2021-2").exit_code == 1
    assert jizen("report", "build", "2021-2", "--format", "docx").exit_code == 2


def test_a_correction_from_the_shell_is_lifted_first_and_becomes_edition_2(jizen):
    freeze = ("report", "freeze", "2021-2", "--stage", "evaluated", "--as", "secretariat")
    assert jizen(*freeze).exit_code == 0
    standing = jizen(*freeze, "--note", "訂正")
    jizen("report", "lift", "2021-2", "--as", "secretariat", "--note", "訂正のため")
    without_reason = jizen(*freeze)
    second = jizen(*freeze, "--note", "訂正")

    assert standing.exit_code == 1
    assert "先に本部事務局が確定を解除してください" in standing.stderr
    assert without_reason.exit_code == 1
    assert second.stdout.split()[2] == "2"


def test_a_long_report_that_a_shell_freezes_has_its_files_without_a_worker(jizen, monkeypatch):
    monkeypatch.setattr(policy, "LONG", 0)
    assert jizen("report", "freeze", "2021-2", "--stage", "planned", "--as", "secretariat").stdout

    assert "2021-2 planned 第1版 pdf: good" in jizen("report", "verify", "2021-2").stdout

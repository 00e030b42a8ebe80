"""jizen person: people and their roles from a script."""

import json


def test_a_script_adds_changes_ends_lists_and_brings_people_in(jizen, tmp_path):
    added = jizen("person", "add", "hanako", "--name", "秋田 花子", "--section", "soumu/税務課",
                  "--role", "officer:soumu", "--from", "R4.4.1")  # fmt: skip
    assert (added.exit_code, added.stderr) == (0, "")
    assert (
        jizen("person", "change", "hanako", "--email", "h@x.jp", "--role", "viewer").exit_code == 0
    )
    assert jizen("person", "end", "hanako", "--role", "viewer").exit_code == 0
    assert jizen("person", "change", "admin", "--section", "soumu").exit_code == 0

    rows = json.loads(jizen("person", "list", "--format", "json").stdout)
    (head,) = (row for row in rows if row["login"] == "admin")
    assert (head["department"], head["section"]) == ("総務部", "")
    (mine,) = (row for row in rows if row["login"] == "hanako")
    assert (mine["role_department"], mine["from_on"], mine["email"], mine["section"]) == (
        "総務部", "2022-04-01", "h@x.jp", "税務課",
    )  # fmt: skip

    file = tmp_path / "people.csv"
    assert jizen("person", "list", "-o", str(file)).exit_code == 0
    assert jizen("person", "import", str(file)).stdout == "0 to add, 0 to change\n"
    file.write_text(file.read_text().replace("h@x.jp", "hanako@x.jp"))
    assert jizen("person", "import", str(file), "--dry-run").stdout == "0 to add, 1 to change\n"
    assert "added 0 changed 1" in jizen("person", "import", str(file)).stdout
    assert jizen("audit", "verify").exit_code == 0


def test_what_cannot_be_is_said_and_changes_nothing(jizen, tmp_path):
    last = jizen("person", "change", "admin", "--off")
    assert last.exit_code == 1
    assert "管理者がいなくなります" in last.stderr
    assert jizen("person", "end", "admin", "--role", "viewer").exit_code == 1
    assert jizen("person", "add", "x", "--name", "誰か", "--role", "boss").exit_code == 2
    file = tmp_path / "people.csv"
    file.write_text("login,name,role\nnew,新任,支配者\n")
    refused = jizen("person", "import", str(file))
    assert refused.exit_code == 1
    assert "2 役割: この役割はありません" in refused.stderr


def test_a_change_that_takes_the_last_who_can_act_is_made_and_said(jizen):
    changed = jizen("person", "change", "mirai", "--off")

    assert changed.exit_code == 0
    assert "子育て支援情報発信体制強化事業" in changed.stderr

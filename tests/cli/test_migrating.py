"""`jizen process publish FILE --migrate PLAN`: rehearsed, published, moved, gone on with."""

import json

from tests.support.processes import third

PLAN = 'process = "standard"\nfrom = 2\nto = 3\n\n[states]\nunder_review = "checking"\n'
UNDER_REVIEW = "急性期診療ネットワーク推進事業"
LIVE = 6


def test_live_items_go_on_by_a_version_that_is_published_with_a_plan(jizen, tmp_path):
    definition, plan, short = (tmp_path / name for name in ("third.toml", "plan.toml", "short"))
    definition.write_text(third(renamed={"under_review": "checking"}), encoding="utf-8")
    plan.write_text(PLAN, encoding="utf-8")
    short.write_text(PLAN.partition("[states]")[0].replace("to = 3", "to = 4"), encoding="utf-8")
    command = ("process", "publish", str(definition), "--migrate", str(plan))

    tried = jizen(*command, "--dry-run")
    unsigned = jizen(*command)
    unfit = jizen("process", "publish", str(definition), "--migrate", str(short))
    listed = jizen("process", "list").stdout
    done = jizen(*command, "--as", "admin")
    again = jizen(*command, "--as", "admin")

    assert (tried.exit_code, unsigned.exit_code, unfit.exit_code) == (0, 2, 1)
    assert "      1  under_review -> checking  審査中 → 審査中\n" in tried.stderr
    assert "      1  returned -> returned  差戻し → 差戻し\n" in tried.stderr
    assert unfit.stderr.strip().endswith("to: 定義は、第3版です。")
    assert "standard 3" not in listed, "nothing was published yet"
    assert (done.exit_code, again.exit_code) == (0, 0), done.stderr
    assert f"{LIVE} moved, 0 left" in done.stderr
    assert "0 moved, 0 left" in again.stderr
    last = json.loads(jizen("history", UNDER_REVIEW).stdout)[-1]
    assert (last["action"], last["from"], last["to"]) == ("migrate", "under_review", "checking")
    assert jizen("audit", "verify").exit_code == 0


def test_a_plan_that_strands_an_item_says_which_and_why_and_changes_nothing(jizen, tmp_path):
    definition, plan = tmp_path / "third.toml", tmp_path / "plan.toml"
    definition.write_text(third(), encoding="utf-8")
    plan.write_text(PLAN.replace("checking", "reviewed"), encoding="utf-8")

    refused = jizen("process", "publish", str(definition), "--migrate", str(plan), "--as", "admin")

    assert refused.exit_code == 1
    assert "この状態は「審査完了」のあとにしか来ませんが、まだ行われていません。" in refused.stderr
    assert "standard 3" not in jizen("process", "list").stdout

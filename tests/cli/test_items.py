"""jizen list, perform and history, as scripts use them."""

import csv
import io
import json
from collections import Counter

ORDER = [
    "税務総合システム大規模改修業務委託事業",
    "子育て支援情報発信体制強化事業（仮称）",
    "家庭養護推進体制整備事業",
    "急性期診療ネットワーク推進事業",
    "デジタルリテラシー普及事業",
    "秋田県公共事業執行管理システム改修事業",
]
WAITING = "家庭養護推進体制整備事業"


def test_the_list_of_september_has_the_six_items_with_the_papers_sums(jizen):
    done = jizen("list", "--cycle", "2021-09", "--format", "csv")

    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(done.stdout_bytes.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ORDER
    assert [row["no"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert sum(int(row["amount_kyen"]) for row in rows) == 124_565
    by_field, by_funding = Counter(), Counter()
    for row in rows:
        by_field[row["field"]] += int(row["amount_kyen"])
        by_funding[row["funding"].split("(")[0]] += int(row["amount_kyen"])
    assert by_field == {"行政": 81_741, "くらし": 25_128, "産業": 17_696}
    assert by_funding == {"一般財源": 85_466, "国庫支出金": 27_266, "繰入金": 11_833}


def test_json_is_a_list_of_objects_with_the_keys_of_the_csv(jizen):
    header = jizen("list", "--cycle", "2021-09").stdout_bytes.decode("utf-8-sig").splitlines()[0]

    rows = json.loads(jizen("list", "--cycle", "2021-09", "--format", "json").stdout)

    assert [list(row) for row in rows] == [header.split(",")] * 6
    assert rows[0]["amount_kyen"] == 60_016


def test_xlsx_and_pdf_go_to_a_file(jizen, tmp_path):
    for form, magic in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        target = tmp_path / f"list.{form}"

        done = jizen("list", "--cycle", "2021-09", "--format", form, "-o", str(target))

        assert (done.exit_code, done.stdout) == (0, "")
        assert target.read_bytes().startswith(magic)


def test_an_unknown_cycle_is_refused_and_wrong_usage_is_another_matter(jizen):
    unknown = jizen("list", "--cycle", "1999-09")
    misused = jizen("list", "--format", "docx")

    assert unknown.exit_code == 1
    assert unknown.stderr.strip() == "見つからないか、閲覧できない内容です。"
    assert misused.exit_code == 2


def test_a_move_from_the_shell_goes_through_the_one_door(jizen):
    refused = jizen("perform", WAITING, "receive", "--as", "kenko")
    first = jizen("perform", WAITING, "receive", "--as", "reviewer", "--key", "once")
    again = jizen("perform", WAITING, "receive", "--as", "reviewer", "--key", "once")
    late = jizen("perform", WAITING, "receive", "--as", "reviewer2", JIZEN_LANG="en")

    assert refused.exit_code == 1
    assert "役割" in refused.stderr
    assert first.exit_code == 0
    assert first.stdout.split()[1:3] == ["receive", "under_review"]
    assert again.stdout == first.stdout
    assert late.exit_code == 1
    assert "came before you" in late.stderr


def test_an_evaluation_from_the_shell_carries_verdict_and_findings(jizen):
    order = ["perform", "デジタルリテラシー普及事業", "evaluate", "--as", "evaluator"]

    bare = jizen(*order)
    said = (*order, "--verdict", "appropriate", "--findings", "計画に沿う。")
    without_sheets = jizen(*said)
    full = jizen(*said, "--override", "評価会の前に結果を要する。")

    assert bare.exit_code == 1
    assert without_sheets.exit_code == 1
    assert "2枚中 0枚で、2枚必要です" in without_sheets.stderr
    assert full.exit_code == 0
    assert full.stdout.split()[2] == "evaluated"


def test_a_history_is_told_in_json_xes_and_ocel(jizen, tmp_path):
    item = "急性期診療ネットワーク推進事業"

    told = json.loads(jizen("history", item).stdout)
    xes = jizen("history", item, "--format", "xes").stdout
    ocel = json.loads(jizen("history", item, "--format", "ocel").stdout)

    actions = [move["action"] for move in told]
    assert actions[0] == "create"
    assert actions.count("submit") == 2
    assert xes.count("<event>") == len(told)
    assert len(ocel["events"]) == len(told)

    log = tmp_path / "september.xes"
    of_cycle = jizen("history", "--cycle", "2021-09", "--format", "xes", "-o", str(log))
    of_year = jizen("history", "--year", "2021", "--format", "ocel")

    assert (of_cycle.exit_code, of_cycle.stdout) == (0, "")
    assert log.read_text("utf-8").count("<trace>") == len(ORDER)
    assert {one["type"] for one in json.loads(of_year.stdout)["objects"]} == {"item", "person"}
    assert jizen("history", "--cycle", "2099-09").exit_code == 1
    assert jizen("history", item, "--cycle", "2021-09").exit_code == 2
    assert jizen("history", "--year", "2021", "--format", "json").exit_code == 2
    assert [one.name for one in tmp_path.iterdir() if "september" in one.name] == [log.name]

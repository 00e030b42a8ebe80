"""資料1-6 of Reiwa 3's September, built from the seeds: what the prefecture printed."""

from datetime import datetime

import pytest

from tests.support.demonstration import prepare
from tests.support.pdf import fonts_in_it, is_a4, words
from workflow import documents
from workflow.documents.list_building import listing
from workflow.documents.rendering import draft
from workflow.engine import Engine
from workflow.items.list_views import ItemFilter
from workflow.values.actor import OPERATOR
from workflow.values.clock import JAPAN, SettableClock

PRINTED = (
    (1, "総務部", "税務課", "行政", "手続き",
     "税務総合システム大規模改修業務委託事業", 60_016, "一般財源"),
    (2, "あきた未来創造部", "次世代・女性活躍支援課", "くらし", "情報発信",
     "子育て支援情報発信体制強化事業（仮称）", 3_725, "一般財源"),
    (3, "健康福祉部", "地域・家庭福祉課", "くらし", "人材等マッチング",
     "家庭養護推進体制整備事業", 9_570, "国庫支出金"),
    (4, "健康福祉部", "医務薬事課", "くらし", "ネットワークシステム",
     "急性期診療ネットワーク推進事業", 11_833, "繰入金(医療介護基金(国2/3、県1/3))"),
    (5, "産業労働部", "雇用労働政策課", "産業", "普及啓発・研修",
     "デジタルリテラシー普及事業", 17_696, "国庫支出金"),
    (6, "建設部", "技術管理課", "行政", "手続き",
     "秋田県公共事業執行管理システム改修事業", 21_725, "一般財源"),
)  # fmt: skip


@pytest.fixture(scope="module")
def report(databases):
    url = databases.copy_of(prepare)
    engine = Engine(url, SettableClock(datetime(2021, 8, 17, 9, tzinfo=JAPAN)))
    with engine.read(OPERATOR) as work:
        found = documents.report(work, ItemFilter(cycle_id="2021-09"))
    yield found
    engine.close()
    databases.drop(url)


@pytest.fixture(scope="module")
def printed(report, tmp_path_factory):
    path = tmp_path_factory.mktemp("paper") / "1-6.pdf"
    path.write_bytes(draft(report, "pdf").written().content)
    return path


@pytest.mark.both_databases
def test_row_by_row_it_is_what_the_prefecture_printed(report):
    lines = listing(report).lines

    assert [
        (line.no, line.department, line.section, line.field, line.category, line.name,
         line.amount_kyen, line.funding)
        for line in lines
    ] == list(PRINTED)  # fmt: skip
    assert sum(line.amount_kyen or 0 for line in lines) == 124_565


def test_the_pdf_holds_each_of_them_in_the_same_order_its_number_under_its_name(printed, report):
    said = words(printed)
    numbers = {line.no: line.number for line in listing(report).lines}
    rows = [
        "".join((str(no), *texts, numbers[no], f"{kyen:,}", end))
        for no, *texts, kyen, end in PRINTED
    ]
    assert any(numbers.values())
    assert all(row in said for row in rows)
    assert sorted(rows, key=said.index) == rows
    assert "資料1-6" in said
    assert "計124,565" in said


def test_the_pdf_is_a4_landscape_with_every_font_in_it(printed):
    assert is_a4(printed, landscape=True)
    assert fonts_in_it(printed)
    assert all(fonts_in_it(printed))

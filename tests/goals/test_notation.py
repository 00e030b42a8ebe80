"""One line says an indicator: what is counted, in what, up to which number."""

import pytest

from workflow.goals.notation import read, result_words
from workflow.values.promotion import IndicatorKind, Reached


@pytest.mark.parametrize(
    ("line", "kind", "target", "unit"),
    [
        ("オープンデータの新規登録件数（25件）", "number", 25, "件"),
        ("操作体験会の受講者数（1,500人）", "number", 1500, "人"),
        ("受講者数（１，５００人）", "number", 1500, "人"),
        ("3次元設計の試行（2件以上）", "number", 2, "件"),
        ("電子申請の割合(80%)", "share", 80, "%"),
        ("指針の策定（有無）", "yes_no", None, ""),
        ("県税システムの検討状況", "state", None, ""),
        ("被害情報収集・集計支援システム（仮称）の構築", "state", None, ""),
        ("学習のデジタル化（学びの多様化、学びの転換）", "state", None, ""),
        ("件数（9999999999件）", "state", None, ""),
    ],
)
def test_an_indicator_is_read_from_its_line_and_keeps_its_words(line, kind, target, unit):
    one = read(line)

    assert (one.text, one.kind, one.target, one.unit) == (line, IndicatorKind(kind), target, unit)


def test_an_indicator_is_reached_with_its_target_and_unmeasured_without_a_result():
    counted, worked = read("件数（25件）"), read("検討状況")

    assert [counted.reached(one) for one in (None, 24, 25)] == [
        Reached.UNMEASURED, Reached.NOT_YET, Reached.YES,
    ]  # fmt: skip
    assert [worked.reached(one) for one in (0, 1)] == [Reached.NOT_YET, Reached.YES]
    assert result_words(counted, 1200) == "1,200件"
    assert result_words(worked, 1) == "達成"

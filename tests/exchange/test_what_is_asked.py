"""What a city hall's sheets ask is put in sentences on the page, with every answer."""

from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest

from tests.support.demonstration import PASSWORD
from tests.support.fixtures.sites import submit
from tests.support.office_forms import SHEETS
from workflow import people
from workflow.values.actor import OPERATOR, Title
from workflow.values.vocabulary import Role

EVERYWHERE = "everywhere"


@pytest.fixture(scope="module")
def browser(shared_demo_engine, shared_app) -> Iterator:
    with shared_demo_engine.write(OPERATOR) as work:
        grants = [(Role.OFFICER, code) for code in ("soumu", "kensetsu")]
        who = {"login": EVERYWHERE, "name": Title("総括担当", ""), "password": PASSWORD}
        people.add_person(work, **who, grants=grants)
    signed_in = shared_app.test_client()
    submit(signed_in, "/auth/sign-in", {"login": EVERYWHERE, "password": PASSWORD})
    return signed_in


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("取消線の行を外す", ("取消線の引かれた行が1行あります（3行目）", "読まない")),
        (
            "千円の列の￥を円と読む",
            ("¥の付いた金額が2件あります（2行目「￥1,200,000」など）", "千円（¥の印は読み飛ばす）"),
        ),
        (
            "括弧は減額",
            ("括弧に入った金額が2件あります（2行目「（△１，３９５）」など）", "減額として"),
        ),
        ("左右に並ぶ二つの表", ("同じ見出しの一覧がほかに1件あります（E列から）", "最初の表だけ")),
        (
            "上段の当初",
            ("1件の金額が上下2行にあります（3件）", "上段：当初", "下の行（1300、350、1650）"),
        ),
        ("年度の列の一つの年度", ("複数の年度の行があります", "R8の行だけ", "すべての年度の行")),
        ("列ごとに一件", ("2列を1列1件として読みます（一覧）", "事業名、予算額（千円）")),
        ("番号のある一覧の群の名", ("金額のないもの1件",)),
        ("備考に取下げとある行を外す", ("「対象外」などとある行が2行あります（3行目など）",)),
        ("金額の列のない一覧", ("金額として読む列がありません。",)),
        (
            "ほかの年度の見出しの金額",
            ("「令和7年度当初予算額（千円）」ですが、この回の予算は令和3年度のもの",),
        ),
        ("名前の〃は尋ね返す", ("上の行と同じという印です。",)),
        ("参考の下の行を外す", ("の下に2行あります（6行目など）", "読まない")),
        ("歳入の節は読まない", ("歳入の3行は読みません", "6行目")),
        (
            "番号のない名前が次の行に続く",
            ("名前だけの行が2行あります（3行目「改修事業」など）", "名前の続き"),
        ),
        (
            "内訳の和と同じ額の案件だけ",
            ("下の行の合計と等しい行が1行あります（2行目）", "その内訳"),
        ),
        (
            "三行で一件、最後の行",
            ("何行かにわたります（2件）", "2行目（20、-10）", "下の行（1220、290）"),
        ),
        (
            "その他三件の行を外す",
            ("複数の事業をまとめた行が1行あります（3行目「その他３件」）", "読まない"),
        ),
        (
            "部局の列の横で名前の後ろに課",
            ("同じ欄にある課名は、課室名として読みます（2行目、3行目）",),
        ),
        ("節ごとの行の和", ("行の合計（1200、6）", "上の行（800、1）")),
    ],
)
def test_a_question_names_what_it_is_about(browser, name, said):
    sheet = SHEETS[name]

    data = {"file": (BytesIO(sheet.content), sheet.name)}
    staged = submit(browser, "/exchange/?cycle=2021-06", data).location

    page = unescape(browser.get(staged).text)
    assert [text for text in said if text not in page] == []

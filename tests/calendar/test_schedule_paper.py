"""資料1-3 of Reiwa 3 as the prefecture printed it, on the page and in the PDF; other years made."""

import html
import json
import re
import subprocess

import pytest

from tests.support.units import do, look
from workflow import calendar, documents, undertakings
from workflow.undertakings import RowDraft

PAPER = [
    (
        "1",
        "DX戦略本部会議",
        "",
        ["○本部会議開催"],
        ["○本部会議開催"],
        ["○本部会議開催"],
        ["○本部会議開催"],
    ),
    (
        "2",
        "DX推進計画",
        "",
        [],
        ["●委員会設置、委員委嘱", "□骨子案", "●検討", "○本部報告", "●策定委員会 (1回目：骨子案)"],
        [
            "□素案",
            "●検討",
            "○本部報告",
            "●策定委員会 (2回目：素案)",
            "●県議会への説明",
            "●パブリックコメント",
        ],
        ["□案", "●検討", "●策定委員会 (3回目：案)", "●県議会への説明", "●策定"],
    ),
    (
        "3",
        "DX推進目標",
        "(令和3年度設定：プロジェクト)",
        ["●課題決定、検討"],
        ["●目標設定", "○本部報告"],
        [],
        ["○本部へ提案発表"],
    ),
    (
        "4",
        "デジタル化関連予算",
        "(DXセンターの事前協議)",
        ["●6月補正"],
        ["●9月補正評価", "○本部報告"],
        ["●令和4年度当初予算、12月補正評価", "○本部報告"],
        ["●2月補正評価", "○2月補正、R4年度当初予算 本部報告"],
    ),
    (
        "5",
        "若手・中堅職員WG",
        "",
        [],
        ["●知事との意見交換会"],
        ["○本部へ中間報告"],
        ["○進捗状況 本部報告"],
    ),
    (
        "6",
        "デジタルイノベーション推進コンソーシアム提言",
        "",
        [],
        ["●第1回 意見交換", "●第2回 意見交換"],
        ["●第3回 意見交換", "○本部へ提言報告"],
        [],
    ),
    (
        "7",
        "DX推進アドバイザー",
        "ゼネラリスト1名 プロフェッショナル3名 (行政・産業・観光)",
        [],
        ["●募集開始"],
        ["●決定、活動開始(助言)"],
        [],
    ),
    ("8", "庁内等の業務改善", "", [], [], [], []),
    ("", "職員提案", "", [], ["●募集、検討"], [], []),
    ("", "DX推進目標", "(令和3年度設定：班単位)", [], ["●目標設定"], [], ["●幹事会報告"]),
    ("", "庁内情報システムの見直し", "(約210)", [], ["●調査、検討"], [], []),
    ("9", "秋田県デジタル化推進プラットフォーム(仮称)", "", [], ["●検討"], [], []),
    (
        "10",
        "DX加速化プロジェクト形成事業",
        "",
        [],
        ["●実証プロジェクト選定 (3テーマ)"],
        ["●プロジェクト実施"],
        ["○本部へ成果報告"],
    ),
]
"""Number, undertaking, remark and four quarters, read from the paper."""


def bare(text: str) -> str:
    return "".join(text.split())


def test_the_rows_are_the_papers_rows_to_the_letter(demo_engine):
    schedule = look(demo_engine, "viewer", calendar.schedule_of, 2021)
    content = documents.schedule_document(schedule, "json").content

    found = [
        (
            row["number"],
            row["title"],
            line.remark.replace("\n", " "),
            *(
                [f"{entry['mark']}{entry['text']}" for entry in quarter]
                for quarter in row["quarters"]
            ),
        )
        for row, line in zip(json.loads(content)["rows"], schedule.lines, strict=True)
    ]
    assert found == PAPER


def test_the_pdf_holds_every_entry_of_the_paper_on_one_page(sign_in_as, tmp_path):
    answer = sign_in_as("viewer").get("/plans/schedule-2021.pdf")
    path = tmp_path / "paper.pdf"
    path.write_bytes(answer.data)

    def run(*command: str) -> str:
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    printed = bare(run("pdftotext", "-raw", str(path), "-").replace("\u200b", ""))
    assert "資料1-3" in printed
    assert "DX実現に向けたデジタル化の推進について＜令和3年度のスケジュール＞" in printed
    place = printed.index("取組事項4-6月7-9月10-12月1-3月")
    for number, title, remark, *quarters in PAPER:
        for text in (number + title, remark, *(one for quarter in quarters for one in quarter)):
            said = bare(text).lstrip("□")
            assert said in printed[place:], text
            place = printed.index(said, place) + len(said)
    info = run("pdfinfo", str(path))
    assert "841.89 x 595.276 pts (A4)" in info
    assert re.search(r"Pages: +1\b", info)
    fonts = run("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert all(font.split()[-5] == "yes" for font in fonts)


def test_the_page_shows_every_entry_of_the_paper(sign_in_as):
    page = html.unescape(sign_in_as("viewer").get("/plans/schedule?year=2021").text)
    shown = bare(re.sub(r"<[^>]+>", " ", page))

    for _number, title, remark, *quarters in PAPER:
        assert bare(title) in shown
        assert bare(remark) in shown
        assert all(bare(entry) in shown for quarter in quarters for entry in quarter)


def test_another_year_is_made_from_its_calendar_and_then_of_kept_rows(
    sign_in_as, submit, demo_engine
):
    browser = sign_in_as("secretariat")
    new = {"number": "1", "held_on": "2022-09-16", "cycle_ids": ["2022-09"]}
    assert submit(browser, "/timetable/meetings/new?year=2022", new).status_code == 302
    row = {"title": "職員提案", "q2": "●募集"}
    assert submit(browser, "/timetable/rows/new?year=2022", row).status_code == 302

    lines = look(demo_engine, "viewer", calendar.schedule_of, 2022).lines

    assert [(one.number, one.title) for one in lines] == [
        ("1", "DX戦略本部会議"), ("2", "デジタル化関連予算"), ("3", "職員提案"),
    ]  # fmt: skip
    assert [(e.mark, e.text, str(e.day)) for e in lines[0].quarters[1]] == [
        ("○", "第1回本部会議開催", "2022-09-16")
    ]
    assert [(e.mark, e.text, str(e.day)) for e in lines[1].quarters[1]] == [
        ("●", "9月補正 事前協議提出", "2022-08-19"),
        ("○", "9月補正 本部報告", "2022-09-16"),
    ]


def test_a_year_of_which_only_rows_are_kept_has_its_page_its_paper_and_its_place_to_change_them(
    sign_in_as, demo_engine
):
    typed = RowDraft("職員提案", "", False, ((), (), (), ()))
    row_id = do(demo_engine, "secretariat", undertakings.add_row, 2023, typed)
    browser = sign_in_as("secretariat")

    page = browser.get("/plans/schedule?year=2023")

    assert page.status_code == 200
    assert "職員提案" in page.text
    assert "/plans/schedule?year=2023" in browser.get("/plans/schedule?year=2021").text
    assert browser.get("/plans/schedule-2023.json").json["rows"][0]["title"] == "職員提案"
    assert "職員提案" in browser.get(f"/timetable/rows/{row_id}").text


@pytest.mark.parametrize("year", [1, 1999, 2050, 999999999])
def test_a_year_without_anything_has_no_paper(year, sign_in_as):
    assert sign_in_as("viewer").get(f"/plans/schedule-{year}.pdf").status_code == 404

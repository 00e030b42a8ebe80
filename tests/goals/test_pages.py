"""The pages of goals: the list, the matrix, progress, and files in and out."""

import csv
import html
import io
import re

import pytest
from python_calamine import CalamineWorkbook

from tests.support.staged import bring, carry_out

GOALS = "/goals/?year=2021"
FILE = "/goals/file?year=2021"
ORDER = [
    "総務部", "企画振興部", "あきた未来創造部", "観光文化スポーツ部", "健康福祉部", "生活環境部",
    "農林水産部", "産業労働部", "建設部", "出納局", "教育庁", "警察本部",
]  # fmt: skip


def words(text: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def groups(page) -> list[str]:
    found = re.findall(r'<tr class="group"><th[^>]*>\s*(\S+)', page.text)
    return [html.unescape(name) for name in found]


def test_all_goals_stand_under_their_lead_departments_with_both_years_indicators(
    shared_sign_in_as,
):
    page = shared_sign_in_as("viewer").get(GOALS)
    shown = words(page.text)

    assert groups(page) == ORDER
    numbers = re.findall(r'id="goal-(\d+)"', page.text)
    assert sorted(map(int, numbers)) == list(range(1, 25))
    assert "操作体験会の受講者数（1,500人）" in shown
    assert "デジタル活用サポーターの育成研修実施" in shown
    assert "成果指標等（令和3年度末）" in shown
    assert "成果指標等（令和4年度以降）" in shown


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ("department=kikaku", ["4", "11", "9", "10"]),
        ("field=living&dx_step=1", ["10"]),
        ("words=運転免許証", ["24"]),
        ("state=draft", []),
    ],
)
def test_the_list_is_narrowed_and_joint_goals_belong_to_each_department(
    shared_sign_in_as, filters, numbers
):
    page = shared_sign_in_as("viewer").get(f"{GOALS}&{filters}")

    assert re.findall(r'id="goal-(\d+)"', page.text) == numbers


def test_the_matrix_leads_to_goals_and_counts_what_there_is(shared_sign_in_as):
    page = shared_sign_in_as("reviewer").get("/goals/matrix?year=2021").text

    assert "【建設部】秋田県公共事業執行管理システム事業予算検討予定" in words(page)
    assert re.search(r'href="/goals/\d+">内部管理システムの連携', page)
    assert "目標3件、案件1件" in words(page)
    assert "（財務会計、予算編成など）" in words(page), "as the paper says"


def test_every_goal_of_the_demonstration_shows_the_results_of_its_indicators(shared_sign_in_as):
    browser = shared_sign_in_as("viewer")
    goals = sorted(set(re.findall(r"/goals/\d+(?=\")", browser.get("/goals/?year=2021").text)))

    pages = [browser.get(goal) for goal in goals]

    assert len(goals) > 20
    assert {page.status_code for page in pages} == {200}


def test_a_goal_and_its_items_lead_to_one_another(shared_sign_in_as):
    browser = shared_sign_in_as("reviewer")
    goal = browser.get("/goals/2021/15", follow_redirects=True).text
    (item,) = set(re.findall(r'href="(/items/\d+)"', goal))

    assert 'href="/goals/2021/15"' in browser.get(item).text


@pytest.mark.parametrize("year", ["1", "x", "2021.0", "９" * 5000, "%00"])
@pytest.mark.parametrize("place", ["", "matrix", "progress"])
def test_a_year_that_is_none_is_not_found(place, year, shared_sign_in_as):
    assert shared_sign_in_as("viewer").get(f"/goals/{place}?year={year}").status_code == 404


def test_what_is_not_there_is_not_found_and_strangers_are_sent_to_sign_in(
    shared_sign_in_as, client
):
    browser = shared_sign_in_as("viewer")

    for path in ("/goals/999", "/goals/2021/99", f"{GOALS}&department=nobody",
                 "/goals/progress?year=2021&meeting=999"):  # fmt: skip
        assert browser.get(path).status_code == 404, path
    assert 'class="empty"' in browser.get("/goals/?year=2022").text
    assert client.get(GOALS).status_code == 302


def test_the_list_goes_out_as_excel_and_comes_in_all_or_nothing(sign_in_as):
    browser = sign_in_as("kikaku")
    sheet = CalamineWorkbook.from_filelike(
        io.BytesIO(browser.get("/goals/goals.xlsx?year=2021").data)
    )
    head, *rows = sheet.get_sheet_by_index(0).to_python()
    eleventh = next(row for row in rows if row[0] == 11)
    assert (head[0], len(rows), eleventh[1]) == ("番号", 24, "総務部・企画振興部")
    assert eleventh[6].endswith("（ぴったりサービス）を利用した手続き数（30件）")

    wrong = "番号,部署名,目標\n9,企画振興部,別の題\n,建設部,他部局の目標\n,企画振興部,よい目標\n"
    wrong_page = bring(browser, FILE, wrong)
    told = words(wrong_page.text)
    assert "この目標は提出済または設定済のため、書き換えられません。" in told
    assert "この部局の目標は書けません。" in told
    assert 'name="shown"' not in wrong_page.text

    good = "部署名,目標,年度末\n企画振興部・総務部,新しい目標,講座の受講者数（40人）\n"
    page = bring(browser, FILE, good)
    assert "新しい目標" in page.text
    assert "<ins>企画振興部 / 総務部</ins>" in page.text
    for _ in range(2):
        done = carry_out(browser, page)
        assert done.status_code == 200
        assert "追加1件、変更0件" in words(done.text)
    found = browser.get(f"{GOALS}&state=draft").text
    assert re.findall(r'id="goal-(\d+)"', found) == ["25"]
    assert "講座の受講者数（40人）" in found


def test_a_running_number_is_that_of_a_goal_of_the_same_title_only(sign_in_as):
    head = "No.,部署名※,ＤＸの目標\n"
    browser = sign_in_as("kikaku")
    found = browser.get("/goals/goals.csv?year=2021").data.decode("utf-8-sig")
    twelfth = next(row for row in csv.reader(io.StringIO(found)) if row[0] == "12")

    rows = f"1,企画振興部,新しい目標\n99,企画振興部,次の目標\n12,{twelfth[1]},{twelfth[2]}\n計,,\n"
    told = words(bring(browser, FILE, head + rows).text)

    assert "新しい目標" in told
    assert "次の目標" in told
    assert f"新規部局名:{twelfth[1]}目標:{twelfth[2]}" not in told


def test_a_file_shows_and_changes_nothing_of_another_department_s_draft(sign_in_as):
    browser, other = sign_in_as("kikaku"), sign_in_as("kenko")
    carry_out(other, bring(other, FILE, "部署名,目標\n健康福祉部,まだ内緒の目標\n"))
    told = words(bring(browser, FILE, "番号,部署名,目標\n25,企画振興部,横取り\n").text)
    long = words(bring(browser, FILE, f"番号,部署名,目標\n{'9' * 5000},企画振興部,横取り\n").text)

    for page in (told, long):
        assert "まだ内緒の目標" not in page
        assert "この年度にこの番号の目標はありません。" in page
    many = "".join(f",企画振興部,目標{number}\n" for number in range(301))
    assert bring(browser, FILE, f"番号,部署名,目標\n{many}").status_code == 422

    center = words(
        bring(sign_in_as("reviewer"), FILE, "番号,部署名,目標\n25,健康福祉部,横取り\n").text
    )
    assert "まだ内緒の目標" not in center


def test_a_team_drafts_its_goal_on_a_list_of_its_own(sign_in_as, submit):
    browser, new = sign_in_as("soumu"), "/goals/new?year=2021&of=teams"
    typed = {"department": "soumu", "title": "会議の紙をなくす", "year_end": "会議の数（12回）"}

    refused = submit(browser, new, typed)
    typed |= {"team": "総務班", "seen": "1"}
    made = submit(browser, new, typed)

    assert refused.status_code == 422
    assert "総務部 総務班" in browser.get(made.location).text
    assert submit(browser, f"{made.location}/edit", typed | {"overview": "減"}).status_code == 302
    assert "総務部 総務班" in browser.get(made.location).text
    own, departments = browser.get(f"{GOALS}&of=teams"), browser.get(GOALS)
    assert "会議の紙をなくす" in own.text
    assert "会議の紙をなくす" not in departments.text
    assert browser.get("/goals/teams.pdf?year=2021").data.startswith(b"%PDF")
    assert browser.get("/goals/teams.csv?year=2021").status_code == 200


def test_a_cell_of_goals_that_cannot_be_read_is_left_out_by_whoever_brings_the_file(sign_in_as):
    browser = sign_in_as("kikaku")
    page = bring(browser, FILE, "部署名,目標,DXのステップ\n企画振興部,新しい目標,第四\n")
    assert 'name="shown"' not in page.text

    without = browser.get(page.request.path, query_string={"left": "dx_step:第四"})

    assert "追加1件、変更0件" in words(carry_out(browser, without).text)

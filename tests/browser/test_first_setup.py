"""A city sets Jizen up from an empty folder: one command, then pages and files only."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.support.windows import a_window, on_a_port
from webapp.cli.main import cli
from workflow.engine import Engine
from workflow.values.clock import JAPAN, SettableClock

NOW: Final = datetime(2026, 8, 3, 9, 0, tzinfo=JAPAN)
PASSWORD: Final = "minato-no-kaze-2026"
INIT: Final = ("init", "--kind", "city", "--name", "みなと市", "--center", "情報政策課",
               "--headquarters", "デジタル市役所推進本部", "--finance", "財務課",
               "--login", "kanri", "--person", "管理 一郎")  # fmt: skip
DEPARTMENTS: Final = [
    f"{one}部" for one in ("企画", "総務", "財政", "市民", "福祉", "環境", "産業", "建設", "教育")
]
SECTIONS: Final = sorted(
    (name, f"{name[:2]}第{place // 9 + 1}課")
    for place in range(60)
    for name in [DEPARTMENTS[place % 9]]
)
ACTORS: Final = {
    "tanto": "各課担当", "shinsa": "審査担当", "hyoka1": "評価担当", "hyoka2": "評価担当",
    "jimu": "本部事務局",
}  # fmt: skip
CODE: Final = re.compile(r"初回コード\s+(\S+)")
LEFT_OUT: Final = ("community", "criteria/continuity")
"""What the city does not want of the standard set."""
OWN: Final = ("都市基盤", "roads")
"""A field that it has beside those of the set."""
ITEM: Final = "書かない窓口の整備"


@pytest.fixture
def first_code(tmp_path: Path) -> str:
    """What `jizen init` says in an empty folder: the code of the first administrator."""
    settings = {
        "JIZEN_DATABASE_URL": database_in(tmp_path),
        "JIZEN_SECRET_KEY": "a key for the tests only",
        "JIZEN_TODAY": NOW.date().isoformat(),
    }
    done = CliRunner().invoke(cli, INIT, env=settings)
    assert done.exit_code == 0, done.output
    return re.search(r"コード (\S+)", done.stderr)[1]


@pytest.fixture
def enter(
    browser: Browser, tmp_path: Path, first_code: str, complaints: list[str]
) -> Iterator[Callable[[str, str], Page]]:
    """A window of one's own at the office of an empty folder, entered by login and code."""
    engine = Engine(database_in(tmp_path), SettableClock(NOW))
    pages: list[Page] = []
    with on_a_port(engine) as site:

        def by_code(login: str, code: str) -> Page:
            page = a_window(browser, site.address, complaints)
            pages.append(page)
            page.goto("/")
            page.get_by_role("link", name="初めての方").click()
            page.get_by_label("ログインID").fill(login)
            page.get_by_label("初回コード").fill(code)
            page.locator("#password").fill(PASSWORD)
            page.locator("#again").fill(PASSWORD)
            page.get_by_role("button", name="設定してサインイン").click()
            expect(page.get_by_role("navigation").first).to_be_visible()
            return page

        yield by_code
        for page in pages:
            page.context.close()
    engine.close()


def database_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'jizen.db'}"


def table(*rows: Sequence[str]) -> dict[str, object]:
    """A file as one saves it from Excel on a Japanese computer."""
    text = "".join(",".join(row) + "\r\n" for row in rows)
    return {"name": "一覧.csv", "mimeType": "text/csv", "buffer": text.encode("cp932")}


def by_file(part: str) -> re.Pattern[str]:
    """The name of the link by which a part of the checklist is brought as a file."""
    return re.compile(f"^ファイルから.*{part}$")


def to_step(page: Page, step: str | re.Pattern[str]) -> None:
    """Follow the checklist to where a thing is set up."""
    page.goto("/")
    page.get_by_role("link", name="はじめての設定").click()
    page.get_by_role("link", name=step, exact=True).click()


def put_the_standard_set(admin: Page) -> None:
    """Everything that is shown but what the city leaves out; then a field of its own."""
    to_step(admin, "標準セットを入れる")
    for one in LEFT_OUT:
        admin.locator(f"input[name=line][value*='{one}']").uncheck()
    admin.get_by_role("button", name="チェックしたものを入れる").first.click()
    expect(admin.get_by_role("status")).to_contain_text("標準セットから")
    to_step(admin, "分野")
    for label, text in zip(("名称（日本語）", "コード"), OWN, strict=True):
        admin.get_by_label(label).fill(text)
    admin.get_by_role("button", name="追加する", exact=True).click()
    expect(admin.get_by_role("row", name=OWN[0])).to_be_visible()


def bring_departments_and_sections(admin: Page) -> None:
    to_step(admin, by_file("組織"))
    head = ("部局名", "課室名")
    admin.get_by_label("ExcelまたはCSVのファイル").set_input_files(table(head, *SECTIONS))
    admin.get_by_role("button", name="変更内容を確認する").click()
    expect(admin.get_by_role("row", name="教育部")).not_to_have_count(0)
    admin.get_by_role("button", name="すべて変更する").first.click()
    expect(admin.get_by_role("status")).to_contain_text("変更しました")


def bring_people(admin: Page) -> None:
    """120 people: 115 officers as the personnel section lists them, and five who act."""
    others = [
        (f"{10_001 + number}", f"職員 {number}", department + section)
        for number in range(115)
        for department, section in [SECTIONS[number % len(SECTIONS)]]
    ]
    bring(admin, ("令和8年度 職員名簿",), ("職員番号", "氏　名", "所　属"), *others)
    admin.get_by_label("役割の列がありません").select_option(label="所属部局の各課担当")
    admin.get_by_role("button", name="この内容で表示する").click()
    admin.get_by_role("button", name="実行する").click()
    expect(admin.get_by_role("status")).to_contain_text("追加115人")
    acting = [(login, login, "市民部", "市民第1課", role) for login, role in ACTORS.items()]
    bring(admin, ("ログインID", "氏名", "所属部局", "課室", "役割"), *acting)
    admin.get_by_role("button", name="実行する").click()
    expect(admin.get_by_role("status")).to_contain_text("追加5人")


def bring(admin: Page, *rows: Sequence[str]) -> None:
    to_step(admin, by_file("役割ごとの利用者"))
    admin.get_by_label("ExcelまたはCSVのファイル").set_input_files(table(*rows))
    admin.get_by_role("button", name="内容を確認").click()


def codes(admin: Page) -> list[str]:
    """Make everybody's slip at one press; gives the codes of those who act."""
    admin.goto("/setup/")
    admin.get_by_role("button", name="全員分の用紙を作って印刷する").click()
    slips = admin.get_by_role("main").get_by_role("listitem")
    expect(slips).to_have_count(120)
    printed = PdfReader(BytesIO(admin.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 120 // 8
    texts = [slips.filter(has_text=login).inner_text() for login in ACTORS]
    return [CODE.search(text)[1] for text in texts]


def draft_and_submit(officer: Page) -> None:
    officer.get_by_role("link", name="起案する").click()
    officer.get_by_label("課室名").select_option(label="市民第1課")
    officer.get_by_label("分野").select_option(label=OWN[0])
    officer.get_by_label("類型").select_option(label="手続のオンライン化")
    officer.get_by_label("事業（事業内訳）名").fill(ITEM)
    officer.get_by_label("事業費（千円）").first.fill("12,000")
    officer.get_by_label("財源", exact=False).first.fill("一般財源")
    officer.get_by_label("概要").fill("窓口で申請書を書かずに手続ができるようにする。")
    officer.get_by_label("区分").select_option(label="新規")
    officer.get_by_role("button", name="保存して提出へ").click()
    officer.get_by_role("button", name="提出する").click()


def act(page: Page, button: str) -> None:
    """Open the item from the home page, press a button, and press it again on its own page."""
    page.goto("/")
    page.get_by_role("link", name=ITEM).first.click()
    page.get_by_role("link", name=button, exact=True).click()
    page.get_by_role("button", name=button, exact=True).click()


def sit(secretariat: Page) -> None:
    secretariat.get_by_role("link", name="評価", exact=True).click()
    secretariat.get_by_role("link", name="評価会", exact=True).click()
    secretariat.get_by_role("link", name="9月補正の評価会").click()
    scorers = secretariat.get_by_role("group", name="採点する評価者")
    for login in ("hyoka1", "hyoka2"):
        scorers.get_by_label(login).check()
    secretariat.get_by_role("button", name="保存して評価会を開く").click()
    expect(secretariat.get_by_role("status")).to_contain_text("評価会を開会しました。")


def score(evaluator: Page) -> None:
    evaluator.get_by_role("link", name="評価", exact=True).click()
    evaluator.get_by_role("link", name=f"採点する {ITEM}").click()
    evaluator.get_by_label("総合コメント").fill("効果がある。")
    evaluator.get_by_role("button", name="評価票を提出する").click()
    expect(evaluator.get_by_role("status")).to_contain_text("評価票を提出しました。")


def finalise(evaluator: Page) -> None:
    evaluator.goto("/")
    evaluator.get_by_role("link", name=ITEM).first.click()
    evaluator.get_by_role("link", name="評価を確定する").click()
    evaluator.get_by_label("条件付き妥当").check()
    evaluator.get_by_label("所見").fill("必要と認める。")
    evaluator.get_by_role("textbox", name="条件 1").fill("費用を見直すこと。")
    evaluator.get_by_role("button", name="評価を確定する").click()
    expect(evaluator.locator(".item-head .state")).to_contain_text("評価済")


def freeze(secretariat: Page) -> None:
    secretariat.get_by_role("link", name="本部報告", exact=True).click()
    secretariat.get_by_role("link", name="確定の手順へ進む").click()
    secretariat.get_by_role("link", name="評価結果を確定", exact=True).click()
    secretariat.get_by_role("button", name="評価結果を確定", exact=True).click()
    expect(secretariat.get_by_role("heading", level=1)).to_contain_text("評価結果一覧 第1版")


def test_a_city_sets_itself_up_and_takes_an_item_to_its_frozen_report(first_code, enter):
    admin = enter("kanri", first_code)
    put_the_standard_set(admin)
    bring_departments_and_sections(admin)
    bring_people(admin)
    admin.goto("/setup/")
    expect(admin.get_by_text("必要な設定は、すべてそろっています。")).to_be_visible()

    officer, reviewer, first, second, secretariat = (
        enter(login, code) for login, code in zip(ACTORS, codes(admin), strict=True)
    )
    draft_and_submit(officer)
    act(reviewer, "受付する")
    act(reviewer, "審査完了")
    sit(secretariat)
    score(first)
    score(second)
    finalise(second)
    freeze(secretariat)

    first.get_by_role("link", name="本部報告", exact=True).click()
    row = first.get_by_role("row", name=ITEM)
    expect(row).to_contain_text("条件付き妥当")
    expect(row).to_contain_text("費用を見直すこと。")

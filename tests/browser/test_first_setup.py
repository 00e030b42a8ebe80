"""A city sets Jizen up from an empty folder: one command, then pages and files only."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

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
SECTIONS: Final = [
    (f"d{place % 9 + 1}", name, f"{name[:2]}第{place // 9 + 1}課")
    for place in range(60)
    for name in [DEPARTMENTS[place % 9]]
]
ACTORS: Final = {
    "tanto": ("各課担当", "市民部"), "shinsa": ("審査担当", ""), "hyoka1": ("評価担当", ""),
    "hyoka2": ("評価担当", ""), "jimu": ("本部事務局", ""),
}  # fmt: skip
CYCLES: Final = (
    ("6月補正", "2026-04-01", "2026-04-30", "2026-05-15"),
    ("9月補正", "2026-07-13", "2026-08-21", "2026-08-28"),
    ("12月補正", "2026-09-01", "2026-10-30", "2026-11-13"),
    ("2月補正", "2026-11-02", "2026-12-25", "2027-01-15"),
    ("当初", "2026-09-01", "2026-10-30", "2026-11-13"),
)
LISTS: Final = (
    ("分野", (("窓口・福祉", "counter"), ("都市基盤", "roads"))),
    ("類型", (("窓口改革", "reform"),)),
    ("評価の観点", (("市民への効果", "effect"), ("費用", "cost"))),
    ("評価区分", (("進める", "go"), ("直して進める", "go_if"))),
)
ITEM: Final = "書かない窓口の整備"


@pytest.fixture
def first_link(tmp_path: Path) -> str:
    """What `jizen init` prints in an empty folder: the first administrator's way in."""
    settings = {
        "JIZEN_DATABASE_URL": database_in(tmp_path),
        "JIZEN_SECRET_KEY": "a key for the tests only",
        "JIZEN_TODAY": NOW.date().isoformat(),
    }
    done = CliRunner().invoke(cli, INIT, env=settings)
    assert done.exit_code == 0, done.output
    return done.stdout.strip()


@pytest.fixture
def enter(
    browser: Browser, tmp_path: Path, first_link: str, complaints: list[str]
) -> Iterator[Callable[[str], Page]]:
    """A window of one's own at the office of an empty folder, entered by a one-use link."""
    engine = Engine(database_in(tmp_path), SettableClock(NOW))
    pages: list[Page] = []
    with on_a_port(engine) as site:

        def by_link(link: str) -> Page:
            page = a_window(browser, site.address, complaints)
            pages.append(page)
            page.goto(urlsplit(link).path)
            for field in page.get_by_label("新しいパスワード").all():
                field.fill(PASSWORD)
            page.get_by_role("button", name="設定してサインイン").click()
            expect(page.get_by_role("navigation").first).to_be_visible()
            return page

        yield by_link
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


def bring_departments_and_sections(admin: Page) -> None:
    to_step(admin, by_file("組織"))
    head = ("部局コード", "部局名", "課室名")
    admin.get_by_label("ExcelまたはCSVのファイル").set_input_files(table(head, *sorted(SECTIONS)))
    admin.get_by_role("button", name="変更内容を確認する").click()
    expect(admin.get_by_role("row", name="教育部")).not_to_have_count(0)
    admin.get_by_role("button", name="すべて変更する").click()
    expect(admin.get_by_role("status")).to_contain_text("変更しました")


def write_lists(admin: Page) -> None:
    for name, entries in LISTS:
        to_step(admin, name)
        for title, code in entries:
            admin.get_by_label("名称（日本語）").fill(title)
            admin.get_by_label("コード").fill(code)
            if code == "go_if":
                admin.get_by_label("条件が必要").check()
            admin.get_by_role("button", name="追加する", exact=True).click()
            expect(admin.get_by_role("row", name=title)).to_be_visible()


def bring_people(admin: Page) -> None:
    """120 people: five who act, and the officers of the sections."""
    others = [
        (f"s{number:03}", f"職員 {number}", department, section, "各課担当", department)
        for number in range(115)
        for _, department, section in [SECTIONS[number % len(SECTIONS)]]
    ]
    acting = [(login, f"{login}さん", "", "", *held) for login, held in ACTORS.items()]
    head = ("ログインID", "氏名", "所属部局", "課室", "役割", "対象部局")
    to_step(admin, by_file("役割ごとの利用者"))
    admin.get_by_label("ExcelまたはCSVのファイル").set_input_files(table(head, *acting, *others))
    admin.get_by_role("button", name="内容を確認").click()
    admin.get_by_role("button", name="実行する").click()
    expect(admin.get_by_role("status")).to_contain_text("追加120人")


def plan_the_year(admin: Page) -> None:
    for kind, opens, submission, review in CYCLES:
        to_step(admin, "今年度以降の予算編成の回")
        admin.get_by_role("link", name="回を追加する").click()
        admin.get_by_label("予算の区分").select_option(label=kind)
        if kind == "当初":
            admin.get_by_label("予算年度").fill("R9")
        admin.get_by_label("受付開始").fill(opens)
        admin.get_by_label("提出締切").fill(submission)
        admin.get_by_label("審査期限").fill(review)
        admin.get_by_role("button", name="保存する").click()
        expect(admin.get_by_role("heading", name="令和8年度の日程")).to_be_visible()
    admin.get_by_role("link", name="本部会議を追加する").click()
    admin.get_by_label("開催日").fill("2026-09-17")
    admin.get_by_label("令和8年度9月補正予算").check()
    admin.get_by_role("button", name="保存する").click()
    expect(admin.get_by_role("heading", name="令和8年度の日程")).to_be_visible()


def link_for(admin: Page, login: str) -> str:
    """Make the one-use link of somebody, from their page in the list of people."""
    admin.goto("/people/")
    admin.get_by_label("氏名・フリガナ・ログインID・職員番号").fill(login)
    admin.get_by_label("氏名・フリガナ・ログインID・職員番号").press("Enter")
    admin.get_by_role("link", name=f"{login}さん").click()
    admin.get_by_role("link", name="リンク・端末").click()
    admin.get_by_role("button", name="リンクを作る").click()
    return admin.get_by_label(f"{login}さんさん本人だけに渡してください").input_value()


def draft_and_submit(officer: Page) -> None:
    officer.get_by_role("link", name="起案する").click()
    officer.get_by_label("課室名").select_option(label="市民第1課")
    officer.get_by_label("分野").select_option(label="窓口・福祉")
    officer.get_by_label("類型").select_option(label="窓口改革")
    officer.get_by_label("事業（事業内訳）名").fill(ITEM)
    officer.get_by_label("事業費（千円）").first.fill("12,000")
    officer.get_by_label("財源", exact=False).first.fill("一般財源")
    officer.get_by_label("概要").fill("窓口で申請書を書かずに手続ができるようにする。")
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
    secretariat.get_by_role("link", name="評価会を新しく設定").click()
    secretariat.get_by_label("名称").fill("9月補正の評価会")
    secretariat.get_by_label("令和8年度9月補正予算").check()
    for box in (
        secretariat.get_by_role("group", name="採点する評価者").get_by_role("checkbox").all()
    ):
        box.check()
    secretariat.get_by_role("button", name="評価会を保存").click()
    secretariat.get_by_role("button", name="開会する").click()
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
    evaluator.get_by_label("直して進める").check()
    evaluator.get_by_label("所見").fill("必要と認める。")
    evaluator.get_by_role("textbox", name="条件 1").fill("費用を見直すこと。")
    evaluator.get_by_role("button", name="評価を確定する").click()
    expect(evaluator.locator(".item-head .state")).to_contain_text("評価済")


def to_agenda(page: Page) -> None:
    page.get_by_role("link", name="本部報告", exact=True).click()
    page.get_by_role("link", name="次第・確定した版").click()


def freeze(secretariat: Page) -> None:
    to_agenda(secretariat)
    secretariat.get_by_role("link", name="令和8年度 第1回").click()
    secretariat.get_by_role("link", name="評価結果を確定", exact=True).click()
    secretariat.get_by_role("button", name="評価結果を確定", exact=True).click()
    expect(secretariat.get_by_role("heading", level=1)).to_contain_text("評価結果一覧 第1版")


def test_a_city_sets_itself_up_and_takes_an_item_to_its_frozen_report(first_link, enter):
    admin = enter(first_link)
    bring_departments_and_sections(admin)
    write_lists(admin)
    bring_people(admin)
    plan_the_year(admin)
    admin.goto("/setup/")
    expect(
        admin.get_by_text("下の一覧はそろっていますが、この年度の回に足りないものがあります。")
    ).to_be_visible()

    officer, reviewer, first, second, secretariat = (
        enter(link_for(admin, login)) for login in ACTORS
    )
    draft_and_submit(officer)
    act(reviewer, "受付する")
    act(reviewer, "審査完了")
    sit(secretariat)
    score(first)
    score(second)
    finalise(second)
    freeze(secretariat)

    to_agenda(first)
    first.get_by_role("link", name="評価結果一覧 第1版").click()
    row = first.get_by_role("row", name=ITEM)
    expect(row).to_contain_text("直して進める")
    expect(row).to_contain_text("費用を見直すこと。")

"""The administrator's pages with something in them: looked at by axe, and used by keys alone."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.support.exchange import brought
from tests.support.keyboard import press, to, typed
from tests.support.looks import PHONE, WIDE, sticks_out, violations
from tests.support.people import person_named
from tests.support.sendings.accounts import locked_out
from tests.support.sendings.office import with_a_logo
from tests.support.sendings.people import a_roster
from tests.support.units import do, look
from workflow import evaluation, people, reorganisation, transfers
from workflow.engine import Engine
from workflow.evaluation import SessionPlan
from workflow.reorganisation import Line
from workflow.values.actor import Title

TODAY = date(2021, 8, 17)
LATER = date(2022, 4, 1)
NEXT = date(2022, 4, 2)
HEAD = "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\t後任\n"
LEAVES = "reviewer\tすべて\t\t\t\t\nmirai\t各課担当\tあきた未来創造部\t\t\t\n"
WRONG = "nobody\t管理者\t\t\t\t\n"
CENTER = (
    "部局名,課室名,分野,類型,事業名,予算額,財源,概要\n"
    "総務部,税務課,行政,手続,一覧から取り込む事業,100,一般財源,あれこれ\n"
    "謎部,謎課,行政,手続,どこの事業か,10,一般財源,あれこれ\n"
)


def _transfer(engine: Engine, lines: str, day: date = LATER, **order: bool) -> str:
    read = transfers.read_lines((HEAD + lines).encode("utf-8-sig"), None).lines
    plan_id = do(engine, "admin", transfers.write, None, "4月異動", day, read)
    seen = look(engine, "admin", transfers.plan, plan_id).seen
    for name in order:
        do(engine, "admin", getattr(transfers, name), plan_id, seen)
    return f"/transfers/{plan_id}"


def _reorganisation(engine: Engine, day: date = LATER, **order: bool) -> str:
    lines = [Line("出納局", "", "会計局", "", f"kaikei{day.year}")]
    plan_id = do(engine, "admin", reorganisation.write, None, "改編", day, lines)
    if "decide" in order:
        seen = look(engine, "admin", reorganisation.plan, plan_id).seen
        do(engine, "admin", reorganisation.decide, plan_id, seen)
    if "take_effect" in order:
        do(engine, "admin", reorganisation.take_effect, plan_id)
    return f"/organisation/plans/{plan_id}"


def _session(engine: Engine) -> str:
    both = tuple(person_named(engine, one).person_id for one in ("evaluator", "evaluator2"))
    plan = SessionPlan(2021, Title("評価会", ""), TODAY, ("2021-09",), both, both, ("plan",))
    session_id = do(engine, "secretariat", evaluation.set_up_session, plan)
    do(engine, "secretariat", evaluation.open_session, session_id)
    return f"/evaluation/sessions/{session_id}"


def _filled(engine: Engine) -> dict[str, list[str]]:
    """The pages, by who looks at them; the office is brought to where there is much to see."""
    session = _session(engine)
    first = [
        _transfer(engine, LEAVES), _transfer(engine, WRONG),
        _transfer(engine, LEAVES, NEXT, decide=True),
        _reorganisation(engine, decide=True), a_roster(engine),
        with_a_logo(engine), "/setup/", locked_out(engine),
    ]  # fmt: skip
    staged = brought(engine, person_named(engine, "reviewer"), CENTER.encode())
    force = [
        _reorganisation(engine, TODAY, decide=True, take_effect=True),
        _transfer(engine, "soumu\t各課担当\t総務部\t\t\tkikaku\n", TODAY, take_effect=True),
    ]
    for login in ("kenko", "evaluator2"):
        do(engine, "admin", people.switch_off, person_named(engine, login).person_id)
    return {
        "admin": [*first, *force, "/staffing/", "/audit/"],
        "secretariat": [session, "/evaluation/sessions"],
        "reviewer": [f"/exchange/{staged.number}"],
    }


def _looked_at(page: Page) -> list:
    found: list = []
    for width in (WIDE, PHONE):
        found += [*sticks_out(page, width)[:3], *violations(page)]
    return found


def test_axe_finds_nothing_on_pages_with_something_in_them(site, sign_in):
    found = {}
    for login, paths in _filled(site.engine).items():
        page = sign_in(login)
        page.add_init_script(Axe().axe_script)
        for path in paths:
            assert page.goto(path).status == 200, path
            if wrong := _looked_at(page):
                found[path] = wrong

    assert found == {}


@pytest.mark.parametrize("kind", [_transfer, _reorganisation])
def test_a_plan_is_cancelled_at_the_second_press_once_it_is_said_that_this_is_for_good(
    sign_in, site, kind
):
    of_transfer = (LEAVES,) if kind is _transfer else ()
    page = sign_in("admin")
    page.goto(kind(site.engine, *of_transfer))
    for_good = page.get_by_role("button", name="取りやめを確定する")
    expect(for_good).to_be_hidden()

    to(page, "計画を取りやめる")
    page.keyboard.press("Enter")
    expect(page.get_by_text("取りやめた計画は一覧に残りますが、元に戻せません。")).to_be_visible()
    press(page, "取りやめを確定する")

    expect(page.locator(":focus")).to_contain_text("取りやめ")
    expect(page.get_by_role("link", name="計画を変更する")).to_have_count(0)


def _bring(page: Page, button: str, text: str) -> None:
    """Choose a file by the space bar in its field, and send it."""
    # Asked for long before the key: the browser is told only some time after it is asked.
    page.on("filechooser", lambda _chooser: None)
    to(page, "ExcelまたはCSVのファイル")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    file = {"name": "一覧.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}
    chooser.value.set_files(file)
    press(page, button)


def test_a_role_a_plan_and_files_go_in_by_keys_alone(sign_in):
    page, axe = sign_in("admin"), Axe().axe_script
    page.goto("/people/1/roles")
    to(page, "役割")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    press(page, "役割を付与する")
    expect(page.get_by_role("status").first).to_contain_text("役割を付与しました")

    page.goto("/transfers/new")
    typed(page, 件名="異動", 発令日="R3.8.17")
    typed(page, 異動の内容="ログインID,旧役割,旧対象部局,新役割\nsoumu,各課担当,総務部,閲覧者")
    press(page, "保存して確認")
    press(page, "今すぐ発効させる")
    expect(page.locator("main")).to_contain_text("に発効しました")

    page.goto("/people/file/")
    _bring(page, "内容を確認", "ログインID,氏名,役割\nhanako,秋田 花子,閲覧者\n")
    page.evaluate(axe)
    assert _looked_at(page) == []
    press(page, "実行する")
    expect(page.get_by_role("status").first).to_contain_text("追加1人")

    page.goto("/organisation/2022/file")
    _bring(page, "変更内容を確認する", "部局コード,部局名,課室名\nshin,新部,新課\n")
    page.evaluate(axe)
    assert _looked_at(page) == []

"""The process for everybody; versions published and items moved on pages, by administrators."""

import re
from xml.etree import ElementTree

import pytest

from tests.support.forms import forms_of
from tests.support.processes import third
from tests.support.told import job_context_of
from tests.support.units import look
from workflow import items
from workflow.models import Item
from workflow.process import bundled, load_sound
from workflow.versions import queries

OF_STANDARD = ("令和3年度9月", "令和3年度12月", "令和3年度2月", "令和4年度6月")
UNDER_REVIEW = "急性期診療ネットワーク推進事業"
RENAMED = {"under_review": "checking"}
BOUNDED = """always = "never"
action = "report"
state = "draft"

[[rules]]
always = "at_most"
action = "report"
times = 1"""
APART = 'always = "separate"\nactions = ["receive", "approve"]'
ASKING = bundled()["with_concurrence"].replace("version = 1", "version = 9")
ASKING = ASKING.replace("silence = 5", "silence = 3").replace(" = 10000 ", " = 20000 ")
PUBLISH, MIGRATE = "/process/versions/publish", "/process/versions/standard/2/to/3"


@pytest.fixture
def admin(sign_in_as):
    return sign_in_as("admin")


def counted(cells, column):
    """The sum of a column's numbers."""
    return sum(int(number) for label, number in cells if label == column)


def sent(client, page, shown, endpoint, **typed):
    """Send the form of a page that was answered, with what is typed over it."""
    (form,) = [one for one in forms_of(shown) if (one.action or page).endswith(endpoint)]
    return client.post(form.action or page, data=form.with_typed(typed))


def test_everybody_reads_states_days_rules_and_versions_and_draws_them(sign_in_as, demo_engine):
    officer = sign_in_as("kenko")
    page = officer.get("/process/standard").text
    picture = officer.get("/process/standard.svg").text
    counts = re.findall(r'class="number" data-label="今の件数">(\d+)', page)

    assert "同じ案件で、一人が「提出する」と「受付する」の両方をすることはできません。" in page
    assert "5開庁日（当初予算は10日）" in page
    assert "「受付する」のあとです。審査担当の操作を待っています。" in page
    assert "「取下げ」により、途中で終わりました。" in page
    assert "「本部報告済とする」により、終わりました。" in page
    assert "差戻し</strong> → 差戻し" in page
    branching = officer.get("/process/with_concurrence").text
    assert "事業費10,000千円以上" in branching
    assert "求めた意見がそろっていること" in branching
    assert load_sound(third(version=2)).source_hash[:12] in page
    assert sum(map(int, counts)) < 6, "of the department's own items"
    drawn = ElementTree.fromstring(picture)  # noqa: S314 (our own output)
    numbers = [one.text for one in drawn.iter() if one.text and one.text.isdecimal()]
    assert numbers == counts
    listed = officer.get("/process/").text
    assert "標準協議" in listed
    assert all(f"{name}補正予算" in listed for name in OF_STANDARD), "all of them"
    for form, root in (("bpmn", "definitions"), ("pnml", "pnml")):
        told = officer.get(f"/process/standard/2.{form}").data
        assert ElementTree.fromstring(told).tag.endswith(root)  # noqa: S314 (our own output)

    item_id = look(demo_engine, None, items.find, UNDER_REVIEW)
    way = officer.get(f"/process/items/{item_id}").text
    assert f'href="/process/items/{item_id}"' in officer.get(f"/items/{item_id}").text
    assert way.count("<li><time") == 6
    assert 'stroke-width="4"' in officer.get(f"/process/items/{item_id}.svg").text
    for away in ("/process/nowhere", "/process/standard?version=9", "/process/standard/2.svg",
                 "/process/standard/2/changes", "/process/items/1"):  # fmt: skip
        assert officer.get(away).status_code == 404, away


def test_event_logs_are_for_the_secretariat_and_administrators(sign_in_as):
    officer, secretariat = sign_in_as("kenko"), sign_in_as("secretariat")

    for address in ("/process/logs/2021-09.xes", "/process/logs/years/2021.ocel"):
        assert officer.get(address).status_code == 403
        answer = secretariat.get(address)
        assert (answer.status_code, b"submit" in answer.data) == (200, True)
        assert "attachment" in answer.headers["Content-Disposition"]
    assert secretariat.get("/process/logs/2021-09.json").status_code == 404
    assert secretariat.get("/process/logs/2099-09.xes").status_code == 404


def test_a_definition_is_checked_compared_published_and_its_items_moved(
    admin, demo_engine, monkeypatch
):
    page = admin.get(f"{PUBLISH}?of=standard").text
    assert "version = 3\n" in page
    assert f'href="{PUBLISH}?of=standard"' in admin.get("/process/standard").text
    assert admin.get(f"{PUBLISH}?of=nowhere").status_code == 404
    assert "新しい版が付属しています" not in page
    with monkeypatch.context() as released:
        released.setattr(queries, "bundled", lambda: {"standard": third(version=4, days=9)})
        offered = admin.get(f"{PUBLISH}?of=standard").text
        assert "新しい版が付属しています" in offered
        assert "version = 4\n" in offered
    wrong = sent(admin, PUBLISH, page, "/publish", text=third().replace('to = "draft"', "to = 3"))
    proved = sent(
        admin, PUBLISH, page, "/publish", text=third(renamed=RENAMED, rule=BOUNDED, days=7)
    )
    asking = sent(admin, PUBLISH, page, "/publish", text=ASKING).text
    approved = bundled()["with_approval"].replace("version = 1", "version = 9")
    halting = sent(admin, PUBLISH, page, "/publish", text=approved).text
    done = sent(admin, PUBLISH, proved.text, "/publish/now")

    assert wrong.status_code == 422
    assert "transitions[0].to: must be a text, not 3" in wrong.text
    assert "<del>事業費10,000千円以上</del> → <ins>事業費20,000千円以上</ins>" in asking
    assert "5開庁日で異議なしとみなす</del>" in asking
    assert "いまいる人だけでは" not in asking
    assert "「課長決裁待ち」から先、職務の分離のため、いまいる人だけでは" in halting
    assert "data:image/svg+xml;base64," in proved.text
    assert (
        "<del>5開庁日（当初予算は10日）</del> → <ins>7開庁日（当初予算は10日）</ins>" in proved.text
    )
    assert "「本部報告済とする」のあとで「起案中」になることはありません。" in proved.text
    assert "同じ案件で「本部報告済とする」ができるのは1回までです。" in proved.text
    assert (done.status_code, done.location) == (302, "/process/standard?version=3")
    shown = admin.get(done.location).text
    assert MIGRATE in shown
    changed = admin.get("/process/standard/3/changes").text
    assert changed.count("削除") > 3
    assert "+ 審査中" in admin.get("/process/standard.svg?version=3&since=2").text
    assert "standard 3" in admin.get("/audit/?subject=process").text

    for text, why in (
        (third(version=1), "第3版がすでに公開されています。"),
        (third(days=8), "この版の手続は、別の内容で公開されています。"),
    ):
        checked = sent(admin, PUBLISH, page, "/publish", text=text)
        refused = sent(admin, PUBLISH, checked.text, "/publish/now")
        assert (refused.status_code, why in refused.text) == (422, True), why

    unchosen = sent(admin, MIGRATE, admin.get(MIGRATE).text, "/3")
    left_open = sent(admin, MIGRATE, unchosen.text, "/3", state_under_review="checking",
                     state_returned="")  # fmt: skip
    assert left_open.status_code == 422
    assert left_open.text.count('<p class="field-error">新しい版のどの状態にするか選んで') == 1
    rehearsed = sent(admin, MIGRATE, unchosen.text, "/3", state_under_review="checking")
    moved_on = sent(admin, MIGRATE, rehearsed.text, "/move", seen="5")
    ordered = sent(admin, MIGRATE, rehearsed.text, "/move")
    assert unchosen.status_code == 422
    assert "新しい版のどの状態にするか選んでください。" in unchosen.text
    assert "6件を移行できます。" in rehearsed.text
    assert "何も移行していません" in admin.get(moved_on.location).text
    assert "移行中です" in admin.get(ordered.location).text
    assert job_context_of(demo_engine).migrate(1) is False, "nothing is left"
    with demo_engine.read() as work:
        versions = {(one.process_version, one.state) for one in work.session.query(Item)}
    assert (3, "checking") in versions
    assert 2 not in {version for version, _ in versions}
    assert "6件を移行、旧版で進行中 0件" in admin.get("/process/standard").text


def test_a_version_without_items_is_withdrawn_by_an_administrator(
    admin, sign_in_as, submit, demo_engine
):
    demo_engine.publish(third(), "third")
    page = "/process/standard"
    shown = admin.get(page).text
    assert re.findall(r'action="(/process/versions/[^"]+/withdraw)"', shown) == [
        "/process/versions/standard/3/withdraw"
    ]
    assert "/withdraw" not in sign_in_as("secretariat").get(page).text

    done = sent(admin, page, shown, "/3/withdraw")
    assert "第3版を取り下げました。" in admin.get(done.location).text
    assert sent(admin, page, shown, "/3/withdraw").status_code == 302, "again"
    left = admin.get(page).text
    assert (MIGRATE in left, "/withdraw" in left) == (False, False)
    forced = submit(admin, "/process/versions/standard/2/withdraw", {}, page)
    assert "第2版には案件が 6 件あるため、取り下げられません。" in admin.get(forced.location).text
    recorded = admin.get("/audit/?subject=process").text
    assert recorded.count("<code>standard 3</code>") == 2, "published, and withdrawn once"


def test_what_stands_against_items_is_said_and_others_may_not_publish(
    admin, sign_in_as, demo_engine
):
    demo_engine.publish(third(rule=APART), "third")

    rehearsed = sent(admin, MIGRATE, admin.get(MIGRATE).text, "/3")

    assert "6件のうち2件が移行できません。" in rehearsed.text
    cells = re.findall(r'<td class="number" data-label="([^"]+)">(\d+)', rehearsed.text)
    assert (counted(cells, "協議案件"), counted(cells, "移行できない件数")) == (6, 2)
    assert "新しい版では同じ人ができない操作（審査完了・受付する）" in rehearsed.text
    assert "/move" not in rehearsed.text
    secretariat = sign_in_as("secretariat")
    for address in (PUBLISH, MIGRATE):
        assert secretariat.get(address).status_code == 403
    assert admin.get("/process/versions/standard/2/to/2").status_code == 404

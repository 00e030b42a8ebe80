"""An administrator writes a definition on pages, until it is proved, and publishes it."""

import tomllib
from io import BytesIO

import pytest

from tests.support.forms import forms_of
from tests.support.units import do
from workflow import office
from workflow.process import bundled
from workflow.values.actor import Title
from workflow.values.office import OfficeRole
from workflow.values.vocabulary import OwnRole, RoleScope

DRAFTS, DRAFT = "/process/drafts/", "/process/drafts/1"
UNREACHED = "「課長決裁待ち」に至る道がありません。"
TRAPPED = (
    "「課長決裁待ち」からは、どの終わりの状態にも行けません。（「起案する」 → 「課長へ回す」）"
)

AROUND = (
    "「提出する」をしないまま「審査中」に至る道があります。"
    "（「起案する」 → 「課長へ回す」 → 「課長決裁」 → 「受付する」）"
)


@pytest.fixture
def admin(sign_in_as):
    return sign_in_as("admin")


def sent(client, page, shown=None, **typed):
    """Send the last form of a page: what is typed, all else as it stands there."""
    form = forms_of(shown or client.get(page).text)[-1]
    return client.post(page, data=form.with_typed(typed))


def pressed(client, address, **button):
    """Press a button of a row on the draft's page."""
    (form,) = [one for one in forms_of(client.get(DRAFT).text) if one.action == DRAFT]
    return client.post(f"{DRAFT}/{address}", data={**form.with_typed({}), **button})


def raw_of(client, draft=DRAFT):
    return tomllib.loads(client.get(f"{draft}.toml").text)


def test_a_version_is_changed_on_forms_until_it_is_proved_and_published(admin):
    begun = sent(admin, DRAFTS, version="standard 2")
    assert (begun.status_code, begun.location) == (302, DRAFT)
    page = admin.get(DRAFT).text
    assert page.count("公開へ進む") == 1
    assert "data:image/svg+xml;base64," in page
    assert "定義の内容に違いはありません" in page
    download = admin.get(f"{DRAFT}.toml")
    assert download.text == bundled()["standard"].replace("version = 2", "version = 3")
    assert "standard-3.toml" in download.headers["Content-Disposition"]

    state = {"title_ja": "課長決裁待ち", "title_en": "With the chief", "turn": ["officer"]}
    stale = admin.get(f"{DRAFT}/states/new").text
    new = sent(admin, f"{DRAFT}/states/new", **state)
    assert (new.status_code, new.location) == (302, f"{DRAFT}#states")
    page = admin.get(DRAFT).text
    assert page.count(UNREACHED) == 2, "on top, and under its row"
    assert "公開へ進む" not in page
    late = sent(admin, f"{DRAFT}/states/new", stale, **state)
    assert late.status_code == 409
    assert "システム管理者がこの案を変更しました。" in late.text
    assert 'value="課長決裁待ち"' in late.text

    there = {
        "title_ja": "課長へ回す", "title_en": "To the chief", "sources": ["draft"],
        "target": "with_the_chief", "roles": ["officer"], "note": "optional",
    }  # fmt: skip
    sent(admin, f"{DRAFT}/transitions/new", **there)
    assert TRAPPED in admin.get(DRAFT).text
    back = {**there, "title_ja": "課長決裁", "title_en": "Agree", "sources": ["with_the_chief"],
            "target": "submitted", "limit": "１", "guards": ["cycle_open"]}  # fmt: skip
    sent(admin, f"{DRAFT}/transitions/new", **back)
    raw = raw_of(admin)
    assert raw["states"]["with_the_chief"]["turn"] == ["officer"]
    assert raw["transitions"][-1] == {
        "action": "agree", "title": {"ja": "課長決裁", "en": "Agree"}, "from": ["with_the_chief"],
        "to": "submitted", "roles": ["officer"], "guards": ["cycle_open"], "note": "optional",
        "limit": 1,
    }  # fmt: skip
    assert AROUND in admin.get(DRAFT).text

    sent(admin, f"{DRAFT}/transitions/{len(raw['transitions']) - 1}", sources=["submitted"])
    sent(admin, f"{DRAFT}/transitions/{len(raw['transitions'])}", limit="")
    pressed(admin, "states/9/move", to="up")
    renamed = sent(admin, f"{DRAFT}/states/8", name="chief")
    assert renamed.location == f"{DRAFT}#states-8"
    raw = raw_of(admin)
    assert list(raw["states"])[7:] == ["chief", "withdrawn"]
    assert [one["to"] for one in raw["transitions"][-2:]] == ["chief", "submitted"]
    assert "# 差戻しは案件を終わらせない。A return never ends an item." in (
        admin.get(f"{DRAFT}.toml").text
    )
    page = admin.get(DRAFT).text
    assert page.count("公開へ進む") == 1
    (form,) = [one for one in forms_of(page) if (one.action or "").endswith("/publish")]
    checked = admin.post(form.action, data=form.with_typed({})).text
    (form,) = [one for one in forms_of(checked) if (one.action or "").endswith("/now")]
    assert admin.post(form.action, data=form.with_typed({})).status_code == 302
    assert "公開した版を見る" in admin.get(DRAFT).text
    assert "公開済み" in admin.get(DRAFTS).text
    record = admin.get("/audit/?subject=process_draft").text
    assert "手続の案" in record
    assert "states.with_the_chief" in record


def test_what_is_unfinished_wrong_or_hostile_is_kept_and_said(admin, demo_engine):
    head = OfficeRole(OwnRole("head"), Title("課長", ""), RoleScope.DEPARTMENT)
    do(demo_engine, "admin", office.define_role, head)
    binary = sent(admin, DRAFTS, file=(BytesIO(b"\xff\xfe"), "a.toml"))
    assert (binary.status_code, "UTF-8" in binary.text) == (422, True)
    assert "名称を入力してください" in sent(admin, DRAFTS).text
    sent(admin, DRAFTS, file=(BytesIO("\ufeffname = \r\n<script>".encode()), "x.toml"))
    page = admin.get(DRAFT).text
    assert "本文を表に分けられません" in page
    assert "1行目" in page
    assert "TOMLとして読めません" in page
    assert admin.get(f"{DRAFT}/states/new").status_code == 404
    assert admin.get(f"{DRAFT}.toml").text == "name = \n<script>\n"
    whole = bundled()["with_concurrence"].replace("silence = 5 }", 'silence = 5, later = "x" }')
    assert sent(admin, f"{DRAFT}/text", text=whole).status_code == 302
    assert "opinions.later：知らないキーです。書き間違いではありませんか。" in admin.get(DRAFT).text

    sent(admin, f"{DRAFT}/states/5", silence="3", needed="1", asked=["evaluator"])
    assert raw_of(admin)["states"]["concurring"]["opinions"] == {
        "of": ["evaluator"], "needed": 1, "silence": 3, "later": "x",
    }  # fmt: skip
    branch = f"{DRAFT}/transitions/6"
    assert sent(admin, branch, below="9,000", field=["living"]).status_code == 302
    assert raw_of(admin)["transitions"][5]["when"] == {
        "amount_kyen": {"below": 9000}, "field": ["living"],
    }  # fmt: skip
    assert sent(admin, branch, below="", field=[]).status_code == 422
    sent(admin, branch, branch="otherwise")
    assert raw_of(admin)["transitions"][5]["when"] == "otherwise"
    sent(admin, branch, branch="")
    assert "when" not in raw_of(admin)["transitions"][5]
    sent(admin, f"{DRAFT}/rules/new", always="separate", first="submit", second="concur", times="3")
    assert raw_of(admin)["rules"][-1] == {"always": "separate", "actions": ["submit", "concur"]}
    pressed(admin, f"rules/{len(raw_of(admin)['rules'])}/remove")
    assert raw_of(admin)["rules"] == tomllib.loads(whole)["rules"]

    sent(admin, f"{DRAFT}/states/5", turn=["reviewer", "head"])
    assert raw_of(admin)["roles"] == {
        "head": {"title": {"ja": "課長", "en": "課長"}, "scope": "department"},
    }  # fmt: skip
    sent(admin, f"{DRAFT}/states/5", departments=["joint"], closed="y", needed="")
    opinions = raw_of(admin)["states"]["concurring"]["opinions"]
    assert (opinions["departments"], opinions["see"], "needed" in opinions) == (
        "joint", "own", False,
    )  # fmt: skip
    assert sent(admin, f"{DRAFT}/states/5", departments=["joint", "kenko"]).status_code == 422
    sent(admin, f"{DRAFT}/states/5", departments=["kenko"])
    assert raw_of(admin)["states"]["concurring"]["opinions"]["departments"] == ["kenko"]
    sent(admin, f"{DRAFT}/states/5", departments=[])
    assert "departments" not in raw_of(admin)["states"]["concurring"]["opinions"]
    sent(admin, f"{DRAFT}/roles/1", title_en="Head", scope="office")
    sent(admin, f"{DRAFT}/roles/new", name="finance", title_ja="財政課")
    assert raw_of(admin)["roles"]["head"]["scope"] == "office"
    assert "財政課：保持する範囲：書かれていません。" in admin.get(DRAFT).text
    pressed(admin, "roles/2/remove")

    for page, typed, said in (
        ("states/1", {"title_ja": "あ" * 10_000}, "60"),
        ("states/1", {"name": "returned"}, "同じ名前の状態があります。"),
        ("states/1", {"name": "Ä"}, "英小文字で始め"),
        ("transitions/6", {"target": "nowhere"}, "一覧から"),
        ("properties", {"comment": "a\x07"}, "使えない制御文字"),
    ):
        wrong = sent(admin, f"{DRAFT}/{page}", **typed)
        assert wrong.status_code == 422, page
        assert said in wrong.text, wrong.text
    before = raw_of(admin)
    sent(admin, f"{DRAFT}/properties", version="7", comment="はじめに\n二行目")
    assert raw_of(admin) == {**before, "version": 7}
    assert admin.get(f"{DRAFT}.toml").text.startswith("# はじめに\n# 二行目\n\nname = ")
    for address in ("states/99", "rules/0", "goals/0", "states/99999999999999999999"):
        assert admin.get(f"{DRAFT}/{address}").status_code == 404, address
    assert pressed(admin, "states/99/remove").status_code == 404

    admin.post(f"{DRAFT}/withdraw", data=forms_of(admin.get(DRAFT).text)[0].with_typed({}))
    assert "取り下げた案 1件" in admin.get(DRAFTS).text
    assert "状態を加える" not in admin.get(DRAFT).text
    sent(admin, DRAFTS, title_ja="新しい手続", title_en="New way", language="en")
    assert raw_of(admin, "/process/drafts/2")["name"] == "new_way"

"""Proposals on pages: made by anybody, answered and forwarded, drafted into an item."""

import re

from tests.support.item_form import beside

TYPED = {
    "title": "旅費の申請をひとつに",
    "problem": "紙を三回書いている。",
    "idea": "入力を一回にする。",
    "effect": "月に二百時間減る。",
}


def test_from_a_proposal_to_an_item_on_pages(sign_in_as, submit):
    proposer, reviewer, officer = (sign_in_as(one) for one in ("viewer", "reviewer", "kenko"))

    refused = submit(proposer, "/proposals/new", TYPED | {"effect": ""})
    assert refused.status_code == 422
    assert beside(refused.text, "effect")
    assert "紙を三回書いている。" in refused.text
    made = submit(proposer, "/proposals/new", TYPED)
    page = made.location
    assert "職員提案1件があなたの番です" in reviewer.get("/").text
    told = reviewer.get("/notices/").text
    assert "新しい職員提案があります" in told
    assert f'href="{page}">{TYPED["title"]}</a>' in told
    assert officer.get(page).status_code == 404
    assert "自分の番" in reviewer.get("/proposals/").text.partition("<main")[2]

    seen = reviewer.get(page).text
    health = re.search(r'<option value="(\d+)">健康福祉部', seen)[1]
    revision = re.search(r'name="seen" value="(\d+)"', seen)[1]
    told = {"seen": revision, "text": "検討をお願いします。", "department": health}
    assert submit(reviewer, f"{page}/forward", told, page).status_code == 302
    stale = submit(reviewer, f"{page}/answer", told, page)
    assert stale.status_code == 409

    revision = re.search(r'name="seen" value="(\d+)"', officer.get(page).text)[1]
    drafted = submit(officer, f"{page}/adopt", {"seen": revision}, page)
    item = drafted.location.removesuffix("/edit")
    assert TYPED["title"] in officer.get(drafted.location).text
    assert f'href="{page}"' in officer.get(item).text
    closing = proposer.get(page).text
    assert "採用" in closing
    assert "検討をお願いします。" in closing

    second = submit(proposer, "/proposals/new", TYPED | {"title": "会議の紙をなくす"}).location
    revision = re.search(r'name="seen" value="(\d+)"', reviewer.get(second).text)[1]
    submit(reviewer, f"{second}/forward", told | {"seen": revision}, second)
    revision = re.search(r'name="seen" value="(\d+)"', officer.get(second).text)[1]
    begun = submit(officer, f"{second}/new-goal", {"seen": revision, "team": "企画班"}, second)
    goal = begun.location.removesuffix("/edit")
    assert "会議の紙をなくす" in officer.get(begun.location).text
    assert f'href="{second}"' in officer.get(goal).text
    assert f'href="{goal}"' in officer.get(second).text
    assert f'href="{goal}"' not in proposer.get(second).text

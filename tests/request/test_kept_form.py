"""A session that ended under a form: one press sends it again, and nothing internal is shown."""

import re
from html import unescape

import pytest

from tests.support.demonstration import PASSWORD
from tests.support.forms import forms_of
from tests.support.item_form import COMPLETE, NEW

OURS = {"Origin": "http://localhost"}
TYPED = COMPLETE | {
    "funding_lines-source": ["general", "national"],
    "funding_lines-label": ["", "交付金"],
    "funding_lines-amount": ["30,016", "30,000"],
    "contract_ends_on": "令和4年3月31日",
}


@pytest.fixture
def ended(officer):
    """The page that answers a form of an officer whose session has ended."""
    form = next(one for one in forms_of(officer.get(NEW).text) if "/items/new" in one.action)
    officer.delete_cookie("jizen")
    return officer.post(form.action, data=form.with_typed(TYPED), headers=OURS)


def sent_again(browser, page, **headers):
    form = next(one for one in forms_of(page) if "/items/new" in one.action)
    return browser.post(form.action, data=form.with_typed({}), headers=OURS | headers)


def test_one_press_sends_the_form_again_once_somebody_is_signed_in(officer, ended, submit, named):
    submit(officer, "/auth/sign-in", {"login": "soumu", "password": PASSWORD})

    answer = sent_again(officer, ended.text)

    item = named("申告システム")
    assert (answer.status_code, answer.location) == (302, f"/items/{item.row.id}")
    assert item.sheet.funding_lines[1].label == "交付金"
    assert item.sheet.contract_ends_on.isoformat() == "2022-03-31"


def test_what_was_typed_stands_under_the_labels_of_its_page(ended):
    assert ended.status_code == 401
    labels = [unescape(one) for one in re.findall(r"<label[^>]*>([^<]*)</label>", ended.text)]
    shown = re.sub(r"<input[^>]*>|<[^>]*>", " ", ended.text)

    assert {"事業（事業内訳）名", "概要", "財源", "契約満了日"} <= set(labels)
    assert COMPLETE["name"] in shown
    for internal in ("seen", "key", "funding_lines-source", "unsent_place", "administration"):
        assert internal not in shown
    assert not [one for one in labels if re.search("[a-z_]{3}", one)]


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_another_site_cannot_send_a_kept_form(officer, ended, submit, count_items, origin):
    submit(officer, "/auth/sign-in", {"login": "soumu", "password": PASSWORD})
    before = count_items()

    assert sent_again(officer, ended.text, Origin=origin).status_code == 400
    assert count_items() == before


def test_a_kept_page_is_good_in_its_own_browser_only(officer, ended, sign_in_as, count_items):
    other, before = sign_in_as("soumu"), count_items()

    assert sent_again(other, ended.text).status_code == 400
    assert count_items() == before


def test_a_kept_page_is_good_for_its_own_address_only(officer, ended, submit):
    submit(officer, "/auth/sign-in", {"login": "soumu", "password": PASSWORD})
    mark = re.search(r'name="kept_mark" value="([^"]+)"', ended.text)[1]

    answer = officer.post("/cycle", data={"kept_mark": mark, "cycle": "2021-12"}, headers=OURS)

    assert answer.status_code == 400

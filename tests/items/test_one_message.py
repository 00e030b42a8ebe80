"""Before a submission each field has one message, and no sum is compared with an unread amount."""

import re

import pytest

from tests.support.item_form import COMPLETE, NEW, beside
from webapp.forms.refused import problems_of_all
from workflow.items import FormIncomplete, FundingMismatch, SheetUnreadable

LINES = {
    "funding_lines-source": ["general"],
    "funding_lines-label": [""],
    "funding_lines-amount": ["100"],
}


def named_on(page: str) -> list[str]:
    """What the list on top of the page says is not ready, field by field."""
    summary = re.search(r"error-summary.*?</ul>", page, re.DOTALL)
    return re.findall(r"<li><a[^>]*>([^<]*)", summary[0]) if summary else []


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("１２，３４５．６", "事業費（千円）：入力した内容を読み取れません"),
        ("", "事業費（千円）：入力してください"),
    ],
)
def test_an_amount_that_is_not_there_is_said_once_and_compared_with_nothing(
    officer, send_form, named, amount, said
):
    send_form(officer, NEW, COMPLETE | LINES | {"amount_kyen": amount})
    item = named("申告システム").row.id

    (only,) = named_on(officer.get(f"/items/{item}/submit").text)

    assert only.startswith(said)


def test_what_the_form_says_of_it_when_it_is_saved_to_submit_is_one_sentence_too(
    officer, send_form
):
    typed = COMPLETE | LINES | {"amount_kyen": "１２，３４５．６", "then": "submit"}
    page = officer.get(send_form(officer, NEW, typed).location).text

    assert beside(page, "amount_kyen").count("<p") == 1
    assert beside(page, "funding_lines") == ""


def test_an_amount_that_is_there_is_compared(officer, send_form, named):
    send_form(officer, NEW, COMPLETE | LINES | {"amount_kyen": "200"})
    item = named("申告システム").row.id

    (only,) = named_on(officer.get(f"/items/{item}/submit").text)

    assert only.startswith("財源内訳")


def test_other_fields_keep_their_messages_beside_it():
    found = problems_of_all(
        [
            SheetUnreadable(fields=("amount_kyen",)),
            FormIncomplete(fields=("name", "amount_kyen")),
            FundingMismatch(lines=1, amount=None),
        ]
    )

    assert [(one.field, one.key) for one in found] == [
        ("amount_kyen", "not_readable"),
        ("name", "required"),
    ]

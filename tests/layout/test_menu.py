"""The menus of every page: what is in them, under which headings, and which entry is marked."""

import re

import pytest


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/advice/", "/advice/"),
        ("/conditions/", "/conditions/"),
        ("/systems/costs", "/systems/"),
        ("/proposals/new", "/proposals/"),
        ("/setup/standard/", "/setup/"),
        ("/people/file/", "/people/"),
        ("/transfers/new", "/people/"),
        ("/organisation/new-year/", "/organisation/"),
        ("/accounts/people/1", "/accounts/"),
        ("/account/password", "/account/"),
    ],
)
def test_a_page_from_the_persons_menu_marks_its_entry_there(shared_sign_in_as, path, entry):
    page = shared_sign_in_as("admin").get(path).text
    menu = page.partition('class="menu-links"')[2].partition("</nav>")[0]

    assert re.findall(r'href="([^"]+)" aria-current="page"', menu) == [entry]
    assert '<summary class="here">' in page


@pytest.mark.parametrize(
    ("login", "headings"),
    [
        ("soumu", ["自分のこと", "案件に関すること", "日程と会議"]),
        ("reviewer", ["自分のこと", "案件に関すること", "日程と会議", "組織と人"]),
        (
            "admin",
            [
                "自分のこと", "案件に関すること", "日程と会議",
                "組織と人", "団体の設定", "記録と保守",
            ],
        ),
    ],
)  # fmt: skip
def test_the_persons_menu_has_every_entry_in_a_list_named_by_its_heading(
    shared_sign_in_as, login, headings
):
    page = shared_sign_in_as(login).get("/").text
    menu = page.partition('class="menu-links"')[2].partition("</nav>")[0]
    lists = re.findall(
        r'<p id="([^"]+)">([^<]+)</p>\s*<ul aria-labelledby="([^"]+)">(.*?)</ul>', menu, re.DOTALL
    )

    assert [heading for _, heading, _, _ in lists] == headings
    assert all(of == named for of, _, named, _ in lists)
    assert sum(entries.count("<a ") for *_, entries in lists) == menu.count("<a ")
    assert all("<a " in entries for *_, entries in lists)


def test_a_place_of_the_main_menu_is_not_marked_twice(shared_sign_in_as):
    page = shared_sign_in_as("admin").get("/bodies/").text

    assert re.findall(r'href="([^"]+)" aria-current="page"', page) == ["/headquarters/"]
    assert '<summary class="here">' not in page

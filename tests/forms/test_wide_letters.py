"""Codes, logins and numbers as they come with the Japanese input on: in full width."""

from tests.support.people import person_named
from tests.support.units import look
from workflow import organisation


def test_a_person_is_added_by_a_login_and_a_number_in_wide_letters(sign_in_as, submit, demo_engine):
    typed = {"login": "ｈａｎａｋｏ", "name": "秋田 花子", "staff_number": "０１２－３"}

    added = submit(sign_in_as("admin"), "/people/new", typed)

    assert added.status_code == 302
    assert person_named(demo_engine, "hanako").name.ja == "秋田 花子"
    assert "012-3" in sign_in_as("admin").get(added.location.removesuffix("/roles")).text


def test_a_department_has_the_code_that_was_typed_in_wide_letters(sign_in_as, submit, demo_engine):
    typed = {"code": "ｋａｉｋｅｉ", "name": "会計局", "sections": ""}

    added = submit(sign_in_as("admin"), "/organisation/2022/departments/new", typed)

    assert added.status_code == 302
    assert (
        look(demo_engine, "admin", organisation.of, 2022).department("kaikei").name.ja == "会計局"
    )


def test_a_line_of_a_plan_takes_a_wide_code(sign_in_as, submit):
    browser = sign_in_as("admin")
    line = {"old_department": "出納局", "new_department": "会計局", "new_code": "ｋａｉｋｅｉ",
            "old_section": "", "new_section": ""}  # fmt: skip
    typed = {f"lines-{part}": text for part, text in line.items()}
    typed |= {"title": "改編", "takes_effect_on": "令和４年４月１日"}

    page = browser.get(submit(browser, "/organisation/plans/new", typed).location).text

    assert "計画を保存しました。まだ何も変わっていません。" in page
    assert "決定する" in page
    assert "部局コードは" not in page

"""What is left empty is asked for as it is filled in: a list is chosen from, a text is typed."""


def test_a_list_is_chosen_from_and_a_text_is_typed(sign_in_as, submit):
    officer = sign_in_as("soumu")
    new = "/items/new?cycle=2021-09&department=soumu"

    answer = submit(officer, new, {"name": "書かない窓口", "then": "submit"})
    page = officer.get(answer.location).text

    assert "類型：選択してください。" in page
    assert "概要：入力してください。" in page


def test_a_role_that_is_not_chosen_is_asked_for_and_one_held_already_says_what_to_do(
    sign_in_as, submit
):
    admin = sign_in_as("admin")
    page = "/people/1/roles"

    empty = submit(admin, page, {"first": "", "last": ""})
    assert (empty.status_code, "役割：選択してください。" in empty.text) == (422, True)

    submit(admin, page, {"role": "viewer", "first": "", "last": ""})
    twice = submit(admin, page, {"role": "viewer", "first": "", "last": ""})
    assert twice.status_code == 422
    assert "期間が重ならないように直すか、先にその役割を終了してください。" in twice.text

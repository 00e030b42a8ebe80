"""What lacks people on a page for administrators, and said at once after a change."""

import re

from tests.people.test_pages import address_of


def test_whoever_takes_the_last_officer_is_told_and_led_to_the_mend(sign_in_as, submit):
    admin, officer = sign_in_as("admin"), sign_in_as("soumu")
    assert officer.get("/staffing/").status_code == 403
    assert "進行中のどの案件にも、処理できる人がいます。" in admin.get("/staffing/").text
    person = address_of(admin, "soumu")
    seen = re.search(r'name="seen"[^>]*value="(\w+)"', admin.get(f"{person}/switch").text)[1]

    submit(admin, f"{person}/switch", {"seen": seen})

    told = admin.get(person).text
    assert "処理できる人のいない進行中の案件が" in told
    assert 'href="/staffing/"' in told
    page = admin.get("/staffing/").text
    assert "この部局について、今日この役割を持つ人も、その代理もいません。" in page
    assert "役割を付与" in page

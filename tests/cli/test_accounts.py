"""jizen person link."""


def test_a_link_is_printed_under_the_site_s_own_address_and_nothing_for_nobody(jizen):
    made = jizen("person", "link", "soumu", JIZEN_SITE="https://jizen.example.lg.jp/")
    nobody = jizen("person", "link", "nobody")

    assert made.exit_code == 0
    assert made.stdout.startswith("https://jizen.example.lg.jp/auth/links/")
    assert (nobody.exit_code, nobody.stdout) == (1, "")

"""How values read on a page, in both languages."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from webapp.app.extensions import babel
from webapp.request import addresses
from webapp.words import filters
from webapp.words.cell_problems import rows_said, together
from workflow.files.headed import CellProblem
from workflow.values.actor import Title

DAY = date(2021, 8, 20)


@pytest.fixture
def ja():
    """A page in Japanese."""
    yield from _page("ja")


@pytest.fixture
def en():
    """A page in English."""
    yield from _page("en")


def _page(language):
    app = Flask("texts")
    babel.init_app(app, default_locale=language, locale_selector=lambda: language)
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("amount", "printed"), [(60016, "60,016"), (-1395, "△1,395"), (0, "0"), (None, "―")]
)
def test_amounts_are_printed_as_on_paper(amount, printed):
    assert filters.kyen(amount) == printed


@pytest.mark.parametrize(
    ("days", "words"),
    [(5, "あと5開庁日"), (1, "あと1開庁日"), (0, "本日"), (-2, "2開庁日超過"), (None, "")],
)
def test_days_left_in_japanese(ja, days, words):
    assert filters.days_left(days) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(5, "5 business days left"), (1, "1 business day left"), (0, "due today"),
     (-1, "1 business day late"), (-2, "2 business days late")],
)  # fmt: skip
def test_days_left_in_english(en, days, words):
    assert filters.days_left(days) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0バイト"),
        (1023, "1023バイト"),
        (1024, "1KB"),
        (1024 * 1023, "1,023KB"),
        (1024 * 1024 - 1, "1MB"),
        (1_600_000, "1.5MB"),
        (20 * 1024 * 1024, "20MB"),
        (500 * 1024 * 1024, "500MB"),
    ],
)
def test_sizes_are_said_as_limits_are(ja, size, words):
    assert filters.file_size(size) == words


def test_one_byte_is_singular_in_english(en):
    assert (filters.file_size(1), filters.file_size(2)) == ("1 byte", "2 bytes")


def test_a_section_stands_behind_its_department_without_a_comma_in_japanese(ja):
    assert filters.and_section("総務部", "税務課") == "総務部 税務課"
    assert filters.and_section("総務部", "") == "総務部"


def test_a_section_stands_behind_its_department_in_english(en):
    assert filters.and_section("Construction", "Roads") == "Construction, Roads"


def test_units_stand_apart_from_their_figure_in_english_only(en):
    assert (filters.file_size(2048), filters.file_size(20 * 1024**2)) == ("2 KB", "20 MB")


def test_dates_are_written_with_eras_in_japanese(ja):
    assert filters.short_date(DAY) == "8/20（金）"
    assert filters.era_date(DAY) == "令和3年8月20日"
    assert filters.era_year(2021) == "令和3年度"
    assert filters.short_date(None) == filters.era_date(None) == "―"


def test_a_day_that_is_far_away_has_its_year(ja, monkeypatch):
    monkeypatch.setattr(filters.current, "today", lambda: DAY)

    assert filters.due_date(date(2022, 1, 20)) == "1/20（木）"
    assert filters.due_date(date(2023, 3, 31)) == "令和5年3月31日（金）"
    assert filters.due_date(date(2020, 3, 31)) == "令和2年3月31日（火）"
    assert filters.due_date(None) == "―"


def test_dates_are_written_with_the_names_of_months_in_english(en):
    assert filters.short_date(DAY) == "20 Aug (Fri)"
    assert filters.era_date(DAY) == "20 Aug 2021"
    assert filters.moment(datetime(2021, 8, 10, 5, 2, tzinfo=UTC)) == "10 Aug 14:02"


def test_moments_are_shown_in_the_time_of_japan(ja):
    assert filters.moment(datetime(2021, 8, 10, 5, 2, tzinfo=UTC)) == "8/10 14:02"
    assert filters.full_moment(datetime(2021, 8, 10, 5, 2, tzinfo=UTC)) == "令和3年8月10日 14:02"
    assert filters.short_date(datetime(2021, 8, 19, 15, 30, tzinfo=UTC)) == "8/20（金）"


def test_names_are_shown_in_the_language_of_the_page(ja):
    assert filters.title(Title("総務部", "General Affairs")) == "総務部"
    assert filters.title(None) == "―"
    assert filters.title("税務課") == "税務課"


def test_names_without_an_english_one_stay_as_they_are(en):
    assert filters.title(Title("総務部", "General Affairs")) == "General Affairs"
    assert filters.title(Title("総務部", "")) == "総務部"


def test_a_parameter_is_taken_out_of_an_address():
    address = "/items/?words=%E6%94%B9%E4%BF%AE&cycle=2021-09&after=x&field="

    assert addresses.without(address, "cycle", "after") == "/items/?words=%E6%94%B9%E4%BF%AE&field="


@pytest.mark.parametrize(
    ("amount", "words"),
    [(5_000_000, "＝50億円"), (-1_395, "＝△139万5千円"), (0, "＝0円"), (None, ""), ("未定", "")],
)
def test_an_amount_is_said_in_words_beside_its_field(ja, amount, words):
    assert filters.amount_words(amount) == words


def test_in_english_the_words_are_yen(en):
    assert filters.amount_words(5_000_000) == "= 5,000,000,000 yen"


def test_what_is_wrong_in_the_same_way_in_many_rows_is_said_once(ja):
    found = [CellProblem(row, "role", "required") for row in (2, 3, 4, 9)]
    other = CellProblem(3, "login", "required")

    first, second = together([*found[:2], other, *found[2:]])

    assert (first.rows, second.rows) == ("2–4, 9（4行）", "3")
    assert rows_said(range(1, 40, 2)) == "1, 3, 5, 7, 9 …（20行）"

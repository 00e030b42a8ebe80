"""The forecast: days of the past played again, its bands held against what happened."""

from datetime import date, datetime
from statistics import mean
from sys import modules

import pytest

from tests.support.office import SEPTEMBER
from tests.support.people import OFFICER_OF, OWN
from tests.support.signed_in import signed_in
from tests.support.simulated_office import STEPS, Score, SimulatedOffice, forecast_cycles
from tests.support.sites import site_of
from webapp.app.settings import Settings
from workflow import statistics
from workflow.statistics.forecast import Forecast
from workflow.statistics.past_days import Past, Stay, Step
from workflow.statistics.plays import Backtest, backtest, band, chance_by, finished, play
from workflow.values.clock import JAPAN
from workflow.values.errors import WrongRole


def review(item, arrived, left=None, to="reviewed"):
    return Stay(item, "under_review", arrived, left, to if left is not None else "")


def one_a_day(until):
    """A team that takes up one item a day, whoever came first, with ten waiting from day 0."""
    return [review(item, 0, item + 1) for item in range(until)]


TEAM = {"under_review": Step.TEAM}


def test_the_band_holds_about_eight_of_ten_outcomes_and_beats_a_constant_guess():
    score = Score()
    forecast_cycles(SimulatedOffice(4), score)

    assert score.cycles == 8
    assert 0.7 < mean(score.inside) < 0.9, str(score)
    assert mean(score.error) < 0.7 * mean(score.constant_error), str(score)


def test_a_queue_of_one_team_is_emptied_at_the_pace_of_the_past_whoever_came_first_first():
    past = Past(one_a_day(30), TEAM, 40)

    found = play(past, [review(100 + place, 40) for place in range(5)], 40, 50)

    middles = [band(found.items[100 + place]).middle for place in range(5)]
    assert middles == [41, 42, 43, 44, 45]
    assert set(found.last) == {45}
    assert set(found.done_by(43)) == {3}
    assert chance_by(found.items[100], 41) == 1.0


def test_the_same_question_has_the_same_answer():
    office = SimulatedOffice(1, cycles=2)
    past, waiting = Past(office.stays, STEPS, 50), [Stay(9_001, "submitted", 48)]

    assert play(past, waiting, 50, 20) == play(past, waiting, 50, 20)


def test_what_waits_for_a_session_is_not_evaluated_before_its_first_day():
    past = Past(
        [Stay(item, "reviewed", 0, 11, "evaluated", session=10) for item in range(30)],
        {"reviewed": Step.SESSION},
        40,
    )

    found = play(past, [Stay(99, "reviewed", 40, session=60)], 40, 50)

    assert min(found.items[99]) >= 60


def test_nothing_that_came_after_the_day_is_known():
    early = [review(item, 0, 10) for item in range(30)]
    late = [review(item, 20, 21) for item in range(100, 200)]

    assert play(Past(early, TEAM, 15), [review(999, 14)], 15, 20) == play(
        Past(early + late, TEAM, 15), [review(999, 14)], 15, 20
    )


def test_a_state_that_no_item_ever_left_has_no_forecast():
    assert play(Past([], TEAM, 5), [review(1, 2)], 5, 10).items == {}


def test_without_outcomes_to_compare_with_the_band_stays_as_it_is():
    tested = backtest(one_a_day(5), TEAM, [3])

    assert (tested.outcomes, tested.shares) == (0, (0.1, 0.9))
    assert finished(one_a_day(5), TEAM, 3) == {0: 1, 1: 2, 2: 3}


def on(office, day, month=8):
    office.clock.set(datetime(2021, month, day, 10, tzinfo=JAPAN))


def test_what_waits_is_forecast_from_what_this_office_has_done(office, monkeypatch):
    for day in (12, 13, 14, 15, 16, 19, 20, 21, 26, 27):
        on(office, day, month=7)
        evaluated = [office.an_item("under_review") for _ in range(3)]
        on(office, day + 1 if day not in (16, 21) else day + 5, month=7)
        for item_id in evaluated:
            office.act(item_id, "approve", "reviewer")
            office.act(item_id, "evaluate", "evaluator")
    on(office, 16)
    waiting, draft = office.an_item("submitted"), office.an_item("draft")
    on(office, 17)

    found = office.look("secretariat", statistics.forecast, SEPTEMBER)

    assert (found.finished, found.is_enough, found.drafts) == (30, True, 1)
    assert [one.row.id for one in found.items] == [waiting]
    assert draft not in [one.row.id for one in found.items]
    assert found.meeting_on == date(2021, 9, 17)
    when = found.items[0].when
    assert date(2021, 8, 17) < when.early <= when.middle <= when.late < date(2021, 8, 31)
    assert found.items[0].chance == 1.0
    assert found.by_meeting == (1, 1)
    assert found.last == when
    with pytest.raises(WrongRole):
        office.look(OFFICER_OF[OWN], statistics.forecast, SEPTEMBER)

    app = site_of(
        office.engine, Settings(secret_key="a key for the tests only", today=date(2021, 8, 17))
    )
    browser, path = signed_in(app, "secretariat"), f"/headquarters/forecast?cycle={SEPTEMBER}"
    page = browser.get(path).text

    assert "過去の予算で試すだけの実績は、まだありません。" in page
    tested = Backtest(120, 1.5, (0.1, 0.9))
    monkeypatch.setattr(modules[Forecast.__module__], "_tested", lambda *_given: tested)
    tried = browser.get(path).text
    assert "過去の120件で同じ見通しを試したところ" in tried
    assert "ずれは1.5開庁日（中央値）でした。" in tried
    assert "◎ 間に合う" in page
    assert "100%" in page
    assert page.count('class="band"') == 1
    assert "起案中の1件は含みません" in page


def test_with_too_few_finished_items_the_page_says_so_and_officers_have_no_such_page(
    shared_sign_in_as,
):
    page = shared_sign_in_as("reviewer").get("/headquarters/forecast?cycle=2021-09")

    assert "評価まで終わった案件が30件必要ですが、いまは" in page.text
    assert shared_sign_in_as("soumu").get("/headquarters/forecast").status_code == 403

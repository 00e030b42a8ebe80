"""Whatever is given, ended, lent, transferred, reorganised and moved while days pass."""

from hypothesis import HealthCheck, given, settings

from tests.support.replay import SEQUENCES, Run


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=SEQUENCES)
def test_who_may_do_what_is_what_a_plain_replay_of_the_history_says(office, steps):
    run = Run(office)

    for step in steps:
        run.take(*step)

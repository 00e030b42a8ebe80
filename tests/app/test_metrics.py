"""The figures for Prometheus: what they count, and who may read them."""

import re
from ipaddress import ip_network

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.support.people import person_named
from webapp.app.settings import Settings
from webapp.app.wiring import create_app
from workflow import jobs
from workflow.values import Refusal


def figures(answer) -> dict[str, float]:
    """Each sample, as `name{label=value,...}`, with its value."""
    return {
        one.name
        + "{"
        + ",".join(f"{k}={v}" for k, v in sorted(one.labels.items()))
        + "}": one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def test_answers_are_counted_by_endpoint_and_status(client):
    client.get("/healthz")
    client.get("/healthz")
    client.get("/no-such-page")

    found = figures(client.get("/metrics"))

    assert found["jizen_requests_total{endpoint=frame.healthz,status=200}"] == 2
    assert found["jizen_requests_total{endpoint=-,status=404}"] == 1
    assert found["jizen_request_seconds_count{endpoint=frame.healthz}"] == 2
    assert found["jizen_request_seconds_bucket{endpoint=frame.healthz,le=+Inf}"] == 2


def test_moves_are_counted_by_action_and_how_they_ended(
    client, sign_in_as, submit, send_form, demo_engine
):
    officer = sign_in_as("soumu")
    created = submit(officer, "/items/new", {"name": "試行", "amount_kyen": "1"})
    number = re.search(r"/items/(\d+)", created.location)[1]
    send_form(officer, f"/items/{number}/submit", {})
    for action in ("endorse", "a whim"):  # another published process has the first
        with pytest.raises(Refusal):
            demo_engine.perform(int(number), action, person_named(demo_engine, "soumu"), "")

    found = figures(client.get("/metrics"))

    assert found["jizen_moves_total{action=create,result=done}"] == 1
    assert [
        name for name in found if name.startswith("jizen_moves_total{action=submit,result=")
    ] == ["jizen_moves_total{action=submit,result=form_incomplete}"]
    own = {name.split(",")[0] for name in found if name.startswith("jizen_moves_total{action=")}
    assert own == {
        f"jizen_moves_total{{action={one}" for one in ("create", "submit", "endorse", "-")
    }


def test_the_ledger_and_what_waits_are_read_at_the_moment_of_asking(client, demo_engine):
    before = figures(client.get("/metrics"))
    with demo_engine.read() as work:
        counted = jobs.figures(work)

    assert before["jizen_database_up{}"] == 1
    assert before["jizen_ledger_entries{}"] == counted.ledger_entries > 0
    assert before["jizen_jobs_waiting{}"] == counted.jobs_waiting
    assert before["jizen_mails_waiting{}"] == before["jizen_mails_failed{}"] == 0


def test_a_database_that_is_away_is_a_figure_too(databases, client, demo_engine):
    demo_engine.close()
    databases.take_away(demo_engine.database.address)

    answer = client.get("/metrics")

    assert answer.status_code == 200
    assert figures(answer)["jizen_database_up{}"] == 0


def test_two_applications_of_one_process_do_not_share_their_figures(demo_engine, settings, client):
    other = create_app(demo_engine, settings).test_client()
    other.get("/healthz")

    assert "frame.healthz" not in client.get("/metrics").text


@pytest.mark.parametrize(
    ("address", "status"),
    [("127.0.0.1", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("10.0.0.9", 403), ("", 403)],
)
def test_only_this_machine_may_read_them_by_default(client, address, status):
    answer = client.get("/metrics", environ_overrides={"REMOTE_ADDR": address})

    assert answer.status_code == status
    assert ("jizen_" in answer.text) is (status == 200)


@pytest.mark.parametrize(("address", "status"), [("10.1.3.8", 200), ("127.0.0.1", 403)])
def test_the_operator_names_others_instead(demo_engine, address, status):
    settings = Settings(
        secret_key="a key for the tests only", metrics_from=(ip_network("10.1.3.0/24"),)
    )
    browser = create_app(demo_engine, settings).test_client()

    answer = browser.get("/metrics", environ_overrides={"REMOTE_ADDR": address})

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("proxies", "client_address", "status"),
    [(0, "10.0.0.9", 403), (0, "127.0.0.1", 403), (1, "10.0.0.9", 403), (1, "127.0.0.1", 200)],
)
def test_behind_a_proxy_on_this_machine_the_client_counts_not_the_proxy(
    demo_engine, proxies, client_address, status
):
    settings = Settings(secret_key="a key for the tests only", trusted_proxies=proxies)
    browser = create_app(demo_engine, settings).test_client()

    answer = browser.get("/metrics", headers={"X-Forwarded-For": client_address})

    assert answer.status_code == status

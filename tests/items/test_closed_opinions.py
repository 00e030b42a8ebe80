"""Opinions of which only whoever gave them reads what they say, until all are in."""

import subprocess
import sys

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.items.test_opinions import NOVEMBER
from tests.support.ledger import ledger_breaks
from tests.support.processes import with_departments
from tests.support.signed_in import signed_in
from tests.support.sites import site_of
from tests.support.tampering import VERIFIER
from webapp.app.settings import Settings
from webapp.cli.main import cli
from workflow import accounts, items, search
from workflow.accounts import EventFilter
from workflow.documents import histories
from workflow.items import migrating
from workflow.items.migrating import Migration
from workflow.items.reference import cycle_facts
from workflow.models import Cycle, Item, Notice, OutboxRow
from workflow.notices import news, webhooks
from workflow.outbox import HOOK, DurableOutbox
from workflow.values.errors import SomeoneElseActedFirst
from workflow.values.vocabulary import CLOSED_OPINION, MIGRATED

CLOSED = 'of = ["evaluator", "secretariat"], needed = "all", see = "own"'
WORDS = "積算の根拠が足りない。"


def told_of_cycle(work):
    """The events of the cycle as its log has them."""
    return [one.events for one in histories.of_cycle(work, NOVEMBER)]


def read_by(office, login, item_id):
    """What somebody reads of the last move: on the item's page, at home, in search, in a mail."""
    item = office.look(login, items.get, item_id)
    (happened,) = [
        one.move for one in office.look(login, items.home, NOVEMBER).recent
        if one.move.sequence == item.moves[-1].sequence
    ]  # fmt: skip
    assert (happened.action, happened.note) == (item.moves[-1].action, item.moves[-1].note)
    found = {one.row.id for one in office.look(login, search.find, WORDS).hits}
    notes = {one.note for one in office.look(login, items.turns) if one.row.id == item_id}
    log = str(office.look("admin", told_of_cycle)) if login == "admin" else ""
    asked = [(one.is_closed, one.agrees) for one in item.opinions.asked] if item.opinions else []
    return item.moves[-1].note, item_id in found, WORDS in "".join(notes) + log, asked


def test_a_closed_opinion_is_read_by_whoever_gave_it_until_all_are_in(office, asked_by):
    item_id = asked_by(CLOSED)
    office.act(item_id, "object", "evaluator", note=WORDS)

    for login in ("secretariat", "reviewer", "admin", "officer", "evaluator2"):
        assert read_by(office, login, item_id) == (
            "", False, False, [(True, False), (False, False)],
        ), login  # fmt: skip
    own = office.look("evaluator", items.get, item_id)
    assert (own.moves[-1].action, own.moves[-1].note) == ("object", WORDS)
    shown = office.row(item_id).ledger_length - 1
    with pytest.raises(SomeoneElseActedFirst) as quicker:
        office.act(item_id, "object", "secretariat", last_move=shown)
    assert quicker.value.data["action"] == CLOSED_OPINION
    with office.engine.read() as work:
        item = work.session.get(Item, item_id)
        notice = Notice(item_id=item_id, kind="turn", mark=str(item.ledger_length), sequence=0)
        (told,) = news.by_item(work, [news.News(notice, item)])
    assert told.events[0].move.note == ""
    assert office.entries(item_id)[-1].action == "object", "the ledger has it from the beginning"
    app = site_of(office.engine, Settings(secret_key="a key for the tests only"))
    page = signed_in(app, "secretariat").get(f"/items/{item_id}").text
    assert "回答済み（全員の意見がそろうまで非公開）" in page
    assert [one for one in (WORDS, "異議あり</") if one in page.replace("異議あり</a>", "")] == []

    office.act(item_id, "concur", "secretariat", note="異議はない。")
    for login in ("secretariat", "reviewer", "officer"):
        opened = office.look(login, items.get, item_id)
        assert [one.move.note for one in opened.opinions.asked] == [WORDS, "異議はない。"]
    assert read_by(office, "reviewer", item_id)[1]


def posted(office, item_id, sequence):
    """What a webhook tells of an entry now."""
    return office.look(None, webhooks.payload, item_id, sequence)


def hooks_asked_for(office):
    """The entries, by their numbers, of which webhooks are to tell; each as often as asked."""
    with office.engine.database.reading() as session:
        asked = select(OutboxRow.arguments).where(OutboxRow.workflow == HOOK)
        return [sequence for _item, sequence in session.scalars(asked.order_by(OutboxRow.id))]


def test_a_webhook_tells_of_a_closed_opinion_that_it_was_given_and_all_once_it_is_open(
    office, asked_by
):
    item_id = asked_by(CLOSED)
    arrived = office.row(item_id).ledger_length
    office.engine.outbox = DurableOutbox(hooks=True)
    receipts = [office.act(item_id, "object", "evaluator", note=WORDS, key="k") for _ in "12"]

    assert [one.entry_hash for one in receipts] == ["", ""], "nor when it is asked for again"
    assert posted(office, item_id, arrived)["hash"]
    told = posted(office, item_id, arrived + 1)
    assert (told["action"], told["note"], told["hash"], told["previous"]) == (
        CLOSED_OPINION, "", "", "",
    )  # fmt: skip
    assert told["particulars"] == {"opinion_of": "evaluator"}
    assert hooks_asked_for(office) == [arrived + 1]
    for login in ("evaluator", "reviewer"):
        moves = office.look(login, items.get, item_id).moves
        assert [bool(one.entry_hash) for one in moves[-2:]] == [True, False]

    closing = office.act(item_id, "concur", "secretariat")
    again = office.act(item_id, "object", "evaluator", note=WORDS, key="k")
    assert [closing.entry_hash, again.entry_hash] == [
        one.entry_hash for one in reversed(office.entries(item_id)[-2:])
    ]
    told, last = (posted(office, item_id, arrived + one) for one in (1, 2))
    assert (told["action"], told["note"]) == ("object", WORDS)
    assert last["previous"] == told["hash"] == office.entries(item_id)[-2].entry_hash
    assert hooks_asked_for(office) == [arrived + 1, arrived + 2, arrived + 1]


def test_the_ledgers_export_has_closed_opinions_says_so_and_can_be_verified(
    office, asked_by, tmp_path
):
    item_id = asked_by(CLOSED)
    office.act(item_id, "object", "evaluator", note=WORDS)
    path = tmp_path / "ledger.jsonl"
    settings = {"JIZEN_DATABASE_URL": office.engine.database.address, "JIZEN_SECRET_KEY": "x" * 20}

    done = CliRunner().invoke(cli, ["audit", "export", "-o", str(path)], env=settings)

    assert done.exit_code == 0
    assert "非公開の意見1件" in done.stderr
    assert WORDS in path.read_text(encoding="utf-8")
    checked = subprocess.run([sys.executable, VERIFIER, path], capture_output=True, check=False)
    assert (checked.returncode, checked.stdout.decode()) == (0, done.stdout)
    (line,) = office.look("admin", accounts.events, EventFilter(kind="exported"))
    assert (line.login, line.about) == ("operator", "jizen audit export")


def on_the_next_version(work, item_id):
    """Let an item go on by version 10, in the state in which it stands."""
    (item,) = migrating.locked(work, [item_id])
    cycle = cycle_facts(work.session.get(Cycle, NOVEMBER))
    process = work.process(item.process_name, 10)
    migrating.migrate(work, [Migration(item, process, item.state, cycle)], {})


def test_what_happens_beside_closed_opinions_is_told_as_what_it_is(office, asked_by):
    item_id = asked_by(CLOSED)
    office.act(item_id, "object", "evaluator", note=WORDS)
    shown = office.row(item_id).ledger_length
    office.engine.publish(with_departments(asked=CLOSED, version=10), "tenth")
    office.do("admin", on_the_next_version, item_id)

    with pytest.raises(SomeoneElseActedFirst) as quicker:
        office.act(item_id, "object", "secretariat", last_move=shown)

    assert quicker.value.data["action"] == MIGRATED
    assert read_by(office, "reviewer", item_id)[3] == [(True, False), (False, False)]


def test_closed_opinions_are_read_once_the_item_has_gone_on(office, asked_by):
    item_id = asked_by(CLOSED)
    office.act(item_id, "object", "evaluator", note=WORDS)
    office.act(item_id, "send_back", "reviewer")

    moves = office.look("officer", items.get, item_id).moves
    assert (moves[-2].action, moves[-2].note) == ("object", WORDS)
    assert ledger_breaks(office.engine) == ()

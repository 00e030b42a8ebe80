"""Forms about items: written, moved, asked about, brought in."""

from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from tests.support.attached import PDF, attach
from tests.support.exchange import brought
from tests.support.item_form import COMPLETE, NEW
from tests.support.people import person_named
from tests.support.sendings.sending import (
    DRAFT,
    EVALUATED,
    RETURNED,
    REVIEWED,
    SUBMITTED,
    UNDER_REVIEW,
    Sending,
    act,
    item_page,
    person_page,
)
from tests.support.units import do, look
from workflow import advice, bulk, conditions, items, masters, threads
from workflow.bulk import moves
from workflow.engine import Engine
from workflow.files.storage import FolderStorage
from workflow.items.list_views import ItemFilter
from workflow.items.orders import ActionInput

CSV: Final = (
    "部局名,課室名,分野,類型,事業名,予算額,財源,概要\n"
    "soumu,税務課,行政,procedure,税務改修,６０，０１６,一般財源,あれこれ\n"
)


def _asked(engine: Engine) -> str:
    reviewer, advisor = person_named(engine, "reviewer"), person_named(engine, "advisor")
    item_id = look(engine, None, items.find, REVIEWED)
    do(engine, reviewer, advice.ask, item_id, [advisor.person_id], "単価は", date(2021, 8, 24))
    return f"/advice/{look(engine, reviewer, advice.of, item_id)[0].request_id}"


def _condition(engine: Engine) -> str:
    evaluator, item_id = person_named(engine, "evaluator"), look(engine, None, items.find, REVIEWED)
    seen = look(engine, evaluator, items.get, item_id).content_hash
    given = ActionInput("conditional", "所見", "根拠を示すこと", override="評価会の前")
    engine.perform(item_id, "evaluate", evaluator, seen, particulars=given)
    return f"/conditions/{look(engine, 'evaluator', conditions.of, item_id)[0].id}"


def _answered(engine: Engine) -> str:
    page = _condition(engine)
    do(engine, "sangyo", conditions.answer, int(page.split("/")[-1]), "示した", 0)
    return page


def _talked(engine: Engine) -> str:
    item_id, reviewer = (
        look(engine, None, items.find, UNDER_REVIEW),
        person_named(engine, "reviewer"),
    )
    do(engine, reviewer, threads.ask, item_id, "根拠は")
    return f"/items/{item_id}/threads"


def _answered_thread(engine: Engine) -> str:
    page = _talked(engine)
    do(engine, "kenko", threads.say, 1, "見積です")
    return page


def _mistaken(engine: Engine) -> str:
    return f"{_answered_thread(engine)}/1/2/correct"


def _staged(engine: Engine) -> str:
    staged = brought(engine, person_named(engine, "soumu"), CSV.encode())
    return f"/exchange/{staged.number}"


def _wrong(engine: Engine) -> str:
    content = CSV.replace("税務課", "謎課").encode()
    return f"/exchange/{brought(engine, person_named(engine, 'soumu'), content).number}"


def _of_others(engine: Engine) -> str:
    content = CSV.replace("soumu,税務課", "kensetsu,技術管理課").encode()
    return f"/exchange/{brought(engine, person_named(engine, 'soumu'), content).number}"


def _with_own_name(engine: Engine) -> str:
    department = look(engine, None, items.masters, 2021).departments[0].id
    do(engine, "soumu", masters.remember, {"総務": department})
    return "/exchange/"


def _files(engine: Engine) -> str:
    engine.storage = FolderStorage(Path(mkdtemp(prefix="jizen-files-")))
    return f"/items/{look(engine, None, items.find, RETURNED)}/files"


def _attached(engine: Engine) -> str:
    page, mirai = _files(engine), person_named(engine, "mirai")
    attach(engine, mirai, look(engine, None, items.find, RETURNED), "見積.pdf")
    return page


def _previewed(engine: Engine) -> str:
    with engine.write(person_named(engine, "reviewer")) as work:
        preview = bulk.preview(work, "receive", ItemFilter(cycle_id="2021-09"))
        return f"/bulk/{bulk.stage(work, preview)}"


def _under_way(engine: Engine) -> str:
    """A run of more items than are moved while the person waits."""
    page, usual = _previewed(engine), moves.AT_ONCE
    run_id = int(page.split("/")[-1])
    moves.AT_ONCE = 0
    with engine.write(person_named(engine, "reviewer")) as work:
        bulk.commit(work, run_id, bulk.page(work, run_id).run.seal)
    moves.AT_ONCE = usual
    return page


def _quoting(engine: Engine) -> str:
    return f"/items/new?cycle=2021-09&quote={look(engine, None, items.find, UNDER_REVIEW)}"


FORMS: Final = (
    Sending("advice.send", "reviewer", item_page("/advice/items", REVIEWED),
            {"advisors": "13", "due_on": "2021-08-24", "question": "単価は妥当か"}),
    Sending("advice.give", "advisor", _asked, {"advice": "高い。"}),
    Sending("advice.withdraw", "reviewer", _asked),
    Sending("advice.expertise", "secretariat", person_page("/advice/advisors", "advisor-kanko"),
            {"fields": ["administration"], "departments": ["kanko"]}),
    Sending("attachments.add", "mirai", _files, {"files": ("見積.pdf", PDF)}),
    Sending("attachments.take_off", "mirai", _attached),
    Sending("threads.ask", "reviewer", _talked, {"ask-text": "もう一点"}),
    Sending("threads.note", "reviewer", _talked, {"note-text": "内々に"}),
    Sending("threads.say", "kenko", _talked, {"say1-text": "見積です"}),
    Sending("threads.correct", "kenko", _mistaken, {"say1-text": "契約です"}),
    Sending("threads.close", "reviewer", _answered_thread, {"close1-remark": "確認した"}),
    Sending("bulk.choose", "reviewer", "/items/", {"scope": "all", "action": "receive"}),
    Sending("bulk.set_input", "reviewer", _previewed, {"note": "よろしく"}),
    Sending("bulk.leave_out", "reviewer", _previewed, {"keep": ["3"]}),
    Sending("bulk.commit", "reviewer", _previewed),
    Sending("bulk.advance", "reviewer", _under_way),
    Sending("conditions.answer", "sangyo", _condition, {"answer": "示した"}),
    Sending("conditions.met", "reviewer", _answered, {"remark": "確認した"}),
    Sending("conditions.send_back", "reviewer", _answered, {"reason": "出典がない"}),
    Sending("exchange.bring", "soumu", "/exchange/", {"file": ("a.csv", CSV.encode())}),
    Sending("exchange.paste", "soumu", "/exchange/", {"cells": CSV.replace(",", "\t")}),
    Sending("exchange.advance", "soumu", _staged, to="/advance"),
    Sending("exchange.correct", "soumu", _staged, {"column-7": ""}),
    Sending("exchange.answer", "soumu", _staged, to="/answers"),
    Sending("exchange.leave_out_others", "soumu", _of_others, to="/others"),
    Sending("exchange.amend", "soumu", _wrong, {"cell-2-section": "税務課"}, to="/cells"),
    Sending("exchange.choose", "soumu", _staged, to="/conflicts"),
    Sending("exchange.commit", "soumu", _staged),
    Sending("exchange.forget", "soumu", _with_own_name),
    Sending("items.create", "soumu", NEW, COMPLETE),
    Sending("items.create", "kenko", _quoting, {"name": "次の診療ネットワーク"}, part="quote"),
    Sending("items.save", "soumu", item_page("/items", DRAFT, "/edit"), {"summary": "別の概要"}),
    act("soumu", DRAFT, "submit"),
    act("mirai", RETURNED, "submit", note="直しました"),
    act("kenko", SUBMITTED, "pull_back"),
    act("reviewer", SUBMITTED, "receive"),
    act("reviewer", UNDER_REVIEW, "send_back", note="根拠を"),
    act("reviewer", UNDER_REVIEW, "approve"),
    act("evaluator", REVIEWED, "evaluate", verdict="conditional", findings="所見",
         conditions="条件", override="評価会の前"),
    act("evaluator", EVALUATED, "reopen", note="見直す"),
    act("secretariat", EVALUATED, "report", meeting_id="2"),
    act("soumu", DRAFT, "withdraw", note="不要に"),
    act("reviewer", UNDER_REVIEW, "carry_over", note="次回に", cycle_id="2021-12"),
)  # fmt: skip

"""One valid way to send each form of the site: who, from which page, and what they type.

The table is complete: `tests/integration/web/test_sent_twice.py` fails for a route that takes
forms and stands not in it.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from tests.support import bodies, goals
from tests.support import undertakings as undertaken
from tests.support.attached import PDF, attach
from tests.support.demonstration import PASSWORD
from tests.support.exchange import brought
from tests.support.item_form import COMPLETE, NEW
from tests.support.people import person_named
from tests.support.processes import third
from tests.support.told import refuse_a_mail, tell_all
from tests.support.units import do, look
from workflow import (
    accounts,
    advice,
    bulk,
    calendar,
    conditions,
    designs,
    evaluation,
    items,
    masters,
    office,
    people,
    proposals,
    reorganisation,
    reports,
    rosters,
    substitutes,
    systems,
    threads,
    transfers,
    unsent,
)
from workflow.bulk import moves
from workflow.engine import Engine
from workflow.evaluation import DraftedVerdict, Mark, Scorecard, SessionPlan
from workflow.files.storage import FolderStorage
from workflow.items.orders import ActionInput
from workflow.items.views import ItemFilter
from workflow.process import load_sound
from workflow.proposals import Act, ProposalDraft
from workflow.reorganisation import Line
from workflow.substitutes import Appointment
from workflow.systems import SystemFilter
from workflow.values.actor import Title
from workflow.values.errors import SignInRefused
from workflow.values.own_fields import OwnField
from workflow.values.own_roles import OfficeRole
from workflow.values.systems import ReviewState
from workflow.values.vocabulary import Master, OwnKind, OwnRole, Role, RoleScope, Stage

Page = str | Callable[[Engine], str]

DRAFT: Final = "税務総合システム大規模改修業務委託事業"
RETURNED: Final = "子育て支援情報発信体制強化事業（仮称）"
SUBMITTED: Final = "家庭養護推進体制整備事業"
UNDER_REVIEW: Final = "急性期診療ネットワーク推進事業"
REVIEWED: Final = "デジタルリテラシー普及事業"
EVALUATED: Final = "秋田県公共事業執行管理システム改修事業"
CSV: Final = (
    "部局名,課室名,分野,類型,事業名,予算額,財源,概要\n"
    "soumu,税務課,行政,procedure,税務改修,６０，０１６,一般財源,あれこれ\n"
)
AWAY: Final = {"role": "reviewer:", "substitute": "1", "from_on": "2021-08-18",
               "until_on": "2021-08-20"}  # fmt: skip
LOGO: Final = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'
ROSTER: Final = "ログインID,氏名,役割\nhanako,秋田 花子,閲覧者\n".encode()
SCORES: Final = "案件ID,総合コメント\n2,よい\n".encode()
LISTS: Final = "一覧,コード,名称\n類型,new,新しい類型\n".encode()
TRANSFERS: Final = (
    "ログインID\t旧役割\t旧対象部局\t新役割\t新対象部局\t後任\n"
    "soumu\t各課担当\t総務部\t\t\tkikaku\n"
)
SYSTEMS: Final = "部局名,システム名\n総務部,ファイルのシステム\n".encode()
ROW: Final = {"title": "新しい行", "q1": "●何かをする"}


@dataclass(frozen=True)
class Sending:
    """Someone opens `page`, types `typed` over what its form for `endpoint` holds, and sends it.

    `part` is a piece of the form's address where the page has several for one endpoint;
    `to` an address to which a page sends its form without a button. A page that is not a
    text first brings the office to where there is such a form.
    """

    endpoint: str
    login: str
    page: Page
    typed: dict[str, Any] = field(default_factory=dict)
    part: str = ""
    to: str = ""

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.endpoint} {self.part}".strip()


def _act(login: str, item: str, action: str, **typed: str) -> Sending:
    def page(engine: Engine) -> str:
        return f"/items/{look(engine, None, items.find, item)}/{action}"

    return Sending("items.take", login, page, typed, part=action)


def _with_a_logo(engine: Engine) -> str:
    do(engine, "admin", office.put_logo, LOGO, 1)
    return "/office/"


def _with_own_fields(engine: Engine) -> str:
    for version, title in enumerate(("一つ目", "二つ目"), 1):
        field = OwnField("", OwnKind.TEXT, Title(title, ""))
        do(engine, "admin", office.add_field, field, version)
    return "/office/fields/"


def _with_an_own_field(engine: Engine) -> str:
    return f"{_with_own_fields(engine)}own_1"


def _with_own_roles(engine: Engine) -> str:
    for key in ("section_head", "finance"):
        role = OfficeRole(OwnRole(key), Title(key, ""), RoleScope.OFFICE)
        do(engine, None, office.define_role, role)
    return "/office/roles/"


def _with_an_own_role(engine: Engine) -> str:
    return f"{_with_own_roles(engine)}finance"


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


def _planned(engine: Engine) -> str:
    both = tuple(person_named(engine, login).person_id for login in ("evaluator", "evaluator2"))
    plan = SessionPlan(2021, Title("評価会", ""), None, ("2021-09",), both, both[1:], ("plan",))
    with engine.write(person_named(engine, "secretariat")) as work:
        return f"/evaluation/sessions/{evaluation.set_up_session(work, plan)}"


def _open(engine: Engine) -> str:
    page = _planned(engine)
    do(engine, "secretariat", evaluation.open_session, int(page.split("/")[-1]))
    return page


def _scoring(engine: Engine) -> str:
    _open(engine)
    return f"/evaluation/{look(engine, None, items.find, REVIEWED)}"


def _scored(engine: Engine) -> str:
    page, actor = _scoring(engine), person_named(engine, "evaluator")
    item_id = look(engine, None, items.find, REVIEWED)
    card = Scorecard((Mark("plan", 4),), "よい", "appropriate")
    seen = look(engine, actor, items.get, item_id).content_hash
    with engine.write(actor) as work:
        evaluation.submit_sheet(work, item_id, card, 0, seen)
    return page


def _looked(engine: Engine) -> str:
    page = _scored(engine)
    do(engine, "evaluator", evaluation.look_at_scores, look(engine, None, items.find, REVIEWED))
    return page


def _finaliser_looked(engine: Engine) -> str:
    page, actor = _scoring(engine), person_named(engine, "evaluator2")
    item_id = look(engine, None, items.find, REVIEWED)
    seen = look(engine, actor, items.get, item_id).content_hash
    with engine.write(actor) as work:
        evaluation.submit_sheet(work, item_id, Scorecard((Mark("plan", 4),)), 0, seen)
    do(engine, actor, evaluation.look_at_scores, item_id)
    return page


def _book_staged(engine: Engine) -> str:
    _scoring(engine)
    actor = person_named(engine, "evaluator")
    with engine.read(actor) as work:
        file = evaluation.bring_scores(work, "評価票.csv", SCORES)
    number = do(engine, actor, evaluation.stage_scores, "2021-09", file)
    return f"/evaluation/book/{number}"


def _book_page(engine: Engine) -> str:
    _scoring(engine)
    return "/evaluation/book?cycle=2021-09"


def _drafted(engine: Engine) -> str:
    _finaliser_looked(engine)
    item_id = look(engine, None, items.find, REVIEWED)
    seen = look(engine, "evaluator2", items.get, item_id).content_hash
    verdict = DraftedVerdict("appropriate", "よい")
    do(engine, "evaluator2", evaluation.save_verdict, item_id, verdict, 0, seen)
    return "/evaluation/summary?cycle=2021-09"


def _conflict(engine: Engine) -> str:
    page, actor = _scoring(engine), person_named(engine, "evaluator")
    item_id = look(engine, None, items.find, REVIEWED)
    with engine.write(actor) as work:
        evaluation.declare_conflict(work, item_id, actor.person_id, "親族の会社が関わる")
    return page


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


def _with_other_name(engine: Engine) -> str:
    do(engine, "admin", masters.add_other_name, "soumu", "総務")
    return "/masters/departments/names"


def _files(engine: Engine) -> str:
    engine.storage = FolderStorage(Path(mkdtemp(prefix="jizen-files-")))
    return f"/items/{look(engine, None, items.find, RETURNED)}/files"


def _attached(engine: Engine) -> str:
    page, mirai = _files(engine), person_named(engine, "mirai")
    attach(engine, mirai, look(engine, None, items.find, RETURNED), "見積.pdf")
    return page


def _frozen(engine: Engine) -> str:
    do(engine, "secretariat", reports.freeze, 2, Stage.EVALUATED)
    return "/reports/2/lift"


def _with_address(engine: Engine) -> str:
    do(engine, "soumu", calendar.create_feed, 0)
    return "/calendar/address"


def _closed(engine: Engine) -> str:
    do(engine, "admin", calendar.close_cycle, "2021-12", closed=True)
    return "/timetable/cycles/2021-12"


def _retired(engine: Engine) -> str:
    do(engine, "admin", masters.retire, Master.CATEGORY, "training")
    return "/masters/category"


def _lent(engine: Engine) -> str:
    reviewer, other = person_named(engine, "reviewer"), person_named(engine, "soumu")
    days = date(2021, 8, 17), date(2021, 8, 20)
    asked = Appointment(reviewer.person_id, other.person_id, Role.REVIEWER, None, *days)
    do(engine, "reviewer", substitutes.appoint, asked)
    return "/substitutes/"


def _done_for_me(engine: Engine) -> str:
    _lent(engine)
    item_id = look(engine, None, items.find, SUBMITTED)
    engine.perform(item_id, "receive", person_named(engine, "soumu"), None)
    return "/substitutes/done"


def _told(engine: Engine) -> str:
    tell_all(engine)
    return "/notices/"


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


def _unsent(engine: Engine) -> str:
    tell_all(engine)
    refuse_a_mail(engine)
    return "/admin/"


def _person(prefix: str, login: str, suffix: str = "") -> Callable[[Engine], str]:
    return lambda engine: f"{prefix}/{person_named(engine, login).person_id}{suffix}"


def _item(prefix: str, item: str, suffix: str = "") -> Callable[[Engine], str]:
    return lambda engine: f"{prefix}/{look(engine, None, items.find, item)}{suffix}"


def _quoting(engine: Engine) -> str:
    return f"/items/new?cycle=2021-09&quote={look(engine, None, items.find, UNDER_REVIEW)}"


def _typing(engine: Engine) -> str:
    page = f"/items/{look(engine, None, items.find, DRAFT)}/edit"
    do(engine, "soumu", unsent.keep, page, [("summary", "書きかけ")], engine.clock.now())
    return page


def _a_plan(day: str = "2022-04-01", *, decided: bool = False) -> Callable[[Engine], str]:
    def page(engine: Engine) -> str:
        lines = [Line("出納局", "", "会計局", "", "kaikei")]
        plan_id = do(
            engine, "admin", reorganisation.write, None, "改編", date.fromisoformat(day), lines
        )
        if decided:
            seen = look(engine, "admin", reorganisation.plan, plan_id).seen
            do(engine, "admin", reorganisation.decide, plan_id, seen)
        return f"/organisation/plans/{plan_id}"

    return page


def _a_role(engine: Engine) -> str:
    page = _person("/people", "soumu")(engine)
    (grant,) = look(engine, "admin", people.one, int(page.rpartition("/")[2])).grants
    return f"{page}/roles/{grant.id}/end"


def _a_roster(engine: Engine) -> str:
    brought = look(engine, "admin", rosters.bring, "a.csv", ROSTER)
    return f"/people/file/{do(engine, 'admin', rosters.stage, brought)}"


def _transfers(day: str, suffix: str = "") -> Callable[[Engine], str]:
    def page(engine: Engine) -> str:
        lines = transfers.read_lines(TRANSFERS.encode(), None)
        plan_id = do(engine, "admin", transfers.write, None, "異動", date.fromisoformat(day), lines)
        return f"/transfers/{plan_id}{suffix}"

    return page


def _a_draft(page: str = "", *, withdrawn: bool = False) -> Page:
    """The page of a definition that is being written."""

    def drafted(engine: Engine) -> str:
        draft_id = do(engine, "admin", designs.begin_from, "standard", 2)
        if withdrawn:
            do(engine, "admin", designs.withdraw, draft_id)
        return f"/process/drafts/{draft_id}{page}"

    return drafted


def _published(engine: Engine) -> str:
    engine.publish(third(), "third")
    return "/process/versions/standard/2/to/3"


def _handed_over(engine: Engine) -> str:
    plan_id = int(_transfers("2021-08-17")(engine).rpartition("/")[2])
    seen = look(engine, "admin", transfers.plan, plan_id).seen
    do(engine, "admin", transfers.take_effect, plan_id, seen)
    return "/handovers/1"


def _to_edit(engine: Engine) -> str:
    return f"{_a_plan()(engine)}/edit"


def _here_and_elsewhere(engine: Engine) -> str:
    person = person_named(engine, "soumu")
    do(engine, person, accounts.begin, person, accounts.SHELL)
    return "/account/"


def _signed_in(engine: Engine) -> str:
    _here_and_elsewhere(engine)
    return _person("/accounts/people", "soumu")(engine)


def _locked_out(engine: Engine) -> str:
    for _ in range(6):
        with suppress(SignInRefused):
            accounts.sign_in(engine, "soumu", "a wrong guess", accounts.SHELL)
    return "/accounts/"


def _mailable(engine: Engine) -> str:
    first = look(engine, "admin", people.one, 1)
    do(engine, "admin", people.set_email, first.login, "first@example.jp")
    return "/accounts/links/?whose=everybody"


def _reachable(engine: Engine) -> str:
    do(engine, "admin", people.set_email, "soumu", "soumu@example.jp")
    return _person("/accounts/people", "soumu")(engine)


def _invited(engine: Engine) -> str:
    person_id = person_named(engine, "soumu").person_id
    return f"/auth/links/{do(engine, 'admin', accounts.invite, person_id)}"


PROPOSED: Final = {
    "title": "旅費の申請", "problem": "三回書く。", "idea": "一回にする。", "effect": "月百時間。",
}  # fmt: skip


def _proposed(engine: Engine) -> str:
    return f"/proposals/{do(engine, 'viewer', proposals.propose, ProposalDraft(**PROPOSED))}"


def _system(state: str, suffix: str = "") -> Callable[[Engine], str]:
    def page(engine: Engine) -> str:
        wanted = SystemFilter(department="soumu", state=ReviewState(state))
        return f"/systems/{look(engine, 'soumu', systems.every, wanted)[0].id}{suffix}"

    return page


def _systems_at_hand(engine: Engine) -> str:
    brought = look(engine, "soumu", systems.bring, "a.csv", SYSTEMS)
    return f"/systems/file/{do(engine, 'soumu', systems.stage, brought)}"


def _proposals(engine: Engine) -> str:
    return _proposed(engine).rpartition("/")[0] + "/"


def _forwarded(engine: Engine) -> str:
    page = _proposed(engine)
    (department,) = person_named(engine, "kenko").departments(Role.OFFICER)
    to = (int(page.rpartition("/")[2]), Act.FORWARD, 1, "お願いします。", department)
    do(engine, "reviewer", proposals.act, *to)
    return page


NEW_PASSWORD: Final = {"password": "another horse battery", "again": "another horse battery"}

EVERY_FORM: Final = (
    Sending("account.end", "soumu", _here_and_elsewhere),
    Sending("account.end_others", "soumu", _here_and_elsewhere),
    Sending("account.password", "soumu", "/account/password", {"old": PASSWORD, **NEW_PASSWORD}),
    Sending("accounts.end", "admin", _signed_in),
    Sending("accounts.lift", "admin", _locked_out),
    Sending("accounts.mail_link", "admin", _reachable),
    Sending("accounts.make_link", "admin", _person("/accounts/people", "soumu")),
    Sending("accounts.sign_out", "admin", _signed_in),
    Sending("admin.try_now", "admin", _unsent),
    Sending("advice.send", "reviewer", _item("/advice/items", REVIEWED),
            {"advisors": "13", "due_on": "2021-08-24", "question": "単価は妥当か"}),
    Sending("advice.give", "advisor", _asked, {"advice": "高い。"}),
    Sending("advice.withdraw", "reviewer", _asked),
    Sending("advice.expertise", "secretariat", _person("/advice/advisors", "advisor-kanko"),
            {"fields": ["administration"], "departments": ["kanko"]}),
    Sending("attachments.add", "mirai", _files, {"files": ("見積.pdf", PDF)}),
    Sending("attachments.take_off", "mirai", _attached),
    Sending("auth.check_password", "", "/auth/sign-in", {"login": "soumu", "password": PASSWORD}),
    Sending("auth.forgotten", "", "/auth/forgotten", {"login": "soumu"}),
    Sending("auth.link", "", _invited, NEW_PASSWORD),
    Sending("auth.sign_out", "soumu", "/"),
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
    Sending("evaluation.keep", "evaluator", _scoring, {"comment": "初め", "save": "1"}),
    Sending("evaluation.keep", "evaluator", _scoring,
            {"score-plan": "4", "comment": "初め", "submit": "1"}),
    Sending("evaluation.keep_draft", "evaluator", _scoring, {"comment": "初め"}, to="/draft"),
    Sending("evaluation.take_back", "evaluator", _scored),
    Sending("evaluation.look", "evaluator", _scored),
    Sending("evaluation.second", "evaluator", _looked, {"comment": "議論を受けて"}),
    Sending("evaluation.keep_verdict", "evaluator2", _finaliser_looked,
            {"decided-verdict": "appropriate", "decided-findings": "よい"}),
    Sending("evaluation.bring_book", "evaluator", _book_page, {"file": ("a.csv", SCORES)}),
    Sending("evaluation.commit_book", "evaluator", _book_staged,
            {"choice|score|2|comment": "theirs"}),
    Sending("evaluation.finalise", "evaluator2", _drafted),
    Sending("evaluation.declare", "evaluator", _scoring, {"reason": "親族の会社が関わる"}),
    Sending("evaluation.lift", "secretariat", _conflict, {"reason": "誤り"}),
    Sending("evaluation.new_session", "secretariat", "/evaluation/sessions/new",
            {"title_ja": "臨時の評価会", "cycle_ids": ["2021-09"], "criteria": ["plan"]}),
    Sending("evaluation.change_session", "secretariat", _planned, {"title_ja": "別の名"}),
    Sending("evaluation.open_session", "secretariat", _planned),
    Sending("evaluation.close_session", "secretariat", _open),
    Sending("bodies.new", "admin", "/bodies/new", {"name": "委員会", "kind": "committee"}),
    Sending("bodies.change", "secretariat", bodies.board_page("/change"), {"name": "別の名"}),
    Sending("bodies.new_member", "secretariat", bodies.board_page("/members/new"),
            {"login": "kenko", "position": "委員"}),
    Sending("bodies.member", "secretariat", bodies.member_page, {"position": "副座長"}),
    Sending("bodies.call", "secretariat", bodies.board_page("/meetings/new"),
            {"number": "1", "held_on": "2021-08-20", "topics": "一つ目"}),
    Sending("bodies.change_call", "secretariat", bodies.meeting_page("/change"), {"place": "講堂"}),
    Sending("bodies.papers", "secretariat", bodies.meeting_page("/papers"),
            {"group": ["2"], "number": ["1"], "title": ["資料その2"], "kind": ["free"]}),
    Sending("bodies.lay_out", "secretariat", bodies.meeting_page(),
            {"file": ("a.txt", b"names")}, part="1-1"),
    Sending("bodies.take_off", "secretariat", bodies.laid_out_page),
    Sending("bodies.lay_out_own", "secretariat", bodies.own_paper_page),
    Sending("editions.freeze", "secretariat", "/editions/?year=2021", part="goals"),
    Sending("bodies.minutes", "secretariat", bodies.meeting_page("/minutes"), {"minutes": "要旨"}),
    Sending("bodies.add_task", "secretariat", bodies.meeting_page(upto="held"),
            {"text": "整理する", "who": "kenko"}),
    Sending("bodies.confirm", "secretariat", bodies.meeting_page(upto="held")),
    Sending("bodies.reopen", "secretariat", bodies.meeting_page(upto="closed"), {"note": "誤字"}),
    Sending("bodies.report", "kenko", bodies.task_page, {"state": "done", "text": "終えた"}),
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
    Sending("feeds.create", "soumu", "/calendar/address"),
    Sending("feeds.create", "soumu", _with_address),
    Sending("feeds.revoke", "soumu", _with_address),
    Sending("goals.new", "soumu", "/goals/new?year=2021", {"title": "新しい目標"}),
    Sending("goals.edit", "soumu", lambda engine: f"{goals.drafted(engine)}/edit",
            {"overview": "別の概要"}),
    Sending("goals.submit", "soumu", goals.drafted),
    Sending("goals.withdraw", "soumu", goals.drafted, {"reason": "重複"}),
    Sending("goals.confirm", "reviewer", goals.at("submitted")),
    Sending("goals.send_back", "reviewer", goals.at("submitted"), {"reason": "指標を"}),
    Sending("goals.put_in_force", "secretariat", goals.at("confirmed")),
    Sending("goals.close", "secretariat", goals.at("set"),
            {"conclusion": "reached", "outcome": "達成した"}),
    Sending("goals.carry", "soumu", goals.at("set")),
    Sending("goals.report", "soumu", goals.measured, {"value": "45", "basis": "集計"}),
    Sending("goals.bring", "soumu", "/goals/file?year=2021", {"file": ("a.csv", goals.FILE)}),
    Sending("goals.commit", "soumu", goals.file_at_hand),
    Sending("frame.choose_cycle", "soumu", "/", {"cycle": "2021-12"}),
    Sending("frame.choose_language", "soumu", "/", {"language": "en"}),
    Sending("items.create", "soumu", NEW, COMPLETE),
    Sending("items.create", "kenko", _quoting, {"name": "次の診療ネットワーク"}, part="quote"),
    Sending("items.save", "soumu", _item("/items", DRAFT, "/edit"), {"summary": "別の概要"}),
    _act("soumu", DRAFT, "submit"),
    _act("mirai", RETURNED, "submit", note="直しました"),
    _act("kenko", SUBMITTED, "pull_back"),
    _act("reviewer", SUBMITTED, "receive"),
    _act("reviewer", UNDER_REVIEW, "send_back", note="根拠を"),
    _act("reviewer", UNDER_REVIEW, "approve"),
    _act("evaluator", REVIEWED, "evaluate", verdict="conditional", findings="所見",
         conditions="条件", override="評価会の前"),
    _act("evaluator", EVALUATED, "reopen", note="見直す"),
    _act("secretariat", EVALUATED, "report", meeting_id="2"),
    _act("soumu", DRAFT, "withdraw", note="不要に"),
    _act("reviewer", UNDER_REVIEW, "carry_over", note="次回に", cycle_id="2021-12"),
    *(Sending("masters.add", "secretariat", f"/masters/{master}",
              {"code": "fresh", "title_ja": "新しいもの"}, part=master) for master in Master),
    Sending("master_files.bring", "secretariat", "/masters/file/", {"file": ("a.csv", LISTS)}),
    Sending("master_files.apply", "secretariat", "/masters/file/",
            {"master": ["category"], "code": ["new"], "title_ja": ["新しい類型"], "title_en": [""],
             "how": ["active"]}, to="apply"),
    Sending("masters.add_department_name", "admin", "/masters/departments/names",
            {"name": "健福", "department": "kenko"}),
    Sending("masters.remove_department_name", "admin", _with_other_name),
    Sending("masters.rename", "secretariat", "/masters/category/procedure", {"title_ja": "別の名"}),
    Sending("masters.place", "secretariat", "/masters/category"),
    Sending("masters.retire", "secretariat", "/masters/category"),
    Sending("masters.restore", "secretariat", _retired),
    Sending("notices.read", "reviewer", _told),
    Sending("notices.read_all", "reviewer", _told),
    Sending("notices.settings", "reviewer", "/notices/settings", {"digest_minutes": "120"}),
    Sending("people.add", "admin", "/people/new", {"login": "hanako", "name": "秋田 花子"}),
    Sending("people.change", "admin", _person("/people", "soumu", "/change"),
            {"email": "soumu@example.jp"}),
    Sending("people.give", "admin", _person("/people", "soumu", "/roles"), {"role": "viewer"}),
    Sending("people.end", "admin", _a_role, {"until_on": ""}),
    Sending("people.switch", "admin", _person("/people", "soumu", "/switch")),
    Sending("rosters.bring", "admin", "/people/file/", {"file": ("a.csv", ROSTER)}),
    Sending("rosters.commit", "admin", _a_roster),
    Sending("transfers.add", "admin", "/transfers/new",
            {"title": "異動", "takes_effect_on": "2022-04-01", "lines": TRANSFERS}),
    Sending("transfers.edit", "admin", _transfers("2022-04-01", "/edit"), {"title": "別の名"}),
    Sending("transfers.decide", "admin", _transfers("2022-04-01")),
    Sending("publishing.check", "admin", "/process/versions/publish", {"text": third()}),
    Sending("publishing.publish", "admin", "/process/versions/publish",
            {"text": third(), "checked": load_sound(third()).source_hash}, to="/now"),
    Sending("publishing.migrate", "admin", _published),
    Sending("publishing.move", "admin", _published, {"seen": "6"}, to="/move"),
    Sending("designs.index", "admin", "/process/drafts/", {"version": "standard 2"}),
    Sending("designs.text", "admin", _a_draft("/text"), {"text": "name ="}),
    Sending("designs.withdraw", "admin", _a_draft()),
    Sending("designs.take_up", "admin", _a_draft(withdrawn=True)),
    Sending("design_parts.properties", "admin", _a_draft("/properties"), {"version": "7"}),
    Sending("design_parts.add", "admin", _a_draft("/states/new"), {"title_en": "Waiting"}),
    Sending("design_parts.change", "admin", _a_draft("/transitions/2"), {"limit": "3"}),
    Sending("design_parts.move", "admin", _a_draft(), {"to": "up"}, to="/rules/2/move"),
    Sending("design_parts.remove", "admin", _a_draft(), to="/rules/1/remove"),
    Sending("transfers.cancel", "admin", _transfers("2022-04-01")),
    Sending("invitations.slips", "admin", "/accounts/links/?whose=everybody", {"person": "1"}),
    Sending("invitations.mail", "admin", _mailable, {"person": "1"}, to="mail"),
    Sending("transfers.follow", "admin", _transfers("2022-04-01"), {"successor": "mirai"}),
    Sending("leaving.write", "admin", _person("/people", "soumu", "/leaving"),
            {"successor": "kikaku"}),
    Sending("transfers.take_effect", "admin", _transfers("2021-08-17")),
    Sending("handovers.take_over", "kikaku", _handed_over),
    Sending("organisation.new", "admin", "/organisation/2022/departments/new",
            {"code": "shin", "name": "新部", "sections": "新課"}),
    Sending("organisation.department", "admin", "/organisation/2022/departments/suito",
            {"name_en": "Treasury"}),
    Sending("organisation.abolish", "admin", "/organisation/2022/departments/suito"),
    Sending("organisation.bring", "admin", "/organisation/2023/file",
            {"file": ("a.csv", "部局コード,部局名,課室名\nshin,新部,新課\n".encode())}),
    Sending("organisation.apply", "admin", "/organisation/2023/file",
            {"code": ["shin"], "name": ["新部"], "name_en": [""], "of": ["shin"], "number": [""],
             "section": ["新課"], "section_en": [""]}, to="/apply"),
    Sending("new_year.prepare", "admin", "/organisation/new-year/?year=2022"),
    Sending("reorganisation.new", "admin", "/organisation/plans/new",
            {"title": "改編", "takes_effect_on": "2022-04-01", "lines-old_department": ["出納局"]}),
    Sending("reorganisation.edit", "admin", _to_edit, {"title": "別の名"}),
    Sending("reorganisation.decide", "admin", _a_plan()),
    Sending("reorganisation.cancel", "admin", _a_plan()),
    Sending("reorganisation.carry_out", "admin", _a_plan("2021-08-17", decided=True)),
    Sending("office.change", "admin", "/office/", {"finance_ja": "財務課"}),
    Sending("office.put_logo", "admin", "/office/", {"logo": ("logo.svg", LOGO)}),
    Sending("office.remove_logo", "admin", _with_a_logo),
    Sending("office.ask_for", "admin", "/office/sheet", {"kpi": "required"}),
    Sending("proposals.new", "soumu", "/proposals/new", PROPOSED),
    Sending("proposals.group", "reviewer", _proposals, {"id": ["1"], "title": "旅費"}),
    Sending("proposals.take", "reviewer", _proposed, {"text": "始めます。"}, part="answer"),
    Sending("proposals.adopt", "kenko", _forwarded),
    Sending("proposals.adopt_as_goal", "kenko", _forwarded, {"goal": "1"}),
    Sending("systems.new", "soumu", "/systems/new",
            {"name": "新しいシステム", "department": "soumu"}),
    Sending("systems.edit", "soumu", _system("survey", "/edit"), {"vendor": "別の会社"}),
    Sending("systems.move", "soumu", _system("survey"), part="survey"),
    Sending("systems.move", "reviewer", _system("study"), {"reason": "内訳を"}, part="send_back"),
    Sending("systems.move", "soumu", _system("policy"), {"reason": "切替済"}, part="carry_out"),
    Sending("systems.move", "reviewer", _system("done"), part="review"),
    Sending("systems.move", "soumu", _system("survey"), {"reason": "不要"}, part="retire"),
    Sending("systems.assess", "reviewer", _system("study"),
            {"assessment": "keep", "reasons": "当面は継続する。"}),
    Sending("systems.bring", "soumu", "/systems/file", {"file": ("a.csv", SYSTEMS)}),
    Sending("systems.commit", "soumu", _systems_at_hand),
    Sending("systems.draft_item", "soumu", _system("survey")),
    Sending("own_fields.add", "admin", "/office/fields/", {"title_ja": "対象人数"}),
    Sending("own_fields.change", "admin", _with_an_own_field, {"title_ja": "別の名"}),
    Sending("own_fields.place", "admin", _with_own_fields),
    Sending("own_fields.switch", "admin", _with_own_fields),
    Sending("own_roles.add", "admin", "/office/roles/", {"title_ja": "課長", "code": "head"}),
    Sending("own_roles.change", "admin", _with_an_own_role, {"title_ja": "別の名"}),
    Sending("own_roles.place", "admin", _with_own_roles),
    Sending("own_roles.switch", "admin", _with_own_roles),
    Sending("papers.ask", "secretariat", "/papers/list.xlsx?cycle=2021-09"),
    Sending("reports.freeze", "secretariat", "/reports/2/planned/freeze", part="planned"),
    Sending("reports.freeze", "secretariat", "/reports/2/evaluated/freeze", part="evaluated"),
    Sending("reports.lift", "secretariat", _frozen, {"note": "所見の誤記"}),
    Sending("reports.agenda", "secretariat", "/reports/2/agenda",
            {"group": ["2"], "number": ["1"], "title": ["資料その2"], "kind": ["free"]}),
    Sending("handlers.department", "reviewer", "/handlers/departments/1", {"main": "8"}),
    Sending("handlers.item", "reviewer", _item("/handlers/items", UNDER_REVIEW),
            {"person": "8", "note": "不在のため"}),
    Sending("handlers.take", "reviewer2", _item("/items", UNDER_REVIEW)),
    Sending("substitutes.index", "reviewer", "/substitutes/", AWAY),
    Sending("substitutes.person", "admin", _person("/substitutes/people", "reviewer"), AWAY),
    Sending("substitutes.end", "reviewer", _lent),
    Sending("substitutes.acknowledge", "reviewer", _done_for_me),
    Sending("unsent.keep", "soumu", "/", {"unsent_place": "/items/1/edit", "summary": "途中"},
            to="unsent/"),
    Sending("unsent.forget", "soumu", _typing),
    Sending("timetable.new_cycle", "secretariat", "/timetable/cycles/new?year=2022",
            {"fiscal_year": "R4", "budget_year": "R4", "kind": "05", "process_name": "standard",
             "opens_on": "2022-04-11", "submission_deadline": "2022-04-28",
             "review_deadline": "2022-05-20"}),
    Sending("timetable.cycle", "secretariat", "/timetable/cycles/2021-12",
            {"review_deadline": "2021-11-12"}),
    Sending("timetable.tracks", "secretariat", "/timetable/cycles/2021-12/tracks",
            {"tracks-below": "10,000", "tracks-process": "simple"}),
    Sending("timetable.close_cycle", "secretariat", "/timetable/cycles/2021-12", part="close"),
    Sending("timetable.close_cycle", "secretariat", _closed, part="reopen"),
    Sending("timetable.new_meeting", "secretariat", "/timetable/meetings/new?year=2021",
            {"number": "9", "held_on": "2022-03-18"}),
    Sending("timetable.meeting", "secretariat", "/timetable/meetings/3",
            {"held_on": "2021-12-10"}),
    Sending("timetable.new_session", "secretariat", "/timetable/sessions/new?year=2021",
            {"title": "臨時の評価", "begins_on": "2021-10-01", "cycle_ids": ["2021-09"]}),
    Sending("timetable.session", "secretariat", "/timetable/sessions/2", {"title": "別の名"}),
    Sending("timetable.new_row", "secretariat", "/timetable/rows/new?year=2021", ROW),
    Sending("timetable.row", "secretariat", "/timetable/rows/3", {"note": "別の注記"}),
    Sending("timetable.place_row", "secretariat", "/timetable/rows?year=2021"),
    Sending("timetable.remove_row", "secretariat", "/timetable/rows/3"),
    Sending("undertakings.plan", "reviewer", undertaken.step, {"due_on": "2021-09-10"}),
    Sending("undertakings.report", "kikaku", undertaken.step,
            {"state": "done", "said": "まとめた。"}),
    Sending("undertakings.link", "reviewer", undertaken.page, {"number": undertaken.NUMBER}),
    Sending("undertakings.unlink", "reviewer", undertaken.linked),
    Sending("undertakings.new_document", "reviewer", undertaken.adding("documents"),
            {"stage": "outline", "file": ("骨子案.pdf", PDF)}),
    Sending("undertakings.period", "reviewer", undertaken.document,
            {"since": "2021-08-20", "until": "2021-09-17"}),
    Sending("undertakings.receive", "reviewer", undertaken.document,
            {"said_by": "県民", "text": "高齢者への支援を。"}),
    Sending("undertakings.new_recommendation", "secretariat", undertaken.adding("recommendations"),
            {"said_by": "コンソーシアム", "text": "人材を育てること。"}),
    Sending("undertakings.answer", "reviewer", undertaken.comment,
            {"outcome": "taken_up", "answer": "研修を加えた。"}),
    Sending("undertakings.new_pilot", "reviewer", undertaken.adding("pilots"),
            {"theme": "遠隔診療"}),
    Sending("undertakings.pilot", "reviewer", undertaken.pilot,
            {"conclusion": "partly", "outcome": "二地区でできた。"}),
)  # fmt: skip

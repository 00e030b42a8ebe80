"""Forms about goals, undertakings, the staff's proposals and the inventory of systems."""

from collections.abc import Callable
from typing import Final

from tests.support import goals
from tests.support import undertakings as undertaken
from tests.support.attached import PDF
from tests.support.people import person_named
from tests.support.sendings.sending import Sending
from tests.support.units import do, look
from workflow import proposals, systems
from workflow.engine import Engine
from workflow.proposals import Act, ProposalDraft
from workflow.systems import SystemFilter
from workflow.values.systems import ReviewState
from workflow.values.vocabulary import Role

SYSTEMS: Final = "部局名,システム名\n総務部,ファイルのシステム\n".encode()
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
    brought = look(engine, "soumu", systems.FILES.bring, "a.csv", SYSTEMS)
    return f"/systems/file/{do(engine, 'soumu', systems.FILES.stage, brought)}"


def _proposals(engine: Engine) -> str:
    return _proposed(engine).rpartition("/")[0] + "/"


def _forwarded(engine: Engine) -> str:
    page = _proposed(engine)
    (department,) = person_named(engine, "kenko").departments(Role.OFFICER)
    to = (int(page.rpartition("/")[2]), Act.FORWARD, 1, "お願いします。", department)
    do(engine, "reviewer", proposals.act, *to)
    return page


FORMS: Final = (
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
    Sending("proposals.new", "soumu", "/proposals/new", PROPOSED),
    Sending("proposals.group", "reviewer", _proposals, {"id": ["1"], "title": "旅費"}),
    Sending("proposals.take", "reviewer", _proposed, {"text": "始めます。"}, part="answer"),
    Sending("proposals.adopt", "kenko", _forwarded),
    Sending("proposals.draft_goal", "kenko", _forwarded, {"team": "健康班"}),
    Sending("proposals.adopt_as_goal", "kenko", _forwarded, {"goal": "1"}),
    Sending("systems.new", "soumu", "/systems/new",
            {"name": "新しいシステム", "department": "soumu"}),
    Sending("systems.edit", "soumu", _system("survey", "/edit"), {"vendor": "別の会社"}),
    Sending("systems.move", "soumu", _system("survey"), part="survey"),
    Sending("systems.move", "reviewer", _system("study"), {"reason": "内訳を"}, part="send_back"),
    Sending("systems.move", "soumu", _system("policy"), {"reason": "切替済"}, part="carry_out"),
    Sending("systems.move", "reviewer", _system("done"), part="review"),
    Sending("systems.move", "soumu", _system("survey"), {"reason": "不要"}, part="retire"),
    Sending("systems.move", "reviewer", _system("survey"), {"answer_by": "2021-09-30"},
            part="ask"),
    Sending("systems.ask_all", "reviewer", "/systems/round?department=soumu",
            {"answer_by": "2021-09-30"}),
    Sending("systems.assess", "reviewer", _system("study"),
            {"assessment": "keep", "reasons": "当面は継続する。"}),
    Sending("systems.bring", "soumu", "/systems/file", {"file": ("a.csv", SYSTEMS)}),
    Sending("systems.commit", "soumu", _systems_at_hand),
    Sending("systems.draft_item", "soumu", _system("survey")),
    Sending("undertakings.plan", "reviewer", undertaken.step, {"due_on": "2021-09-10"}),
    Sending("undertakings.report", "kikaku", undertaken.step,
            {"state": "done", "said": "まとめた。"}),
    Sending("undertakings.bring", "reviewer", "/undertakings/file?year=2021",
            {"file": ("a.csv", undertaken.FILE)}),
    Sending("undertakings.commit", "reviewer", undertaken.file_at_hand),
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

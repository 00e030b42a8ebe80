"""Systems of the inventory, and the steps of their review, by whoever takes them."""

from datetime import date

from workflow import ledger, systems
from workflow.systems import SystemDraft
from workflow.values.systems import Hosting, PersonalData, SystemAct
from workflow.values.vocabulary import Network, SystemForm

SAID = SystemDraft(
    department="soumu",
    section="税務課",
    name="税務総合システム",
    purpose="県税の賦課と徴収を行う。",
    vendor="〇〇情報システム㈱",
    form=SystemForm.PACKAGE,
    networks=(Network.LGWAN, Network.MY_NUMBER),
    personal_data=PersonalData.MY_NUMBER,
    users=120,
    hosting=Hosting.DATA_CENTER,
    holds="納税者の氏名、住所、課税額",
    contract_from=date(2017, 4, 1),
    contract_until=date(2022, 3, 31),
    support_until=date(2023, 10, 10),
    costs={2017: 60_000, 2021: 66_000},
)


def added(office, said: SystemDraft = SAID, who: str = "officer") -> int:
    """The number of a system that somebody adds."""
    return office.do(who, systems.add, said)


def revision(office, system_id: int) -> int:
    """What a page that is opened now has seen of a system."""
    return office.look("reviewer", systems.one, system_id).row.revision


def moved(
    office, who: str, system_id: int, act: str, note: str = "", answer_by: date | None = None
) -> None:
    """Take a step of the review."""
    seen = revision(office, system_id)
    office.do(who, systems.move, system_id, SystemAct(act), seen, note, answer_by)


def audited(office):
    """Where the inventory differs from its record."""
    with office.engine.database.reading() as session:
        return ledger.audit_changes(session).breaks

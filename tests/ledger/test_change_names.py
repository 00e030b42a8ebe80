"""What the record refers to by number, login or code is called as it is called now."""

import pytest

from workflow import ledger
from workflow.ledger import Referred
from workflow.values.actor import Title

pytestmark = pytest.mark.both_databases

NAMES = {
    (Referred.LOGIN, "soumu"): ("税務課 担当", "Officer, Taxation Division"),
    (Referred.DEPARTMENT, 1): ("総務部", "General Affairs Department"),
    (Referred.DEPARTMENT_CODE, "kenko"): ("健康福祉部", "Health and Welfare Department"),
    (Referred.FIELD_CODE, "living"): ("くらし", "Living"),
    (Referred.BODY, 1): ("DX戦略本部", ""),
    (Referred.MEMBER, 1): ("DX戦略本部 供覧", "Headquarters reader"),
    (Referred.MEETING, 2): ("令和3年度第2回", "FY2021 (R3), no. 2"),
    (Referred.BODY_MEETING, 4): ("DX戦略本部 令和3年度第2回", "DX戦略本部 FY2021 (R3), no. 2"),
    (Referred.ITEM, 1): ("秋田県公共事業執行管理システム改修事業", ""),
    (Referred.GOAL, 1): ("財務会計システムの活用による内部統制機能の向上", ""),
    (Referred.SYSTEM, 3): ("職員研修管理システム", ""),
}


@pytest.mark.parametrize(("what", "name"), NAMES.items(), ids=lambda one: str(one[0]))
def test_it_is_found_by_what_the_record_holds(shared_demo_engine, what, name):
    with shared_demo_engine.read() as work:
        assert ledger.name_of(work, *what) == Title(*name)


@pytest.mark.parametrize("kind", Referred)
@pytest.mark.parametrize("key", ["nobody", 9_999, -1, 2**40])
def test_what_is_not_there_has_no_name(shared_demo_engine, kind, key):
    with shared_demo_engine.read() as work:
        assert ledger.name_of(work, kind, key) is None

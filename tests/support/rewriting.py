"""Items that are rewritten after they were submitted: the sheet before, and the change."""

from dataclasses import replace

from tests.support.office import Office
from workflow import items
from workflow.values.sheet import FundingLine, Sheet
from workflow.values.vocabulary import FundingSource

OLD, NEW = "庁内網更改", "駅前予約基盤"
OLD_KYEN, NEW_KYEN = 60_016, 77_123


def a_sheet(office: Office, name: str, kyen: int, source: FundingSource) -> Sheet:
    return office.a_sheet(
        name=name,
        summary=f"{name}の内容",
        amount_kyen=kyen,
        funding_lines=(FundingLine(source, kyen),),
    )


def rewrite(office: Office, item_id: int, **changes: object) -> Sheet:
    now = office.look("officer", items.get, item_id)
    sheet = replace(now.sheet, **changes)
    office.do("officer", items.save, item_id=item_id, sheet=sheet, seen=now.content_hash)
    return sheet

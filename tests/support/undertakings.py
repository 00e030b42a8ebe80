"""Undertakings under way in the demonstration, for tests of forms and pages; refusals."""

from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import pytest

from tests.support.units import do, look
from workflow import undertakings
from workflow.engine import Engine
from workflow.files.storage import FolderStorage
from workflow.undertakings import CommentDraft, DocumentDraft, PilotDraft
from workflow.values.errors import InputRefused
from workflow.values.promotion import DocumentStage

PLAN: Final = "DX推進計画"
FILE: Final = "取組事項,四半期,工程,期限\nDX推進計画,7-9月,骨子案,2021-09-30\n".encode()
NUMBER: Final = "9補-建設-001"


def plan_id(engine: Engine) -> int:
    """The undertaking of the plan."""
    rows = look(engine, "viewer", undertakings.every, 2021)
    return next(row.id for row in rows if row.title == PLAN)


def page(engine: Engine) -> str:
    """Its page."""
    return f"/undertakings/{plan_id(engine)}"


def step(engine: Engine) -> str:
    """The page of the step 骨子案, for which kikaku is responsible."""
    steps = look(engine, "viewer", undertakings.one, plan_id(engine)).steps
    return f"/undertakings/steps/{next(one.id for one in steps if one.text == '骨子案')}"


def file_at_hand(engine: Engine) -> str:
    """The page of a file of steps that was brought and not carried out."""
    brought = look(engine, "reviewer", undertakings.FILES.bring, "a.csv", FILE)
    return f"/undertakings/file/{do(engine, 'reviewer', undertakings.FILES.stage, brought, 2021)}"


def adding(what: str):
    """The form that adds a document, recommendation or pilot; files have a place."""

    def form(engine: Engine) -> str:
        engine.storage = FolderStorage(Path(mkdtemp(prefix="jizen-files-")))
        return f"{page(engine)}/{what}/new"

    return form


def linked(engine: Engine) -> str:
    """Its page, once an item is part of it."""
    do(engine, "reviewer", undertakings.link_item, plan_id(engine), NUMBER)
    return page(engine)


def document(engine: Engine) -> str:
    """The page of its draft (素案)."""
    given = DocumentDraft(PLAN, DocumentStage.DRAFT, date(2021, 8, 2))
    return f"/undertakings/documents/{_added(engine, undertakings.add_document, given)}"


def comment(engine: Engine) -> str:
    """The form that answers a recommendation."""
    given = CommentDraft("コンソーシアム", date(2021, 8, 2), "人材を育てること。")
    return f"/undertakings/comments/{_added(engine, undertakings.add_comment, given)}"


def pilot(engine: Engine) -> str:
    """The form of a pilot."""
    added = _added(engine, undertakings.add_pilot, PilotDraft("遠隔診療"))
    return f"/undertakings/pilots/{added}"


def refused(office, who, verb, *given) -> dict[str, str]:
    """The fields that a verb refuses, each with the key of what is wrong."""
    with pytest.raises(InputRefused) as found:
        office.do(who, verb, *given)
    return {one.field: one.key for one in found.value.problems}


def _added(engine: Engine, verb, given) -> int:
    return do(engine, "reviewer", verb, plan_id(engine), given)

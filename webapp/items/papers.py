"""An item on paper: its sheet with the history, and the notice of its result."""

from flask import request
from werkzeug.wrappers import Response

from webapp.items.views import ITEM, blueprint
from webapp.request import access, current
from webapp.request.files import handed_out
from workflow import documents


@blueprint.get(f"{ITEM}/sheet.pdf")
@access.signed_in
def sheet_paper(item_id: int) -> Response:
    """事前協議書 of the item, for whoever may see it; with `?threads=1` what was asked about it."""
    wanted = request.args.get("threads") == "1"
    return handed_out(documents.item_document(current.work(), item_id, with_threads=wanted))


@blueprint.get(f"{ITEM}/result.pdf")
@access.roles(*documents.RESULT_READERS)
def result_paper(item_id: int) -> Response:
    """結果通知 about the item, for the DX center and the department it is addressed to."""
    return handed_out(documents.result_document(current.work(), item_id))

"""Looking at items: the list, one item, what changed in it, its papers; and choosing a source."""

from dataclasses import replace
from secrets import token_hex
from typing import Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from webapp.items import listing, presenter, queue_bar, quoting
from webapp.items.sheet_view import SheetWords, files_differing
from webapp.request import access, current
from webapp.request.files import handed_out
from workflow import (
    advice,
    attachments,
    bodies,
    bulk,
    conditions,
    documents,
    handlers,
    items,
    proposals,
    threads,
    undertakings,
)
from workflow.values import InputRefused, NotFound, Role, SortOrder

blueprint = Blueprint("items", __name__, url_prefix="/items")

ITEM: Final = "/<id:item_id>"
"""No item has a larger number; the database would not even take one to look for."""


@blueprint.get("/")
@access.signed_in
def index() -> str:
    """The items of the cycle in a table to work in."""
    actor, cycle = current.actor(), current.cycle()
    form = listing.form_for(cycle)
    form.validate()
    wanted = form.wanted(cycle.id)
    try:
        page = items.page(current.work(), wanted, after=request.args.get("after") or None)
    except InputRefused as error:
        form.after.errors = [*form.after.errors, *listing.said(error)]
        page = items.page(current.work(), wanted)
    of_center = actor.sees_everything
    return render_template(
        "items/index.html",
        form=form,
        page=page,
        wanted=wanted,
        queues=queue_bar.queues(cycle.id, wanted) if of_center else (),
        sorting=queue_bar.heads(wanted),
        back=request.full_path,
        bulk_actions=bulk.actions(current.work(), cycle.id),
        several_departments=listing.sees_several_departments(actor),
        next_url=listing.next_page(page.next_cursor) if page.next_cursor else None,
        first_url=listing.first_page() if request.args.get("after") else None,
    )


@blueprint.get(ITEM)
@access.signed_in
def show(item_id: int) -> str:
    """One item: whose turn it is, what may be done, the sheet, what happened."""
    work = current.work()
    item = items.get(work, item_id)
    masters = items.masters(work, item.cycle.fiscal_year)
    words, attached = SheetWords(masters), attachments.of(work, item_id)
    return render_template(
        "items/show.html",
        item=item,
        has_result=bool(documents.result_departments(work, [item.row])),
        row=item.row,
        sheet_parts=words.parts(item.sheet, item.as_typed),
        empty=words.empty(item.sheet),
        ask_key=token_hex(16),
        judged=presenter.judged_before(item, current.actor()),
        actions=presenter.buttons(item),
        withheld=presenter.withheld(item),
        track=presenter.track_worth_saying(item),
        happened=presenter.history(item, masters),
        changed=presenter.changed_since_last_round(item, attached) if item.sent_back else None,
        listed=conditions.of(work, item_id),
        advice=advice.of(work, item_id),
        attached=attached,
        talk=threads.of(work, item_id),
        pages=presenter.pages(item),
        proposed=proposals.of_item(work, item_id),
        undertaken=undertakings.of_item(work, item_id),
        tasks=bodies.of_item(work, item_id),
        today=current.today(),
        may_ask=advice.ask_refusal(work, item_id) is None,
        handling=handlers.of_item(work, item_id) if current.actor().sees_everything else None,
        **quoting.beside(quoting.of(item), masters, item.sheet),
        **quoting.similar_beside(item),
    )


@blueprint.get(f"{ITEM}/changes")
@access.signed_in
def changes(item_id: int) -> str:
    """Field by field, what one revision says and another; 0 is what is kept now."""
    item = items.get(current.work(), item_id)
    default = presenter.latest_changes(item, current.actor())
    before = request.args.get("before", default[0], type=int)
    after = request.args.get("after", default[1], type=int)
    if not {before, after} <= {0, *(one.number for one in item.revisions)}:
        raise NotFound(what="revision")
    words = SheetWords(items.masters(current.work(), item.cycle.fiscal_year))
    found = items.compare(current.work(), item_id, before, after)
    files = attachments.of(current.work(), item_id)
    return render_template(
        "items/changes.html",
        item=item,
        before=before,
        after=after,
        differences=[
            *(words.difference(one) for one in found.changes),
            *files_differing(files.at(before), files.at(after)),
        ],
    )


# --------------------------------------------------------------------- on paper


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


# -------------------------------------------------- from which a draft is taken


A_PAGE: Final = 20


@blueprint.get("/sources")
@access.roles(Role.OFFICER)
def sources() -> str:
    """The items one may see, the latest first: which is the next one taken from?"""
    form = listing.FilterForm(request.args)
    form.validate()
    wanted = replace(form.wanted(""), cycle_id=None, sort=SortOrder.RECENT)
    after = request.args.get("after") or None
    try:
        page = items.page(current.work(), wanted, after=after, limit=A_PAGE)
    except InputRefused as error:
        form.words.errors = [*form.words.errors, *listing.said(error)]
        page = items.page(current.work(), wanted, limit=A_PAGE)
    return render_template(
        "items/sources.html",
        words=form.words,
        page=page,
        next_url=listing.next_page(page.next_cursor) if page.next_cursor else None,
        first_url=listing.first_page() if after else None,
    )

"""Looking at items: the list, one item, what changed between two of its revisions."""

from secrets import token_hex
from typing import Final

from flask import Blueprint, render_template, request

from webapp.items import listing, presenter, queue_bar, quoting, similar, track
from webapp.items.sheet_view import SheetWords
from webapp.request import access, current
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
from workflow.values import InputRefused, NotFound

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
        bulk_actions=bulk.actions(current.work()),
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
    words = SheetWords(masters)
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
        track=track.worth_saying(item),
        happened=presenter.history(item, masters),
        changed=presenter.changed_since_last_round(item) if item.sent_back else None,
        listed=conditions.of(work, item_id),
        advice=advice.of(work, item_id),
        attached=attachments.of(work, item_id),
        talk=threads.of(work, item_id),
        pages=presenter.pages(item),
        proposed=proposals.of_item(work, item_id),
        undertaken=undertakings.of_item(work, item_id),
        tasks=bodies.of_item(work, item_id),
        today=current.today(),
        may_ask=advice.ask_refusal(work, item_id) is None,
        handling=handlers.of_item(work, item_id) if current.actor().sees_everything else None,
        **quoting.beside(quoting.of(item), masters, item.sheet),
        **similar.beside(item),
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
    return render_template(
        "items/changes.html",
        item=item,
        before=before,
        after=after,
        differences=[words.difference(one) for one in found.changes],
    )

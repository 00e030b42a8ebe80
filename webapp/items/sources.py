"""Choosing the earlier item from which a draft is taken."""

from dataclasses import replace
from typing import Final

from flask import render_template, request

from webapp.items import listing
from webapp.items.views import blueprint
from webapp.request import access, current
from workflow import items
from workflow.values import InputRefused, Role, SortOrder

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

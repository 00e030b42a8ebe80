"""The standard set of a new office: everything is shown before it is put in place."""

from typing import Final

from flask import Blueprint, render_template, request, url_for
from flask_babel import LazyString

from webapp.request import access, current
from webapp.request.posting import Answer, led_back, posted
from webapp.words import labels, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.catalogue import ngettext
from webapp.words.office import HEADQUARTERS_FIRST
from workflow import standard_set
from workflow.standard_set import Part
from workflow.values import ADMINISTRATORS, InputRefused, Master

blueprint = Blueprint("standard_set", __name__, url_prefix="/setup/standard")

PARTS: Final[dict[Part, LazyString | str]] = {
    Part.FIELDS: labels.ENUMS[Master][Master.FIELD],
    Part.CATEGORIES: labels.ENUMS[Master][Master.CATEGORY],
    Part.FUNDING: labels.ENUMS[Master][Master.FUNDING],
    Part.CRITERIA: labels.ENUMS[Master][Master.CRITERION],
    Part.VERDICTS: labels.ENUMS[Master][Master.VERDICT],
    Part.REQUIRED: _p("standard set", "Fields of the sheet that must be filled in"),
    Part.HIDDEN: _p("standard set", "Fields of the sheet that are not asked for"),
    Part.CYCLES: _l("Budget cycles"),
    Part.SESSIONS: _l("Evaluation sessions"),
    Part.MEETINGS: _l("%(headquarters)s meetings", headquarters=HEADQUARTERS_FIRST),
}


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """What the office lacks of the set; each line can be left out."""
    return render_template(
        "standard_set/index.html",
        found=standard_set.proposal(current.work()),
        parts=PARTS,
        part_of=Part,
        sheet_label=sheet_labels.field,
        today=current.today(),
    )


@blueprint.post("/")
@access.roles(*ADMINISTRATORS)
def put() -> Answer:
    """Put the chosen lines in place, all or none."""
    chosen, seen = request.form.getlist("line"), request.form.get("seen", "")
    try:
        return posted(
            lambda work: standard_set.put(work, chosen, seen),
            said=lambda count: ngettext(
                "%(num)d line of the standard set is in place.",
                "%(num)d lines of the standard set are in place.",
                count,
            ),
            back=url_for("setup.index"),
        )
    except InputRefused as refused:
        return led_back(refused, _("Choose at least one line."), url_for("standard_set.index"))

"""The parts of a draft: each on a form of its own; moved and taken out by buttons."""

from collections.abc import Callable
from typing import Any, Final

from flask import Blueprint, render_template, request, url_for

from webapp.designs import words
from webapp.designs.forms import (
    PropertiesForm,
    RoleForm,
    RuleForm,
    StateForm,
    TransitionForm,
)
from webapp.designs.part_form import PartForm, SeenForm
from webapp.designs.refusals import again
from webapp.request import access, current
from webapp.request.posting import Answer, posted
from webapp.words.catalogue import gettext as _
from webapp.words.filters import title
from workflow import designs, items, masters
from workflow.designs import ROLES, RULES, STATES, TRANSITIONS, Document, DraftDetail, Part
from workflow.values import ADMINISTRATORS, Master, NotFound

blueprint = Blueprint("design_parts", __name__, url_prefix="/process/drafts")

SECTION: Final = "/<id:draft_id>/<any(states, transitions, rules, roles):section>"
PART: Final = f"{SECTION}/<id:number>"
"""Numbers count from 1, as people do; places from 0."""

administrators = access.roles(*ADMINISTRATORS)

_FORMS: Final[dict[str, type[PartForm]]] = {
    STATES: StateForm,
    TRANSITIONS: TransitionForm,
    RULES: RuleForm,
    ROLES: RoleForm,
}
_STEPS: Final = {"up": -1, "down": 1}


@blueprint.route("/<id:draft_id>/properties", methods=["GET", "POST"])
@administrators
def properties(draft_id: int) -> Answer:
    """Name, version, titles and first state."""
    found, document = _apart(draft_id)
    form = PropertiesForm()
    form.offer([(one.name, words.title(one)) for one in document.parts(STATES)])

    def edit(now: Document) -> Document:
        return designs.described(now, form.part(designs.description(now)))

    return _form(found, form, designs.description(document), edit, _("Name and version"), "")


@blueprint.route(f"{SECTION}/new", methods=["GET", "POST"])
@administrators
def add(draft_id: int, section: str) -> Answer:
    """Add a part at the end of its section."""
    found, document = _apart(draft_id)
    form, known = _offered(section, document, Part({})), _office_roles()

    def edit(now: Document) -> Document:
        return designs.with_roles(designs.added(now, section, form.part(Part({}))), known)

    return _form(found, form, Part({}), edit, str(words.NEW[section]), section)


@blueprint.route(PART, methods=["GET", "POST"])
@administrators
def change(draft_id: int, section: str, number: int) -> Answer:
    """Change what a part says."""
    found, document = _apart(draft_id)
    place = number - 1
    one = designs.part(document, section, place)
    form, known = _offered(section, document, one), _office_roles()

    def edit(now: Document) -> Document:
        new = form.part(designs.part(now, section, place))
        return designs.with_roles(designs.changed(now, section, place, new), known)

    heading = words.called(section, found, place, one)
    return _form(found, form, one, edit, heading, section, place)


@blueprint.post(f"{PART}/move")
@administrators
def move(draft_id: int, section: str, number: int) -> Answer:
    """Move a part one place up or down."""
    place = number - 1
    to = place + _STEPS.get(request.form.get("to", ""), 0)
    return _sent(
        draft_id,
        section,
        place,
        lambda now: designs.moved(now, section, place, to),
        _("The order is changed."),
    )


@blueprint.post(f"{PART}/remove")
@administrators
def remove(draft_id: int, section: str, number: int) -> Answer:
    """Take a part out."""
    place = number - 1
    return _sent(
        draft_id,
        section,
        place,
        lambda now: designs.removed(now, section, place),
        _("It is taken out."),
    )


def _apart(draft_id: int) -> tuple[DraftDetail, Document]:
    """A draft that has parts. Raises NotFound, also for a text without parts."""
    found = designs.draft(current.work(), draft_id)
    if found.document is None:
        raise NotFound(what="process_part")
    return found, found.document


def _offered(section: str, document: Document, one: Part) -> PartForm:
    """The form of a part, with what it can name."""
    form = _FORMS[section]()
    if isinstance(form, StateForm):
        taken = (other.name for other in document.parts(STATES) if other.name != one.name)
        form.offer(words.roles(document), _departments(), taken)
    elif isinstance(form, TransitionForm):
        form.offer(words.choices(document, _codes()), str(one.values.get("effect", "")))
    elif isinstance(form, RoleForm):
        form.offer(other.name for other in document.parts(ROLES))
    elif isinstance(form, RuleForm):
        form.offer(words.choices(document, {}))
    return form


def _office_roles() -> dict[str, dict[str, Any]]:
    """How a definition declares each own role of the office."""
    return {
        str(one.name): {
            "title": {"ja": one.title.ja, "en": one.title.en or one.title.ja},
            "scope": one.scope.value,
        }
        for one in current.named().roles
        if one.active
    }


def _departments() -> words.Pairs:
    """The departments of the year, by their codes."""
    if not current.cycles():
        return []
    found = items.departments(current.work(), current.cycle().fiscal_year)
    return [(one.code, title(one.name)) for one in found]


def _codes() -> dict[str, words.Pairs]:
    """What the office's lists offer for a sheet."""
    lists = {"field": Master.FIELD, "category": Master.CATEGORY, "funding": Master.FUNDING}
    return {
        name: [
            (one.code, one.title.text(current.language()))
            for one in masters.entries(current.work(), master)
            if one.active
        ]
        for name, master in lists.items()
    }


def _form(
    found: DraftDetail,
    form: PartForm,
    shown: Part,
    edit: Callable[[Document], Document],
    heading: str,
    section: str,
    place: int | None = None,
) -> Answer:
    """The form of a part; a form that was sent is written into the draft."""
    if not form.is_submitted():
        form.seen.data = found.seen
        form.show(shown)
    row = shown.name or ("" if place is None else str(place))
    wrong = found.findings.of(section, row) if shown.values or not section else ()

    def page() -> str:
        return render_template(
            "designs/part.html",
            found=found, form=form, heading=heading, section=section, wrong=wrong, words=words,
            is_new=place is None,
        )  # fmt: skip

    if request.method != "POST":
        return page()
    if not form.validate():
        return page(), 422
    return posted(
        lambda work: designs.change(
            work, found.card.id, form.seen.data or "", edit, _path(section, row)
        ),
        said=_("The draft is saved."),
        back=_back(found.card.id, section, place),
        refused=again(form, page),
    )


def _path(section: str, row: str) -> str:
    """What was changed, as the record says it: states.draft, transitions[3]."""
    return f"{section}[{row}]" if row.isdecimal() else ".".join(filter(None, (section, row)))


def _back(draft_id: int, section: str, place: int | None = None) -> str:
    """The draft's page, at the part or its table."""
    anchor = section or None if place is None else f"{section}-{place + 1}"
    return url_for("designs.show", draft_id=draft_id, _anchor=anchor)


def _sent(
    draft_id: int, section: str, place: int, edit: Callable[[Document], Document], said: str
) -> Answer:
    seen, part = SeenForm().seen.data or "", _path(section, str(place))
    return posted(
        lambda work: designs.change(work, draft_id, seen, edit, part),
        said=said,
        back=_back(draft_id, section),
    )

"""The record of the office's changes: a page with filters, and its files."""

from typing import Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from webapp.audit import words
from webapp.forms.choice_fields import OneOf
from webapp.forms.fields import Clean, Count, Day, Line
from webapp.forms.form import Filters
from webapp.request import access, current
from webapp.request.files import handed_out
from webapp.words import labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.catalogue import lazy_pgettext as _p
from webapp.words.filters import stamp
from workflow import documents, ledger
from workflow.ledger import ChangeFilter, ChangeView, Referred
from workflow.values import ADMINISTRATORS, Subject, clean_line

blueprint = Blueprint("audit", __name__, url_prefix="/audit")

LONGEST_WORDS: Final = 100
"""Characters that are looked for."""
NARROWING: Final = ("subject", "login", "since", "until", "words")


class FilterForm(Filters):
    """The row of filters above the record."""

    subject = OneOf(_p("audit", "What was changed"))
    login = OneOf(_p("audit", "By whom"))
    since = Day(_p("audit", "From"))
    until = Day(_p("audit", "Until"))
    words = Line(_l("Words in it"), [Clean(clean_line, LONGEST_WORDS)])
    before = Count()

    @property
    def wanted(self) -> ChangeFilter:
        """The filter, leaving out what cannot be used."""
        subject = self.good("subject")
        return ChangeFilter(
            subject=Subject(subject) if subject else None,
            words=self.good("words") or "",
            login=self.good("login") or "",
            since=self.good("since"),
            until=self.good("until"),
        )

    @property
    def narrowing(self) -> dict[str, str]:
        """The filters in use, for another address."""
        return {name: request.args[name] for name in NARROWING if request.args.get(name)}


@blueprint.get("/")
@access.roles(*ADMINISTRATORS)
def index() -> str:
    """Every change, the newest first."""
    form = _filters()
    found = ledger.changes(current.work(), form.wanted, form.good("before"))
    return render_template(
        "audit/index.html", form=form, changes=found, words=words, shown=ledger.CHANGES_SHOWN
    )


@blueprint.get("/changes.csv")
@access.roles(*ADMINISTRATORS)
def table() -> Response:
    """What the filters leave as a table: one row a field that changed."""
    found = ledger.changes(current.work(), _filters().wanted, limit=None)
    headings = [
        _("No."), _p("audit", "When"), _p("audit", "By whom"), _p("audit", "What was changed"),
        _("Code"), _p("audit", "How"), _p("audit", "Field"), _p("audit", "Before"),
        _p("audit", "After"), _("Reason"),
    ]  # fmt: skip
    rows = [row for one in found for row in _rows(one)]
    name = _("Record of changes")
    return handed_out(documents.table_document(name, [str(one) for one in headings], rows))


@blueprint.get("/changes.jsonl")
@access.roles(*ADMINISTRATORS)
def chain() -> Response:
    """The whole record with its hashes, to be kept outside and compared later."""
    lines = b"".join(ledger.export_changes(current.work().session))
    name = _("Record of changes")
    return handed_out(documents.Document(f"{name}.jsonl", "application/x-ndjson", lines))


def _rows(one: ChangeView) -> list[list[str]]:
    start = [
        str(one.sequence), stamp(one.at), words.who(one.login, one.by),
        labels.enum(one.subject), one.code, words.action(one),
    ]  # fmt: skip
    return [
        [
            *start,
            words.field(one.subject, name),
            words.value(one.subject, name, before),
            words.value(one.subject, name, after),
            one.note,
        ]
        for name, before, after in words.in_order(one)
    ]


def _filters() -> FilterForm:
    form = FilterForm(request.args)
    everything = ("", _("All"))
    form.subject.choices = [everything, *labels.choices(Subject)]
    work = current.work()
    logins = ledger.changed_by(work.session)
    known = ((login, ledger.name_of(work, Referred.LOGIN, login)) for login in logins)
    form.login.choices = [everything, *((login, words.who(login, name)) for login, name in known)]
    form.validate()
    return form

"""What is typed into a conversation: a question, a note, an answer, a correction, a closing."""

from collections.abc import Iterable
from secrets import token_hex
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from webapp.forms.choice_fields import OneOf, SeveralOf
from webapp.forms.fields import Block, Count, Seen
from webapp.forms.form import Form
from webapp.request import current
from webapp.words import labels, sheet_labels
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l
from webapp.words.filters import bracketed, title
from workflow.threads import Reader, ThreadView

Typed = MultiDict[str, str] | None
"""What was typed into a form before and not sent."""

USUAL_DAYS: Final = 3
"""Business days that an answer is given unless the asker says otherwise."""


class SayForm(Form):
    """Words, with who is named besides; `key` makes a second delivery add nothing."""

    key = HiddenField()
    text = Block(_l("What to say"))
    answer_in = Count(_l("Business days for the answer"))
    mentioned = SeveralOf(_l("Tell these people too"), read=int)

    def name(self, readers: Iterable[Reader]) -> None:
        """Offer those who may see what is said."""
        self.mentioned.choices = [(str(one.person_id), _reader(one)) for one in readers]


class AskForm(SayForm):
    """The beginning of a thread; without a field it is about the whole item."""

    about = OneOf(_l("About"))

    def offer_fields(self) -> None:
        """Offer the fields of the sheet, in its order."""
        names = current.named().specs
        fields = ((name, sheet_labels.field(name)) for name in names if name != UNASKED)
        self.about.choices = [("", _("The whole item")), *fields]


class CloseForm(Form):
    """Settled, with a remark or without; `seen` is the last post that the page showed."""

    key = HiddenField()
    seen = Seen()
    remark = Block(_l("Remark"))


UNASKED: Final = "amount_confirmed"
"""A tick that confirms the amount: nothing to ask about."""

ASK: Final = "ask"
NOTE: Final = "note"


def ask_form(
    readers: Iterable[Reader],
    prefix: str,
    *,
    sent: bool = False,
    about: str = "",
    typed: Typed = None,
) -> AskForm:
    """The form for a question, or (prefix `note`) for an internal note; `typed` it was before."""
    form = AskForm(prefix=f"{prefix}-", **_source(sent, typed))
    form.offer_fields()
    form.name(readers)
    if not sent:
        form.key.data = form.key.data or token_hex(16)
    if not sent and not typed:
        form.about.data = about
        form.answer_in.data = str(USUAL_DAYS) if prefix == ASK else None
    return form


def say_form(
    readers: Iterable[Reader], thread: ThreadView, *, sent: bool = False, typed: Typed = None
) -> SayForm:
    """The form for the next word in a thread; the asker's side may name a day again."""
    form = SayForm(prefix=f"say{thread.id}-", **_source(sent, typed))
    form.name(readers)
    if not sent:
        form.key.data = form.key.data or token_hex(16)
    return form


def close_form(thread: ThreadView, *, sent: bool = False, typed: Typed = None) -> CloseForm:
    """The form that settles a thread."""
    form = CloseForm(prefix=f"close{thread.id}-", **_source(sent, typed))
    if not sent:
        form.key.data = form.key.data or token_hex(16)
        form.seen.data = str(thread.seen)
    return form


def _source(sent: bool, typed: Typed) -> dict[str, Any]:
    """From where a form takes its values: from the request, or from what was typed before."""
    return {} if sent else {"formdata": typed}


def _reader(one: Reader) -> str:
    side = bracketed(labels.enum(one.side)) if one.side else ""
    return f"{title(one.name)}{side} @{one.login}"

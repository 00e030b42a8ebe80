"""Forms that say what somebody has seen: where it changed meanwhile, they are asked again."""

from collections.abc import Callable
from typing import Any

from flask_wtf import FlaskForm

from webapp.bodies.forms import MinutesForm
from webapp.forms.refused import show_refusal
from webapp.reports.forms import AgendaForm
from webapp.request.posting import Answer, Page, posted
from workflow.bodies import BodyChanged
from workflow.values import NotFound, NotPermitted, Refusal
from workflow.work import Work


def sent(
    form: FlaskForm,
    verb: Callable[[Work], Any],
    *,
    said: str,
    back: str | Callable[[Any], str],
    page: Page,
    fresh: Callable[[], int],
) -> Answer:
    """Carry `verb` out; what is refused is said on `page`, which shows what was typed.

    Where somebody changed it meanwhile the page says so, and sent again what was typed holds:
    `fresh` is the revision of now.
    """

    def refused(error: Refusal) -> str:
        if isinstance(error, NotPermitted | NotFound):
            raise error
        if isinstance(form, MinutesForm | AgendaForm):
            form.refuse(error)
        else:
            show_refusal(form, error)
        if isinstance(error, BodyChanged):
            form["seen"].data = str(fresh())
        return page()

    return posted(verb, said=said, back=back, form=form, page=page, refused=refused)

"""How a person wants to be notified, as a form."""

from collections.abc import Iterable
from typing import Final

from wtforms import BooleanField, RadioField

from webapp.forms.form import Form
from webapp.words.catalogue import gettext as _
from webapp.words.catalogue import lazy_gettext as _l

OFFERED: Final = (0, 30, 120, 1440)
"""Minutes between two mails: at once, half an hour, two hours, a day."""

LANGUAGES: Final = (("ja", "日本語"), ("en", "English"))
"""Each in its own words, for whoever reads no other."""


class PreferencesForm(Form):
    """Mails, reminders, how long notices are gathered into one mail, and the language."""

    by_mail = BooleanField(_l("Send me mails"))
    reminders = BooleanField(_l("Remind me of deadlines, and send the daily summary"))
    digest_minutes = RadioField(_l("Gather notifications into one mail"), coerce=int)
    language = RadioField(_l("Language of mails and pages"))

    def offer(self, more: Iterable[int]) -> None:
        """Offer the languages, the usual intervals, and `more`: what was chosen before."""
        self.language.choices = list(LANGUAGES)
        minutes = sorted({*OFFERED, *more})
        self.digest_minutes.choices = [(one, interval(one)) for one in minutes]


def interval(minutes: int) -> str:
    """The words for so many minutes between two mails."""
    if minutes == 0:
        return _("At once")
    if minutes == 1440:
        return _("Once a day, in the morning")
    if minutes % 60 == 0:
        return _("Every %(hours)d hours", hours=minutes // 60)
    return _("Every %(minutes)d minutes", minutes=minutes)

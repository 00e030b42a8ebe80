"""Mails with a one-use link. The link is made when the mail leaves: the database never holds it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from sqlalchemy import select

from workflow.accounts import links
from workflow.accounts.codes import Invitation
from workflow.accounts.limits import Rules, ends_at
from workflow.accounts.security_log import SHELL, note
from workflow.accounts.sessions import hash_of, new_token
from workflow.models import AccountLink, Mail, Person
from workflow.notices import notify
from workflow.notices.mail import USUAL_LANGUAGE, MailSettings
from workflow.values.accounts import LinkPurpose, SecurityKind
from workflow.values.actor import Title
from workflow.work import Work

PLACE: Final = "{link}"
"""Where the link stands in the body that is kept."""


def compose(
    work: Work,
    settings: MailSettings,
    rules: Rules,
    person_id: int,
    purpose: LinkPurpose,
    job: str,
) -> int | None:
    """Write the mail that brings somebody a link; gives its id, the same for the same `job`.

    None where nobody is to be mailed: nobody has the login, they may not sign in, no mail
    leaves, they were mailed a moment ago, or an invitation was used or replaced already.
    """
    message_id = f"<{job}@{settings.domain}>"
    made = work.session.scalar(select(Mail.id).where(Mail.message_id == message_id))
    if made is not None:
        return made
    person = work.session.get(Person, person_id)
    if person is None or not _is_to_be_mailed(work, settings, person, purpose):
        return None
    link = _link(work, rules, person.id, purpose)
    if link is None:
        return None
    chosen = notify.preferences_of(work, [person.id])[person.id].language or USUAL_LANGUAGE
    name = Title(person.name_ja, person.name_en).text(chosen)
    words = letters()[chosen][purpose]
    mail = Mail(
        message_id=message_id,
        person_id=person.id,
        subject=words["subject"],
        body=words["body"].format(name=name, login=person.login, link=PLACE),
        composed_at=work.real_now,
        link_id=link.id,
    )
    work.session.add(mail)
    work.session.flush()
    return mail.id


def body_to_send(work: Work, settings: MailSettings, rules: Rules, mail: Mail) -> str:
    """What a mail with a link says as it leaves: the link is made now, and lasts from now on.

    Where it was replaced meanwhile, it leads to the page that says that it has ended.
    """
    token = new_token()
    link = work.session.get_one(AccountLink, mail.link_id or 0, with_for_update=True)
    if link.used_at is None and link.withdrawn_at is None:
        link.token_hash = hash_of(token)
        link.ends_at = ends_at(work, link.purpose, rules)
        login = work.session.get_one(Person, link.person_id).login
        note(work, SecurityKind.LINK_MAILED, login, SHELL)
    return mail.body.replace(PLACE, links.address_of(settings.site, token))


def _link(work: Work, rules: Rules, person_id: int, purpose: LinkPurpose) -> AccountLink | None:
    """The invitation that an administrator made, or a link for a forgotten password."""
    if purpose == LinkPurpose.FORGOTTEN:
        return links.make(work, person_id, purpose, Invitation(new_token()), rules)
    return work.session.scalar(
        select(AccountLink).where(
            AccountLink.person_id == person_id,
            AccountLink.purpose == purpose,
            AccountLink.used_at.is_(None),
            AccountLink.withdrawn_at.is_(None),
        )
    )


def _is_to_be_mailed(
    work: Work, settings: MailSettings, person: Person, purpose: LinkPurpose
) -> bool:
    if not (settings.host and person.active and person.email):
        return False
    if purpose == LinkPurpose.INVITATION:
        return True
    query = select(AccountLink.id).where(
        AccountLink.person_id == person.id,
        AccountLink.purpose == purpose,
        AccountLink.made_at > work.real_now - links.MAILED_EVERY,
    )
    return work.session.scalar(query.limit(1)) is None


@cache
def letters() -> Mapping[str, Any]:
    """The words of mails, by language."""
    text = resources.files("workflow.accounts").joinpath("letters.toml").read_text("utf-8")
    return tomllib.loads(text)

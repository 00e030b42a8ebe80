"""Setting the first password by a login and a short code, which are typed from a slip."""

from typing import Final

from workflow.accounts import attempts, codes, links, sessions
from workflow.accounts.passwords import acting, keep, note_failed
from workflow.accounts.policy import CodeRefused, LinkEnded
from workflow.accounts.rules import Rules
from workflow.accounts.security_log import Client, note
from workflow.people.commands import with_login
from workflow.values import passwords
from workflow.values.accounts import Attempted, SecurityKind
from workflow.values.actor import Actor
from workflow.work import UnitsOfWork

NOBODY: Final = 0


def start(
    units: UnitsOfWork, login: str, code: str, password: str, rules: Rules, client: Client
) -> tuple[Actor, str]:
    """Set a password by the code of one's slip, and begin a session; gives whose, and its token.

    A wrong code counts like a wrong password, in the same locks, before it is judged; of two who
    use a code at once one wins. Raises CodeRefused (never why), TooManyAttempts, InputRefused
    (password), for which nothing is counted.
    """
    passwords.require_length(password)
    with units.read() as work:
        person = with_login(work.session, login)
    with units.write() as work:
        counted_as = person.login if person else attempts.unknown(login)
        attempt = attempts.count(work, Attempted.SIGN_IN, counted_as, client)
    password_hash = passwords.hashed(password)
    kept = codes.kept(code, person.id if person else NOBODY, rules.code_key)
    try:
        with units.write() as work:
            used = links.use_code(work, person.id if person else NOBODY, kept)
            attempts.succeeded(work, attempt)
            note(work, SecurityKind.CODE_USED, used.login, client)
            keep(work, used, password_hash, client)
            who = acting(work, used.id)
            return who, sessions.begin(work, who, client)
    except LinkEnded as ended:
        with units.write() as work:
            note_failed(work, person.login if person else "", attempt, client)
        raise CodeRefused() from ended

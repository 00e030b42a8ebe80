"""Why a job failed for good, in terms that tell of no person and no item."""

from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException
from socket import gaierror
from urllib.error import HTTPError, URLError

from sqlalchemy.exc import NoResultFound, SQLAlchemyError

from workflow.files import StorageAway
from workflow.files.storage import FileAltered
from workflow.values.errors import NotFound, Refusal


class Cause(StrEnum):
    """What kept a job from being done."""

    GONE = "gone"
    """What it was about is not there any more."""
    DATABASE = "database"
    FILES = "files"
    """The place where files lie, or the machine's own disk."""
    ANSWERED = "answered"
    """Another system answered that it does not take it."""
    UNREACHABLE = "unreachable"
    """Another system did not answer, or not as systems do."""
    REFUSED = "refused"
    """The program refuses it to people too."""
    STOPPED = "stopped"
    """The worker died again and again while it was at it."""
    PROGRAM = "program"
    """What nobody foresaw: a fault of the program."""


class GivenUp(Exception):
    """A job that is not tried again; it can be written down whatever the reason held."""

    def __init__(self, cause: str, detail: str = "") -> None:
        """Keep a `Cause` and its detail."""
        super().__init__(cause, detail)
        self.cause = Cause(cause)
        self.detail = detail


_UNREACHABLE = (URLError, HTTPException, ConnectionError, TimeoutError, gaierror)


@dataclass(frozen=True)
class Reason:
    """A cause, and the status that another system answered or the kind of the error."""

    cause: Cause
    detail: str = ""


def reason_of(error: BaseException | None) -> Reason:
    """Why something failed. Messages are left out: they may hold names and addresses."""
    if isinstance(error, GivenUp):
        return Reason(error.cause, error.detail)
    if isinstance(error, HTTPError):
        return Reason(Cause.ANSWERED, f"{error.code}")
    return Reason(_cause_of(error), type(error).__name__ if error else "")


def _cause_of(error: BaseException | None) -> Cause:
    if isinstance(error, NotFound | NoResultFound):
        return Cause.GONE
    if isinstance(error, SQLAlchemyError):
        return Cause.DATABASE
    if isinstance(error, _UNREACHABLE):
        return Cause.UNREACHABLE
    if isinstance(error, OSError | StorageAway | FileAltered):
        return Cause.FILES
    return Cause.REFUSED if isinstance(error, Refusal) else Cause.PROGRAM

"""What the page says of a request that failed, by its HTTP status."""

from typing import Final

from webapp.words.catalogue import lazy_gettext as _l

PAGES: Final = {
    400: (_l("The request could not be read"), _l("Go back and try again.")),
    403: (_l("You may not do this"), _l("Your role does not include this page.")),
    404: (
        _l("There is no such page"),
        _l("The address may be wrong, or it is not for you to see."),
    ),
    405: (_l("This page is not used like that"), _l("Go back and use the buttons of the page.")),
    409: (_l("Things have changed in the meantime"), _l("Look at the page again before you act.")),
    413: (_l("That is too much at once"), _l("A form may carry at most 2 MB. Nothing was saved.")),
    422: (_l("This cannot be done as it stands"), _l("Correct what is named and try again.")),
    429: (_l("Too many attempts"), _l("Wait a few minutes, then try again.")),
    500: (
        _l("Something is broken on our side"),
        _l("Nothing was changed. It has been written down for the administrator."),
    ),
    503: (
        _l("The database does not answer"),
        _l("Nothing was changed. Try again in half a minute."),
    ),
}


def error_heading(status: int) -> str:
    """The heading of the page for an HTTP status."""
    return str(PAGES.get(status, PAGES[400 if status < 500 else 500])[0])


def error_advice(status: int) -> str:
    """What a person can do about an HTTP status."""
    return str(PAGES.get(status, PAGES[400 if status < 500 else 500])[1])

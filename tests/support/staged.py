"""Files on pages: brought, looked at, and carried out as they were shown."""

import io
import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.fixtures.sites import token


def bring(browser: FlaskClient, address: str, content: str | bytes) -> TestResponse:
    """Bring a list as CSV on the page of this address; what the file would do."""
    written = content.encode() if isinstance(content, str) else content
    return browser.post(
        address,
        data={"csrf_token": token(browser.get(address)), "file": (io.BytesIO(written), "list.csv")},
        follow_redirects=True,
    )


def carry_out(browser: FlaskClient, looked_at: TestResponse) -> TestResponse:
    """Order what the page shows to be done; the page that it leads to."""
    found = re.search(r'name="shown"[^>]*value="([^"]+)"', looked_at.text)
    assert found, "there is nothing to carry out"
    left = re.findall(r'type="hidden" name="left" value="([^"]+)"', looked_at.text)
    sent = {"csrf_token": token(looked_at), "shown": found[1], "left": left}
    return browser.post(looked_at.request.path, data=sent, follow_redirects=True)

"""Home (what is my turn?) and the guide."""

from webapp.inbox.views import blueprint

__all__ = ["blueprint"]

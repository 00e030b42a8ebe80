"""Files of items."""

from webapp.attachments.views import blueprint

__all__ = ["blueprint"]

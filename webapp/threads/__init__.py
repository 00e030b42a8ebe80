"""Questions and answers on an item (照会・回答)."""

from webapp.threads.views import blueprint

__all__ = ["blueprint"]

"""What a person was told, and how they want to be told."""

from webapp.notices.views import blueprint

__all__ = ["blueprint"]

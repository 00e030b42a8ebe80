"""The editable masters and their versions."""

from webapp.masters.views import blueprint

__all__ = ["blueprint"]

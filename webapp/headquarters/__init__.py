"""The list of a cycle or a headquarters meeting, on the screen, on paper and as files."""

from webapp.headquarters import figures, papers
from webapp.headquarters.views import blueprint

__all__ = ["blueprint", "figures", "papers"]

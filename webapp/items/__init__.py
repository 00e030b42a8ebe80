"""Items: the list, the form, the item's page, its changes, and a page for every action."""

from webapp.items import acting, drafting, papers, sources
from webapp.items.views import blueprint

__all__ = ["acting", "blueprint", "drafting", "papers", "sources"]

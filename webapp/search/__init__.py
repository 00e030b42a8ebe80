"""The search: one box over everything that was written about the items one may see."""

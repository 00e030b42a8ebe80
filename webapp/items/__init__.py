"""Items: the list, the form, the item's page, its changes, and a page for every action."""

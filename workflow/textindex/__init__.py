"""The copies of texts that the search looks in: written with the texts, read by `search`."""

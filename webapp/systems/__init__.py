"""The pages of the inventory of systems: the list, one system and its review, what ends."""

"""The seeds: what the prefecture's own paper says, and how a new database comes to know it.

`paper` reads the facts; they are then performed through the engine, never inserted.
"""

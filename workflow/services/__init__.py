"""The use cases: one module a verb, each working inside the caller's transaction."""

"""Jizen's web application: it parses, calls the engine and answers. No rule lives here."""

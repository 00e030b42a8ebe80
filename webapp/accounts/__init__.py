"""Signing in, one's own sessions and password, and how administrators look after accounts."""

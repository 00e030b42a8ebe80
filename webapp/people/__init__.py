"""Signing in, who signs in, and where their mails go."""

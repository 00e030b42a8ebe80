"""Substitutes and what they do in the name of others."""

"""Advice of the DX promotion advisors."""

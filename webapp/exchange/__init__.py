"""Workbooks: the template out, lists and files in."""

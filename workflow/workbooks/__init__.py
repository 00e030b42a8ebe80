"""Workbooks that people bring and take: templates, tolerant reading, three-way merging."""

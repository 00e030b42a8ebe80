"""Departments and sections by fiscal year, and plans to reorganise them."""

"""Proposals of the staff: everybody's own, the center's list, and what becomes of one."""

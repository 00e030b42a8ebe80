"""Live items and open sessions that lack people, on a page and after each change."""

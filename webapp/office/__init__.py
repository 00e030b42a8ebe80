"""What the office is called, and what is still missing before it can work."""

"""One action on many items, and what became of each."""

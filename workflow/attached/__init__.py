"""What a file that is attached to an item may be, decided by what is in it."""

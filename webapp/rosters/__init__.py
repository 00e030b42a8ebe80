"""People and their roles as a file: out, and in with a preview."""

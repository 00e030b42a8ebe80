"""The process definitions that come with the program: TOML, one process a file."""

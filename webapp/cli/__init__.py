"""The command line `jizen`."""

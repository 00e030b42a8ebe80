"""Second opinions about what Jizen writes for other programs; no part of `make test`."""

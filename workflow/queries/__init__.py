"""The read side: lists and details as frozen values, each in a fixed number of queries."""

"""The list for the headquarters, and the frozen editions of meetings."""

"""What belongs to no single page: the switches of the frame, and the health of the program."""

from webapp.frame.views import blueprint

__all__ = ["blueprint"]

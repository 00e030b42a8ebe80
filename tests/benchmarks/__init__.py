"""What Jizen costs: measured by `make bench`, never by the test suite.

Every figure is the median of seven runs, in which the contenders take turns, so that
whatever else the machine does befalls them alike. `docs` quote ratios, not seconds.
"""

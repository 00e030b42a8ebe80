"""The engine and the domain of Jizen. Knows no Flask, no HTTP and no request."""

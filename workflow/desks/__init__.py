"""The engine's rooms beside the one door: each has its methods on `engine.<room>`."""

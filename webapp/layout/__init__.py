"""The frame of every page, the switches of cycle and language, health."""

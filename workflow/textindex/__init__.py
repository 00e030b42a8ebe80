"""textindex"""

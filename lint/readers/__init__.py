"""Bytes to Article, one file a format."""

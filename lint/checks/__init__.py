"""The kinds of check, one file a kind: each reads a Page and yields Hits."""

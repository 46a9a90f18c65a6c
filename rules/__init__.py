"""The rule packs: YAML that a medical editor can read; no Python."""

"""A whole archive: from sources to tables to a report that people want to read."""

"""The schema of a store and its named queries, as SQL."""

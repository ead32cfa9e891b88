"""Queries: what a user typed, made into a tree, answered from the index and checked against the texts."""

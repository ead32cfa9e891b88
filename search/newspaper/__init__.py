"""A newspaper page that came as one text, cut into its articles."""

from search.newspaper.articles import split

__all__ = ["split"]

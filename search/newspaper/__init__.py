"""A newspaper page that came as one text, cut into its articles."""

from search.newspaper.articles import as_article, split

__all__ = ["as_article", "split"]

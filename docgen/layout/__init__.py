"""From a document to pages of positioned text, as GB/T 9704—2012 has them."""

from docgen.layout.typeset import typeset

__all__ = ["typeset"]

"""From a document to pages of positioned text, as GB/T 9704—2012 has them."""

from docgen.layout.kept import Kept
from docgen.layout.typeset import Leaf, leaves, typeset

__all__ = ["Kept", "Leaf", "leaves", "typeset"]

"""The source text: a YAML head with Chinese element names, then plain text (docs/architecture.md).

`parse` reads it and never raises; `write` makes it. `parse(write(d))[0] == d` up to line numbers for every document
whose texts are canonical: one line each, no space at either end, level and lead as docgen.numbering reads and settles
them.
"""

from docgen.source.head import head_lines
from docgen.source.keys import KEYS, Key, Value
from docgen.source.parser import parse
from docgen.source.reading import NotText, decode
from docgen.source.writer import quote, write

__all__ = ["KEYS", "Key", "NotText", "Value", "decode", "head_lines", "parse", "quote", "write"]

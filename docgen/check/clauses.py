"""The sources that rules cite. Numbers of clauses follow the published clause tables of each source."""

from __future__ import annotations

FORMAT = "GB/T 9704—2012"
MARKS = "GB/T 15834—2011"
FIGURES = "GB/T 15835—2011"
RULES = "《党政机关公文处理工作条例》"

ACCURACY = f"{RULES}第二十条"
"""What is looked at before signing: names, times, figures and quotations are right, words and marks are proper."""

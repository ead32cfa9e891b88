"""Measuring a PDF: lines, characters, edges, rules and numbers as a ruler on the printed sheet would find them."""

from docgen.measure.facts import facts
from docgen.measure.measurement import Measurement, PageNumber, measure
from docgen.measure.reading import Line, Rule, Sheet

__all__ = ["Line", "Measurement", "PageNumber", "Rule", "Sheet", "facts", "measure"]

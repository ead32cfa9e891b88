"""The positioned pages as PDF."""

from docgen.formats.pdf.writer import write_pdf

__all__ = ["write_pdf"]

"""The draft that a PDF and an OFD carry as an attachment."""

from __future__ import annotations

ATTACHED = "source.md"
"""Its name; ASCII, or some readers of OFD do not find it."""

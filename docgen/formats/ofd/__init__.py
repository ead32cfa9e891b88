"""The positioned pages as OFD (GB/T 33190—2016)."""

from docgen.formats.ofd.writer import write_ofd

__all__ = ["write_ofd"]

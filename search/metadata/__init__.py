"""What a text says about itself: title, kind, issuer, document number, dates, parties, attachments, citations."""

from search.metadata.reading import read_metadata

__all__ = ["read_metadata"]

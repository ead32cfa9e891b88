"""A foreign text or .docx as a document: its lines, its looks, its elements; and its re-laying to the standard."""

"""The office's registers: numbers, incoming and outgoing papers, follow-up, filing. Values and rules; no Qt, no SQL."""

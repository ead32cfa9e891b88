"""The font builder: `python -m resources.fonts.build`."""

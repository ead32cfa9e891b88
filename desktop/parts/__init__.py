"""The toolkit of the window: widgets, commands, notices, the palette, views of pages."""

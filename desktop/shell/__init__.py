"""The frame around the pages: rail, commands, palette, notices, errors."""

"""What writes a typeset document to a file, one folder a format; docgen.formats.formats is the table of them."""

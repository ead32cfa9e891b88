"""体检: what is wrong with a document, where, and how to put it right."""

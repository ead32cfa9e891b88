"""起草: a template's form or the source text, with the page beside it as it will print."""

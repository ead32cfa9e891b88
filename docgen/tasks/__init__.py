"""Tasks that minutes and plans set: who leads, who helps, what, by when; as a table, an .xlsx, an attachment."""

"""The file formats that laid-out pages and documents are written to."""

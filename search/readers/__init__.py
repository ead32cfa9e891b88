"""Reading files: text and metadata out of .txt .md .html .docx .pdf .ofd .zip, scans, and what LibreOffice can open.

A file is untrusted. Each is parsed in a worker process with limits (client.py), which never sees the network.
"""

from search.readers.client import Readers, read
from search.readers.errors import Unreadable
from search.readers.folders import expand, is_readable

__all__ = ["Readers", "Unreadable", "expand", "is_readable", "read"]

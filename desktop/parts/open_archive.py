"""An archive that is open in the window, as those see it who lock and leave it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.parts.services import Services


class OpenArchive(QWidget):
    """The base of the session of an archive: what locking needs to know of it."""

    services: Services

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        raise NotImplementedError

    @property
    def importing(self) -> bool:
        """Whether files are coming in."""
        raise NotImplementedError

    def stop_importing(self) -> None:
        """Let an import end after the file under way."""
        raise NotImplementedError

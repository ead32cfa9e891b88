"""One window an archive: a second start raises the first."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 300
"""Milliseconds to wait for a window that may be there."""


class Instance(QObject):
    """The claim on one archive. `asked` tells that somebody started the program again."""

    asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "wenyuan-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Claim the archive; False where another window has it, which has been asked to show itself."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT):
            socket.disconnectFromServer()
            return False
        QLocalServer.removeServer(self._name)  # what a crash left behind
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Give the archive free."""
        self._server.close()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.close()
        self.asked.emit()

"""One window an archive: a second start raises the first."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal

from search.filelock import hold, let_go

_WAIT = 1000
"""Milliseconds to wait for the window that has the archive."""


class Instance(QObject):
    """The claim on one archive. `asked` tells that somebody started the program again.

    The claim is a lock in the system's folder for temporary files; the one that has it listens, the one that does not
    calls. Only then is QtNetwork needed, so that it costs nothing while the window opens. (QLockFile would wait for the
    disk, once or twice, before the window is shown.)
    """

    asked = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name_of(folder)
        self._lock = _Lock(self._name)
        self._server: QObject | None = None

    def claim(self, *, call: bool = True) -> bool:
        """Claim the archive; False where another window has it, which is asked to show itself (`call`)."""
        if self._lock.take():
            return True
        if call:
            self._call()
        return False

    def listen(self) -> None:
        """Hear from now on whoever starts the program again."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def answer() -> None:
            while server.hasPendingConnections():
                server.nextPendingConnection().close()
            self.asked.emit()

        server.newConnection.connect(answer)
        QLocalServer.removeServer(self._name)  # what a crash left behind
        server.listen(self._name)
        self._server = server

    def release(self) -> None:
        """Give the archive free."""
        if self._server is not None:
            self._server.close()  # type: ignore[attr-defined]  # a QLocalServer
        self._lock.free()

    def _call(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT):
            socket.disconnectFromServer()


class _Lock:
    """The claim on a name: whoever holds the lock of its file."""

    def __init__(self, name: str) -> None:
        self._path = Path(QDir.tempPath()) / f"{name}.lock"
        self._file = -1

    def take(self) -> bool:
        """Take it where it is free."""
        file = -1
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            hold(file)
        except OSError:
            if file >= 0:
                os.close(file)
            return False
        self._file = file
        return True

    def free(self) -> None:
        """Give it free."""
        if self._file >= 0:
            let_go(self._file)
            os.close(self._file)
            self._file = -1


def in_use(name: str) -> bool:
    """Whether a window has the archive of this name."""
    lock = _Lock(name)
    free = lock.take()
    lock.free()
    return not free


def name_of(folder: Path) -> str:
    """A name for the archive that is no longer than a socket's may be."""
    from zlib import crc32

    path = os.path.normcase(str(folder.resolve())).encode()
    return f"wenyuan-{crc32(path):08x}{crc32(path[::-1]):08x}"

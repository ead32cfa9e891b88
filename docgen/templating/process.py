"""The worker process seen from here: started when first needed, kept warm, killed when a template takes too long."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from docgen.templating.model import TemplateError
from resources import PROGRAM

SECONDS = 2.0
_ROOT = PROGRAM
_BOOT = "import sys, runpy; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[2], run_name='__main__')"
_COMMAND = [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, str(_ROOT), str(Path(__file__).with_name("worker.py"))]
_START_SECONDS = 30.0


class Worker:
    """One worker process; safe to call from several threads, which take turns."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: dict[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
        """The worker's reply; TemplateError where the template failed or took longer than `seconds`."""
        with self._lock:
            process = self._running()
            reply = self._exchange(process, json.dumps(request).encode() + b"\n", seconds)
        if reply is None:
            raise TemplateError(f"模板运行超过 {seconds:g} 秒或占用内存过多，已经停止；请检查其中的循环。")
        if "error" in reply:
            raise TemplateError(str(reply["error"]), int(reply["line"]))
        return reply

    def close(self) -> None:
        """End the process, if any; the next request starts another."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._end()
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            _COMMAND, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=flags
        )
        if self._exchange(self._process, b"", _START_SECONDS) is None:
            raise TemplateError("模板引擎没有启动成功，请重新打开程序；仍不行时请重新安装。")
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], message: bytes, seconds: float) -> dict[str, Any] | None:
        """Send `message`, wait for one line; None where the process had to be killed or died."""
        timer = threading.Timer(seconds, process.kill)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None  # noqa: S101  told to the type checker: both are pipes
            assert process.stdout is not None  # noqa: S101
            process.stdin.write(message)
            process.stdin.flush()
            line = process.stdout.readline()
            reply: dict[str, Any] | None = json.loads(line) if line.endswith(b"\n") else None
        except (OSError, ValueError):
            reply = None
        finally:
            timer.cancel()
        if reply is None:
            self._end()
        return reply

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue  # unsent bytes of a request to a dead process


WORKER = Worker()
atexit.register(WORKER.close)

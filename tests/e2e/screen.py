"""A screen of its own with keyboard and mouse: Xvfb draws it into a file, xdotool moves hands on it.

The program under test is seen from outside alone: its pixels, its windows, and the files that it leaves.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageChops

WIDTH, HEIGHT = 1400, 900
NEEDED = ("Xvfb", "xdotool")

_STEADY = 0.4
"""Seconds without a change, after which a screen is at rest."""
_BLINK = 120
"""Pixels of a blinking cursor: fewer are no change."""
_LONGEST = 30.0
"""Seconds that anything may take on a slow machine."""

T = TypeVar("T")

_CLIPBOARD = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.clipboard().setText(sys.argv[1])
print("ready", flush=True)
application.exec()
"""
"""A program that another one can paste from; the first argument is the text."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""


def missing() -> list[str]:
    """The programs that are not installed."""
    return [program for program in NEEDED if shutil.which(program) is None]


@dataclass(frozen=True, slots=True)
class Screen:
    """An X display and the file that its pixels stand in."""

    display: str
    pixels: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a program that shall show itself here, with Qt's own file dialogs."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "WAYLAND"))}
        return kept | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "WENYUAN_SCHEME": "浅色"}

    def look(self) -> Image.Image:
        """What is on the screen now."""
        data = self.pixels.read_bytes()
        head = struct.unpack(">25I", data[:100])
        size, width, height, row, colours = head[0], head[4], head[5], head[12], head[19]
        start = size + colours * 12
        return Image.frombuffer("RGB", (width, height), data[start : start + row * height], "raw", "BGRX", row, 1)

    def rest(self) -> Image.Image:
        """Wait until nothing moves any more; return what is on the screen then."""
        seen, since = self.look(), time.monotonic()
        end = since + _LONGEST
        while time.monotonic() < end:
            time.sleep(0.08)
            now = self.look()
            if _changed(seen, now) > _BLINK:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since >= _STEADY:
                break
        return seen

    def key(self, *keys: str) -> None:
        """Press keys, one after another, as xdotool names them."""
        self._hands("key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type a text of ASCII characters into what has the focus."""
        self._hands("type", "--delay", "25", text)

    def paste(self, text: str) -> None:
        """Put a text into what has the focus with Ctrl+V: no keyboard has the keys of Chinese."""
        command = [sys.executable, "-c", _CLIPBOARD, text]
        with subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True) as owner:
            assert owner.stdout is not None
            assert owner.stdout.readline() == "ready\n"
            self.key("ctrl+v")
            self.rest()
            owner.kill()

    def click(self, x: float, y: float, *, double: bool = False) -> None:
        """Click at a place of the screen."""
        repeat = ("--repeat", "2", "--delay", "60") if double else ()
        self._hands("mousemove", str(round(x)), str(round(y)), "click", *repeat, "1")

    def window(self, title: str) -> str:
        """Wait for a visible window whose title holds `title`, give it the keyboard; return its id."""
        found = wait_for(lambda: self._windows(title), f"a window titled {title}")
        self._hands("windowfocus", "--sync", found[-1])
        return found[-1]

    def gone(self, title: str) -> None:
        """Wait until no window has this title."""
        wait_for(lambda: not self._windows(title), f"the window {title} to go")

    def place_of(self, colour: str, within: Box) -> tuple[float, float]:
        """Wait until a colour ("#RRGGBB") is to be seen within a part of the screen; return its middle."""
        box = wait_for(lambda: _box_of(self.look(), colour, within), f"{colour} within {within}")
        return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

    def _windows(self, title: str) -> list[str]:
        told = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", title],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return told.stdout.split()

    def _hands(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, capture_output=True, timeout=_LONGEST)


@contextmanager
def open_screen(folder: Path) -> Generator[Screen]:
    """A display that nobody else uses, for as long as the context lasts."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24"]
    server = subprocess.Popen(
        [*command, "-fbdir", str(folder), "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(10)


def wait_for(what: Callable[[], T | None], name: str, seconds: float = _LONGEST) -> T:
    """Ask until the answer is true; return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = what()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds:.0f} s for {name}")


def _changed(before: Image.Image, after: Image.Image) -> int:
    """How many pixels differ."""
    grey = ImageChops.difference(before, after).convert("L")
    return sum(grey.histogram()[1:])


def _box_of(picture: Image.Image, colour: str, within: Box) -> Box | None:
    part = picture.crop(within)
    wanted = Image.new("RGB", part.size, colour)
    other = ImageChops.difference(part, wanted).convert("L")
    same = Image.frombytes("L", other.size, other.tobytes().translate(b"\xff" + bytes(255)))
    box = same.getbbox()
    return None if box is None else (box[0] + within[0], box[1] + within[1], box[2] + within[0], box[3] + within[1])

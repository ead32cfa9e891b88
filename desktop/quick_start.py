"""What makes the start quick; desktop.app imports it before anything else of ours.

Python looks for garbage whenever some hundred objects have been made. While a program starts, nearly everything that is
made stays: a tenth of the start went into looking. `desktop.jobs.tidying` looks again when the window is at rest.

PySide puts its own `import` in the place of Python's, for the sake of `from __feature__ import …`, which is not used
here: after every module it reads the module's source, to see whether "PySide6" stands in it, and keeps the lines. That
cost 10 ms until the window stood, and 11 MB. So Python's own is put back.

And what is needed until the first key leaves `Qt` alone, or writes `QtCore.Qt`, which is looked up when it is used: the
name stands for 94 enumerations, which take 9 ms to make.
"""

from __future__ import annotations

import builtins
import gc

import PySide6.QtCore  # noqa: F401  # pyright: ignore[reportUnusedImport]  what is undone here is done by this

gc.disable()
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

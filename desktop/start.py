"""The `wenyuan` program. Without a command it opens the window, before anything of the command line is read in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.display import has_display

_OPTION = "--archive"
_WORKER = "--worker"


def main() -> int:
    """Open the window, or run a command; return the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == [_WORKER]:
        from office.workers import run as work

        return work(arguments[1:])
    if asks_for_the_window(arguments) and has_display():
        try:
            from desktop.app import run
        except ImportError:
            pass  # the command line says what is missing
        else:
            return _last_door(run, named(arguments))
    from desktop.cli.main import main as run_command

    return run_command()


def _last_door(run: Callable[[Path | None], int], folder: Path | None) -> int:
    """Run the window; where it does not come up at all a person sees a sentence, never a traceback."""
    try:
        return run(folder)
    except Exception as error:  # noqa: BLE001  as said
        from desktop.cli.output import complain, use_utf8
        from desktop.logs import start_logging
        from office.sentences import sentence

        start_logging()
        use_utf8()
        complain(sentence(error))
        return 2


def asks_for_the_window(arguments: Sequence[str]) -> bool:
    """Whether there is no command: nothing, or `--archive` and a folder."""
    return not arguments or named(arguments) is not None


def named(arguments: Sequence[str]) -> Path | None:
    """The folder where there is nothing but `--archive FOLDER` or `--archive=FOLDER`."""
    match arguments:
        case [option, folder] if option == _OPTION and folder:
            return Path(folder)
        case [both] if both.startswith(f"{_OPTION}=") and both != f"{_OPTION}=":
            return Path(both.removeprefix(f"{_OPTION}="))
        case _:
            return None


if __name__ == "__main__":
    if sys.flags.safe_path:  # a worker (fence.process): it is told where its program lies by the file that it is
        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())

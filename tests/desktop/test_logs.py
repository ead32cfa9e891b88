"""The log helps to find a fault and never holds document text."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.logs import start_logging, textless_trace, versions


@pytest.fixture
def root_logger() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield root
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def refuse() -> None:
    raise ValueError("机密正文")


def test_an_exceptions_message_stays_out_of_the_log(tmp_path: Path, root_logger: logging.Logger) -> None:
    file = start_logging(tmp_path)
    with pytest.raises(ValueError, match="机密正文") as caught:
        refuse()
    root_logger.info("could not do it", exc_info=caught.value)
    assert file is not None
    text = file.read_text(encoding="utf-8")
    assert "机密正文" not in text
    assert "ValueError" in text
    assert "test_logs.py" in text


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path, root_logger: logging.Logger) -> None:
    (tmp_path / "file").touch()
    assert start_logging(tmp_path / "file" / "logs") is None
    assert root_logger.handlers


def test_a_trace_names_places_and_type_only() -> None:
    with pytest.raises(ValueError, match="机密正文") as caught:
        refuse()
    trace = textless_trace(caught.value)
    assert trace.splitlines()[-1] == "ValueError"
    assert "机密正文" not in trace


def test_versions_name_the_program_and_qt() -> None:
    assert "wenyuan " in versions()
    assert "PySide6-Essentials " in versions()

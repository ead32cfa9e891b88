"""The base document is our own and is what its builder makes."""

from __future__ import annotations

import io
import runpy
import zipfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[4]
BASE = PROJECT / "resources" / "base" / "base.docx"


def _built() -> bytes:
    return runpy.run_path(str(PROJECT / "resources" / "base" / "build.py"))["build"]()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_base_document_is_what_its_builder_makes() -> None:
    assert _parts(BASE.read_bytes()) == _parts(_built()), "run python resources/base/build.py"


def test_the_builder_gives_the_same_bytes_each_time() -> None:
    assert _built() == _built()


def test_no_style_of_a_template_survives() -> None:
    styles = _parts(BASE.read_bytes())["word/styles.xml"].decode()
    assert "Theme" not in styles
    assert "Heading" not in styles
    assert "ＭＳ" not in styles
    assert styles.count('w:eastAsia="') >= styles.count('w:type="paragraph"')

"""Real official texts, and what LibreOffice makes of them in six formats, are read to the last character."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from search.readers import Readers

FORMATS = {
    ".docx": "docx:MS Word 2007 XML",
    ".pdf": "pdf:writer_pdf_Export",
    ".doc": "doc:MS Word 97",
    ".odt": "odt",
    ".rtf": "rtf",
    ".html": "html:XHTML Writer File",
}
STEP = 40  # every so many of the texts, by length


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def texts(shared: Path) -> list[Path]:
    """The texts of the shared corpus, the shortest first."""
    return sorted((shared / "corpus" / "files").glob("*.txt"), key=lambda path: path.stat().st_size)


@pytest.fixture(scope="module")
def made(texts: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, str]:
    """Files in all the formats and what they say."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("made")
    sources = {folder / f"{number}.txt": path.read_text("utf-8") for number, path in enumerate(texts[20:180:STEP])}
    for path, text in sources.items():
        path.write_text(text, encoding="utf-8-sig")
    for form in FORMATS.values():
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.with_suffix(ending): text for path, text in sources.items() for ending in FORMATS}


@pytest.mark.corpus
def test_every_text_of_the_corpus_is_read(texts: list[Path], readers: Readers) -> None:
    wrong = [path.name for path in texts if bare(readers.read(path)[0].text) != bare(path.read_text("utf-8"))]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.corpus
@pytest.mark.soffice
def test_what_libreoffice_wrote_is_read_to_the_last_character(made: dict[Path, str], readers: Readers) -> None:
    wrong = [path.name for path, text in made.items() if bare(readers.read(path)[0].text) != bare(text)]
    assert len(made) == 24
    assert wrong == []

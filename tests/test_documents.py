"""The project's own documents: every link in them leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
_LINK = re.compile(r"!?\[[^\]\n]*\]\(<?([^)\s>]+)>?\)")
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def links(page: Path) -> Iterator[str]:
    """The targets of a page's links and pictures that lie in the project."""
    text = re.sub(r"`[^`\n]*`", "", _CODE.sub("", page.read_text(encoding="utf-8")))
    return (target for target in _LINK.findall(text) if "://" not in target and not target.startswith("mailto:"))


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as Markdown viewers make them."""
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def leads_nowhere(page: Path, target: str) -> bool:
    path, _, anchor = unquote(target).partition("#")
    place = (page.parent / path) if path else page
    if not place.exists():
        return True
    return bool(anchor) and place.suffix == ".md" and anchor.lower() not in headings(place)


def names(page: Path) -> set[str]:
    """Names of the project's pages in code spans: `docs/search.md`, `one-page.md`. Chinese names are users' files."""
    return set(
        re.findall(
            r"`((?:[a-z][a-z0-9_-]*/)*[a-z0-9_]+(?:-[a-z0-9_]+)+\.md|docs/[a-z0-9_/-]+\.md)`", page.read_text("utf-8")
        )
    )


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(PROJECT).as_posix() for page in PAGES])
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if leads_nowhere(page, target)] == []


def test_every_page_that_is_named_in_passing_is_there() -> None:
    known = {path.name for path in PAGES}
    missing = {f"{page.name}: {name}" for page in PAGES for name in names(page) if name.rpartition("/")[2] not in known}
    assert missing == set()

"""Drafts on the disk: every change is kept, so that a crash or a power cut loses seconds at most.

One JSON file a draft, and beside it a folder of versions that were given a name or left behind by another day.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from office.sealed_files import UNREADABLE, SealedFiles


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft: the answers to a template's form, or with `template` "" source text. `changed` is ISO local time.

    Drafts of one `matter` share facts (office.matters); "" for a draft by itself.
    """

    name: str
    title: str = ""
    template: str = ""
    answers: dict[str, Any] = field(default_factory=dict[str, Any])
    text: str = ""
    changed: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a draft that was kept: `label` says what it is."""

    path: Path
    label: str
    changed: str


def new_name() -> str:
    """A name for a new draft's file."""
    return f"{datetime.now().astimezone():%Y%m%d}-{uuid.uuid4().hex[:8]}"


class DraftFolder:
    """The drafts of one archive; `files` writes and reads their files."""

    def __init__(self, folder: Path, files: SealedFiles | None = None) -> None:
        self.folder = folder
        self._files = files or SealedFiles()

    def keep(self, draft: Draft) -> Draft:
        """Write a draft down; return it with its time."""
        kept = replace(draft, changed=_now())
        self._files.write(self._file(draft.name), _packed(kept))
        return kept

    def draft(self, name: str) -> Draft | None:
        """A draft as it was written down last."""
        return self.version(self._file(name))

    def all(self) -> tuple[Draft, ...]:
        """All drafts that can be read, the newest first."""
        found = [draft for path in self.folder.glob("*.json") if (draft := self.version(path)) is not None]
        return tuple(sorted(found, key=lambda draft: draft.changed, reverse=True))

    def drop(self, name: str) -> None:
        """Put a draft away: its file gets another ending, so that it can be brought back."""
        path = self._file(name)
        if path.exists():
            path.replace(path.with_suffix(".dropped"))

    def bring_back(self, name: str) -> None:
        """Undo `drop`."""
        path = self._file(name).with_suffix(".dropped")
        if path.exists():
            path.replace(self._file(name))

    def keep_version(self, draft: Draft, label: str) -> None:
        """Keep the present state under a label."""
        folder = self.folder / draft.name
        number = 1 + max((int(path.stem) for path in folder.glob("*.json") if path.stem.isdigit()), default=0)
        named = {"label": label, **asdict(replace(draft, changed=_now()))}
        import json

        self._files.write(folder / f"{number:04d}.json", json.dumps(named, ensure_ascii=False).encode())

    def versions(self, name: str) -> tuple[Version, ...]:
        """The versions of a draft, the newest first."""
        found: list[Version] = []
        for path in sorted((self.folder / name).glob("*.json"), reverse=True):
            value = self._json(path)
            if value:
                found.append(Version(path, str(value.get("label", "")), str(value.get("changed", ""))))
        return tuple(found)

    def version(self, path: Path) -> Draft | None:
        """A version as a draft, None where its file cannot be read."""
        return _draft(self._json(path))

    def note(self, name: str, told: str) -> None:
        """Write down to whom the draft was given."""
        lines = [self.notes(name), told]
        self._files.write(self._notes_file(name), "\n".join(filter(None, lines)).encode())

    def notes(self, name: str) -> str:
        """To whom the draft was given, a line each time; "" for nobody."""
        path = self._notes_file(name)
        return self._files.read(path).decode() if path.exists() else ""

    def _notes_file(self, name: str) -> Path:
        return self.folder / name / "distribution.txt"

    def _file(self, name: str) -> Path:
        return self.folder / f"{re.sub(r'[^0-9A-Za-z-]', '', name)}.json"

    def _json(self, path: Path) -> dict[str, Any]:
        from fence.plain_json import load  # late: the first key of the window waits for none of it

        try:
            value = load(self._files.read(path))
        except UNREADABLE:
            return {}
        return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _packed(draft: Draft) -> bytes:
    import json

    return json.dumps(asdict(draft), ensure_ascii=False, indent=1).encode()


def _draft(value: dict[str, Any]) -> Draft | None:
    known = {
        key: value[key] for key in ("name", "title", "template", "answers", "text", "changed", "matter") if key in value
    }
    if not isinstance(known.get("name"), str) or not isinstance(known.get("answers", {}), dict):
        return None
    return Draft(**known)

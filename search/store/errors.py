"""What can be wrong with an archive, as plain Chinese sentences."""

from __future__ import annotations

from papers.problem import Problem


class ArchiveError(Problem):
    """The archive cannot do what was asked; the message is a plain Chinese sentence with a way out."""


class ArchiveBusy(ArchiveError):
    """Another program holds the archive for writing; it can still be opened with read_only=True."""


class DiskRefused(ArchiveError):
    """The disk, or who guards it, did not take a change."""


class PasswordNeeded(ArchiveError):
    """The archive has a password, and none was given."""


class WrongPassword(ArchiveError):
    """What was given is neither the archive's password nor its recovery code."""

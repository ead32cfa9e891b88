"""The key file of an archive with a password: its random key, locked once by the password and once by a recovery code.

`key.json` lies in the archive's folder, a copy beside the originals, and one in each backup: without it nothing opens.
A password becomes a key by Argon2id (RFC 9106), which costs a fraction of a second and 128 MB each time one is tried.
Changing the password locks the same key anew: nothing else is written. So an old copy of the file opens with the old
password.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import unicodedata
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from fence.plain_json import load
from fence.regular import read_own
from search.saving import make_folder, save
from search.store.errors import ArchiveError, PasswordNeeded, WrongPassword

FILE_NAME = "key.json"
SHORTEST = 8
"""Characters that a password must have at least (NIST SP 800-63B, 5.1.1.1)."""

STAGE, COMPLETE = "converting", "complete"
"""The folder in which search.archive.sealing makes an archive anew, and the mark in it that all of it is there."""

_VERSION = 1
_KEY, _SALT, _NONCE = 32, 16, 12  # bytes
_MEMORY, _PASSES, _LANES = 128 * 1024, 3, 4  # KiB; twice the memory of RFC 9106's second recommended choice
_ODD = "口令文件 key.json 的内容反常，没有打开；请用备份恢复。"
_MOST_MEMORY, _MOST_PASSES, _MOST_LANES = 1024 * 1024, 20, 16  # what a key file may ask for, whoever wrote it
_GROUPS, _CHECK = 8, 11  # of the recovery code: each group is a multiple of 11, so that a slip is told by its group
_CODE = re.compile(r"\d{6}(?:[-\s]*\d{6}){7}")


_DIFFERENT, _SHORTEST_DIGITS = 4, 12
_LOOKALIKES = str.maketrans("01345@$!", "oleasasi")
_ROWS = ("1234567890qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik", "qazwsxedcrfvtgbyhnujmik")
_COMMON = frozenset(
    (
        *("password", "passwort", "passwd", "admin", "administrator", "root", "user", "guest", "test", "letmein", "a"),
        *("welcome", "iloveyou", "dragon", "monkey", "master", "login", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl"),
        *("zxcvbnm", "abc", "abcd", "abcdefg", "woaini", "woaizhongguo", "zhongguo", "beijing", "shanghai", "office"),
        *("wenyuan", "secret", "changeme", "default", "system", "computer", "internet", "sunshine", "princess"),
        *(
            "football",
            "baseball",
            "shadow",
            "superman",
            "batman",
            "trustno",
            "mima",
            "kouling",
            "china",
            "q",
            "qq",
            "aa",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Slot:
    """The archive's key locked by one secret; bytes as hexadecimal digits."""

    salt: str
    memory: int
    passes: int
    lanes: int
    locked: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What `key.json` holds. `id` tells whether two archives have the same key, and nothing else of it."""

    id: str
    password: Slot
    recovery: Slot
    version: int = _VERSION


def has_password(folder: Path) -> bool:
    """Whether the archive in `folder` has a password; quick, for the start of the window."""
    stage = folder / STAGE
    if (stage / COMPLETE).is_file():
        return (stage / FILE_NAME).is_file()
    return any(path.is_file() for path in places(folder))


def make(password: str) -> tuple[KeyFile, str, bytes]:
    """A new random key with its file and its recovery code. Raises ArchiveError for a password that will not do."""
    key = os.urandom(_KEY)
    code = _new_code()
    file = KeyFile(hashlib.sha256(b"wenyuan id" + key).hexdigest()[:16], _lock(key, _good(password)), _lock(key, code))
    return file, code, key


def unlock(file: KeyFile, secret: str | None) -> bytes:
    """The archive's key, by its password or its recovery code. Raises PasswordNeeded or WrongPassword."""
    if secret is None:
        raise PasswordNeeded("这个档案库有口令，请输入口令后再打开。")
    key = _by_code(file, secret) if _CODE.fullmatch(secret.strip()) else _unlocked(file.password, secret)
    if key is None:
        raise WrongPassword("口令不对，请核对大小写和输入法后再试；忘记口令时可以输入恢复码。")
    return key


def _by_code(file: KeyFile, code: str) -> bytes | None:
    wrong = _wrong_group(code)
    if wrong:
        raise WrongPassword(f"恢复码的第 {wrong} 组不对，请核对后再输入。")
    return _unlocked(file.recovery, _plain_code(code))


def with_password(file: KeyFile, key: bytes, password: str) -> KeyFile:
    """The key file with another password. Raises ArchiveError for one that will not do."""
    return replace(file, password=_lock(key, _good(password)))


def read(folder: Path) -> KeyFile | None:
    """The key file of the archive in `folder`, None where it has no password. ArchiveError when none can be read."""
    found = [path for path in places(folder) if path.is_file()]
    for path in found:
        try:
            return unpack(read_own(path))
        except (OSError, ValueError, TypeError, KeyError):
            continue
    if found:
        raise ArchiveError("口令文件 key.json 已损坏，档案库打不开；请从备份里取回它，或用备份恢复。")
    return None


def write(folder: Path, file: KeyFile) -> None:
    """Put the key file into both of its places. OSError when the disk refuses."""
    for path in places(folder):
        make_folder(path.parent)
        save(path, pack(file))


def mend(folder: Path) -> None:
    """Have both copies say the same, where one is lost or damaged. OSError when the disk refuses."""
    file = read(folder)
    if file is not None and any(not path.is_file() or path.read_bytes() != pack(file) for path in places(folder)):
        write(folder, file)


def places(folder: Path) -> tuple[Path, Path]:
    """Where the key file of the archive in `folder` lies, and where its copy."""
    return folder / FILE_NAME, folder / "originals" / FILE_NAME


def pack(file: KeyFile) -> bytes:
    """As JSON, with a checksum of the rest."""
    values = asdict(file)
    return json.dumps({**values, "checksum": _checksum(values)}, indent=1).encode()


def unpack(data: bytes) -> KeyFile:
    """From JSON; ValueError, TypeError or KeyError when it is not what was written, ArchiveError for a later one."""
    values: dict[str, Any] = load(data)
    if values.pop("checksum") != _checksum(values):
        raise ValueError("checksum")
    if values["version"] > _VERSION:
        raise ArchiveError("这个档案库的口令是更新版本的文渊设的，请升级文渊后再打开。")
    password, recovery = Slot(**values.pop("password")), Slot(**values.pop("recovery"))
    return KeyFile(**values, password=password, recovery=recovery)


def _checksum(values: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _good(password: str) -> str:
    if len(_normal(password)) < SHORTEST:
        raise ArchiveError(f"口令至少要有 {SHORTEST} 个字符，请换一个长一些的。")
    if is_weak(password):
        raise ArchiveError("这个口令太容易猜到，请换一个：不要用常见的词、连续或重复的字符、单纯的日期和电话号码。")
    if _CODE.fullmatch(password.strip()):
        raise ArchiveError("口令不能写成恢复码的样子（8 组 6 位数字），请换一个。")
    return password


def is_weak(password: str) -> bool:
    """Whether a password is among the first that anyone would try: few different characters, a run, digits, a word."""
    plain = _normal(password).lower()
    core = re.sub(r"[\W_]+|\d{1,4}$", "", plain).translate(_LOOKALIKES)
    runs = sum(ord(second) - ord(first) in {-1, 0, 1} for first, second in pairwise(plain))
    return (
        len(set(plain)) < _DIFFERENT
        or runs >= len(plain) - 2
        or (plain.isdigit() and len(plain) < _SHORTEST_DIGITS)
        or any(plain in row or plain[::-1] in row for row in _ROWS)
        or core in _COMMON
        or any(word * 2 == core for word in _COMMON)
    )


def _normal(password: str) -> str:
    """As typed on any keyboard: composed and full-width forms alike."""
    return unicodedata.normalize("NFKC", password)


def _lock(key: bytes, secret: str) -> Slot:
    salt = os.urandom(_SALT)
    empty = Slot(salt.hex(), _MEMORY, _PASSES, _LANES, "")
    nonce = os.urandom(_NONCE)
    return replace(empty, locked=(nonce + _cipher(empty, secret).encrypt(nonce, key, salt)).hex())


def _unlocked(slot: Slot, secret: str) -> bytes | None:
    """The key, None when it is not `secret` that locks it."""
    from cryptography.exceptions import InvalidTag

    most = (_MOST_MEMORY, _MOST_PASSES, _MOST_LANES)
    given = (slot.memory, slot.passes, slot.lanes)
    try:
        if any(one > limit for one, limit in zip(given, most, strict=True)):
            raise ArchiveError(_ODD)
        data = bytes.fromhex(slot.locked)
        return _cipher(slot, secret).decrypt(data[:_NONCE], data[_NONCE:], bytes.fromhex(slot.salt))
    except InvalidTag:
        return None
    except (ValueError, TypeError, OverflowError):
        raise ArchiveError(_ODD) from None


def _cipher(slot: Slot, secret: str) -> Any:  # noqa: ANN401 - the class is imported only here
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=bytes.fromhex(slot.salt),
        length=_KEY,
        iterations=slot.passes,
        lanes=slot.lanes,
        memory_cost=slot.memory,
    )
    return AESGCM(derivation.derive(_normal(secret).encode()))


def _new_code() -> str:
    """A recovery code of 8 groups of 6 digits: 128 bits that can be written on paper and typed on any keyboard."""
    return "-".join(f"{_CHECK * secrets.randbelow(1 << 16):06d}" for _ in range(_GROUPS))


def _plain_code(code: str) -> str:
    """A recovery code as it is given out, however it was typed."""
    digits = re.sub(r"\D", "", code)
    return "-".join(digits[at : at + 6] for at in range(0, len(digits), 6))


def _wrong_group(code: str) -> int:
    """The number of the first group that cannot be right, 0 when all can."""
    groups = _plain_code(code).split("-")
    return next((number for number, group in enumerate(groups, 1) if int(group) % _CHECK), 0)

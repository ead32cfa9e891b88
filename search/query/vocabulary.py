"""The pieces of titles and frequent words, by how they are written, sound and begin: for 您是不是要找 and 拼音.

A file beside the index holds them as sorted arrays, which are mapped and searched where they lie: nothing is loaded.
Each piece is found under itself and under itself without each of its characters, so that a piece with one character
replaced, missing, doubled or swapped meets it; under its syllables; and under their first letters.
"""

from __future__ import annotations

import json
import zlib
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import Struct

from fence.plain_json import load
from search.index.words import segment
from search.numbers import from_little_endian, little_endian

MOST = 180_000  # pieces
SHORTEST, LONGEST = 2, 8  # characters of a piece
_WORDS = 4  # neighbouring words of a title that make a piece
_LETTERS = 24  # of 拼音 that are read
_FIRST = 0xF0000  # private characters, one for each syllable
_SYLLABLES = Path(__file__).parents[1] / "syllables.txt"
_HEAD = Struct("<4sI")
_MARK = b"WYV1"
_PARTS = ("written", "written of", "sound", "sound of", "letters", "letters of", "counts", "starts")
_ENCODING = "utf-32-le"  # a character is four bytes wherever it stands
_WIDTH = 4


@dataclass(frozen=True, slots=True)
class _Syllables:
    by_character: dict[int, int]
    by_letters: dict[str, str]
    initial: dict[int, str]


@cache
def _syllables() -> _Syllables:
    """Characters → a private character for their syllable, tones left out (made by resources.characters.build)."""
    by_character: dict[int, int] = {}
    by_letters: dict[str, str] = {}
    initial: dict[int, str] = {}
    for number, line in enumerate(_SYLLABLES.read_text("utf-8").splitlines()[1:]):
        letters, _, characters = line.partition(" ")
        by_letters[letters.replace("ü", "v")] = chr(_FIRST + number)
        by_character.update(dict.fromkeys(map(ord, characters), _FIRST + number))
        initial.update(dict.fromkeys(map(ord, characters), letters[0]))
    return _Syllables(by_character, by_letters, initial)


def sound(text: str) -> str:
    """`text` with each Chinese character replaced by its syllable; as long as `text`."""
    return text.translate(_syllables().by_character)


def initials(text: str) -> str:
    """The first letters of the syllables of `text`."""
    return text.translate(_syllables().initial)


def readings(letters: str) -> list[str]:
    """The ways of reading letters as syllables (xian: one or two), each as `sound` gives it."""
    known = _syllables().by_letters
    ways: list[list[str]] = [[""]]
    for end in range(1, min(len(letters), _LETTERS) + 1):
        found = [
            before + known[letters[start:end]]
            for start in range(max(0, end - 6), end)
            if letters[start:end] in known
            for before in ways[start]
        ]
        ways.append(found[:16])
    return ways[len(letters)] if len(letters) <= _LETTERS else []


def deletes(text: str) -> Iterator[str]:
    """`text`, and `text` without each of its characters."""
    yield text
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]


def pieces(titles: Iterable[str], frequent: Iterable[tuple[str, int]]) -> Counter[str]:
    """The pieces and how often they stand: neighbouring words of the titles, and frequent words of the texts."""
    counts: Counter[str] = Counter()
    for title in titles:
        words = segment(title)
        for start in range(len(words)):
            piece = ""
            for word in words[start : start + _WORDS]:
                piece += word
                if len(piece) > LONGEST:
                    break
                if len(piece) >= SHORTEST and piece in title:
                    counts[piece] += 1
    for word, count in frequent:
        if SHORTEST <= len(word) <= LONGEST and not word.isascii():
            counts[word] = max(counts[word], count)
    return counts


def packed(counts: Counter[str], revision: int = 0) -> bytes:
    """The vocabulary of an archive at a revision as a file."""
    chosen = counts.most_common(MOST)
    names = [name for name, _ in chosen]
    arrays = [
        *_keyed(names, deletes),
        *_keyed(names, lambda name: (sound(name),)),
        *_keyed(names, lambda name: (initials(name),)),
        array("I", (min(count, 0xFFFFFFFF) for _, count in chosen)),
    ]
    starts = array("I", (0,))
    for name in names:
        starts.append(starts[-1] + len(name))
    blob = "".join(names).encode(_ENCODING, "replace")
    arrays.append(starts)
    head = json.dumps([revision, [len(each) for each in arrays]]).encode()
    head += b" " * (-len(head) % _HEAD.size)
    return b"".join((_HEAD.pack(_MARK, len(head)), head, *map(little_endian, arrays), blob))


def _keyed(names: Sequence[str], keys: Callable[[str], Iterable[str]]) -> tuple[array[int], array[int]]:
    """Hashes of the keys of all names in order, and beside each the number of its name."""
    pairs = sorted({_hash(key) << 32 | number for number, name in enumerate(names) for key in keys(name)})
    return array("I", (pair >> 32 for pair in pairs)), array("I", (pair & 0xFFFFFFFF for pair in pairs))


def _hash(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))


class Vocabulary:
    """A file of pieces, where it lies."""

    def __init__(self, data: memoryview) -> None:
        """ValueError, or what else is in search.index.engine.DAMAGE, for what is no such file."""
        mark, length = _HEAD.unpack_from(data)
        self.revision, sizes = load(bytes(data[_HEAD.size : _HEAD.size + length]))
        if mark != _MARK or len(sizes) != len(_PARTS) or any(not isinstance(size, int) or size < 0 for size in sizes):
            raise ValueError("damaged vocabulary")
        at = _HEAD.size + length
        parts: list[Sequence[int]] = []
        for size in sizes:
            parts.append(_numbers(data[at : at + 4 * size]))
            at += 4 * size
        self._written, self._sound, self._letters = (parts[0], parts[1]), (parts[2], parts[3]), (parts[4], parts[5])
        self._counts, self._starts = parts[6], parts[7]
        self._names = data[at:]
        if (
            not self._starts
            or _WIDTH * self._starts[-1] != len(self._names)
            or len(self._starts) != len(self._counts) + 1
        ):
            raise ValueError("damaged vocabulary")

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self._counts)

    def near(self, text: str) -> Iterator[tuple[str, int]]:
        """Pieces that share a delete with `text`, or sound alike, and how often they stand."""
        numbers = {number for key in deletes(text) for number in self._under(self._written, key)}
        yield from self._told(numbers.union(self._under(self._sound, sound(text))))

    def spelt(self, letters: str) -> list[str]:
        """Pieces that are read so, or whose syllables begin so; the most frequent first, a whole reading before."""
        ways = readings(letters)
        full = {number for way in ways for number in self._under(self._sound, way)}
        whole = (pair for pair in self._told(full) if sound(pair[0]) in ways)
        begun = (pair for pair in self._told(self._under(self._letters, letters)) if initials(pair[0]) == letters)
        ranked = (*sorted(whole, key=lambda pair: -pair[1]), *sorted(begun, key=lambda pair: -pair[1]))
        return list(dict.fromkeys(name for name, _ in ranked))

    def _told(self, numbers: Iterable[int]) -> Iterator[tuple[str, int]]:
        for number in numbers:
            start, end = self._starts[number], self._starts[number + 1]
            yield bytes(self._names[_WIDTH * start : _WIDTH * end]).decode(_ENCODING, "replace"), self._counts[number]

    @staticmethod
    def _under(keyed: tuple[Sequence[int], Sequence[int]], key: str) -> Iterator[int]:
        hashes, numbers = keyed
        wanted = _hash(key)
        at = bisect_left(hashes, wanted)
        while at < len(hashes) and hashes[at] == wanted:
            yield numbers[at]
            at += 1


def _numbers(data: memoryview) -> Sequence[int]:
    """The numbers where they lie, or on a machine of the other order a copy."""
    return data.cast("I") if array("I", (1,)).tobytes()[0] == 1 else from_little_endian(bytes(data))

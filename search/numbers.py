"""Arrays of numbers of 32 bits as bytes: the lower bytes first, whatever the machine has."""

from __future__ import annotations

import sys
from array import array


def little_endian(numbers: array[int]) -> bytes:
    """The numbers as they lie in a file."""
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def from_little_endian(data: bytes | memoryview) -> array[int]:
    """The numbers again. ValueError when the bytes are no whole number of them."""
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers

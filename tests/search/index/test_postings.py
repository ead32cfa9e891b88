"""Posting lists as bytes and as the bits of a number."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from search.index.whoosh_codec import Posting, mask_of, numbers_of, pack, unpack, unpack_mask
from search.index.whoosh_segment import mask_where

_NUMBERS = st.one_of(
    st.sets(st.integers(0, 300), min_size=1),
    st.sets(st.integers(0, 100_000), min_size=1, max_size=20),
    st.integers(1, 3000).map(lambda count: set(range(count))),
).map(sorted)


@given(numbers=_NUMBERS, counted=st.booleans())
def test_a_posting_list_comes_back_from_its_bytes(numbers: list[int], counted: bool) -> None:
    counts = bytes(1 + number % 255 for number in numbers) if counted else None
    packed = pack(Posting(array("I", numbers), counts))
    assert unpack(packed, len(numbers)) == (array("I", numbers), counts)
    assert unpack_mask(packed, len(numbers)) == sum(1 << number for number in numbers)


@given(numbers=st.sets(st.integers(0, 5000)).map(sorted))
def test_numbers_and_the_bits_of_a_number_are_two_forms_of_one_thing(numbers: list[int]) -> None:
    mask = mask_of(numbers)
    assert numbers_of(mask) == numbers
    assert mask_where(number in set(numbers) for number in range(5001)) == mask


def test_a_frequent_term_takes_an_eighth_of_a_byte_a_document() -> None:
    numbers = array("I", (number for number in range(80_000) if number * 7919 % 10 < 7))
    assert len(pack(Posting(numbers, None))) <= 80_000 / 8 + 1

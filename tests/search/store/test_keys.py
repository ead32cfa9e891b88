"""What a password costs those who guess."""

from __future__ import annotations

import time

import pytest

from search.store import keys
from search.store.errors import WrongPassword

ACCEPTED = 64 * 1024  # KiB: RFC 9106, section 4, second recommended choice


def test_a_guess_costs_at_least_what_the_standard_recommends() -> None:
    file, _, _ = keys.make("青澜路灯2026")
    for slot in (file.password, file.recovery):
        assert slot.memory >= ACCEPTED
        assert slot.passes >= 3


def test_a_wrong_password_takes_time() -> None:
    """No less than a right one, and some hundred thousand times a plain hash."""
    import hashlib

    file, _, _ = keys.make("青澜路灯2026")
    start = time.process_time()
    with pytest.raises(WrongPassword):
        keys.unlock(file, "青澜路灯2027")
    guess = time.process_time() - start
    start = time.process_time()
    for _ in range(1000):
        hashlib.sha256("青澜路灯2027".encode()).digest()
    assert guess > 10 * (time.process_time() - start)


def test_two_archives_with_one_password_have_different_keys() -> None:
    one, other = keys.make("青澜路灯2026"), keys.make("青澜路灯2026")
    assert one[2] != other[2]
    assert one[0].id != other[0].id
    assert one[1] != other[1]

"""Drawing a sample that the same seed always draws again, on any machine and whatever order the ids come in."""

from collections.abc import Iterable
from hashlib import sha256


def draw(ids: Iterable[str], *, seed: int, size: int) -> tuple[str, ...]:
    """`size` of these ids (all where there are fewer), in order of id.

    Each id is ranked by the SHA-256 of seed and id, so that no id's chance hangs on another's, on Python's hash seed or
    on the order of the database. The seed is public: whoever has the list of visits can check the draw.
    """
    ranked = sorted(set(ids), key=lambda one: (_rank(seed, one), one))
    return tuple(sorted(ranked[:size]))


def _rank(seed: int, one: str) -> bytes:
    return sha256(f"{seed}:{one}".encode()).digest()

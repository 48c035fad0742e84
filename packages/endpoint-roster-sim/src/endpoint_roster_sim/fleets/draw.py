"""Choices made from a seed, the same on every machine and every version of Python."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from time import gmtime, strftime
from typing import TypeVar

T = TypeVar("T")

HOUR = 3600
DAY = 24 * HOUR

# Most endpoints are weeks or months old, some were made today.
_AGES = ((HOUR, DAY), (DAY, 7 * DAY), (7 * DAY, 45 * DAY), (45 * DAY, 400 * DAY))

LOWER_ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyz"


class Draw:
    """A source of choices named by its key: the same key gives the same choices.

    Everything is derived from ``Random.random()``, whose sequence Python promises to keep; the
    other methods of ``Random`` may change from version to version. For the same reason nothing
    here computes with floats beyond one multiplication.
    """

    def __init__(self, *key: str | int) -> None:
        # S311: these choices only have to be repeatable, they protect nothing.
        self._random = Random("/".join(map(str, key))).random  # noqa: S311

    def below(self, end: int) -> int:
        """Return an integer from 0 up to, not including, ``end``."""
        return int(self._random() * end)

    def between(self, first: int, last: int) -> int:
        """Return an integer from ``first`` to ``last``, both included."""
        return first + int(self._random() * (last - first + 1))

    def chance(self, percent: int) -> bool:
        """Return true with this probability, in percent."""
        return self._random() * 100 < percent

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[int(self._random() * len(options))]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return the options in another order."""
        result = list(options)
        for last in range(len(result) - 1, 0, -1):
            other = self.below(last + 1)
            result[last], result[other] = result[other], result[last]
        return result

    def hexadecimal(self, digits: int) -> str:
        """Return lower-case hexadecimal digits, as many as asked for."""
        parts = [f"{self.below(16**12):012x}" for _ in range((digits + 11) // 12)]
        return "".join(parts)[:digits]

    def text(self, length: int, alphabet: str = LOWER_ALPHANUMERIC) -> str:
        """Return characters of the alphabet, as many as asked for."""
        size = len(alphabet)
        return "".join([alphabet[int(self._random() * size)] for _ in range(length)])

    def uuid(self) -> str:
        """Return a version 4 UUID."""
        digits = self.hexadecimal(31)
        variant = "89ab"[self.below(4)]
        return (
            f"{digits[:8]}-{digits[8:12]}-4{digits[12:15]}-{variant}{digits[15:18]}-{digits[18:30]}"
        )

    def age(self) -> int:
        """Return how long before the epoch something was made, in seconds."""
        return self.between(*self.pick(_AGES))

    def lifetime(self, epoch: datetime) -> tuple[int, int]:
        """Return when something was made and last changed, in Unix seconds before the epoch."""
        end = int(epoch.timestamp())
        created = end - self.age()
        # Half of all endpoints were never touched again.
        return created, self.between(created, end) if self.chance(50) else created


def utc_text(seconds: int, form: str = "%Y-%m-%dT%H:%M:%SZ") -> str:
    """Write a moment, given in Unix seconds, in UTC; by default as RFC 3339 has it."""
    return strftime(form, gmtime(seconds))

"""The benchmark compares clients fairly."""

import time
import weakref

from benchmarks.measure import Subject, race


class _Answer(list[int]):
    """An answer that can be watched."""


def test_nothing_that_one_client_has_read_is_in_memory_when_another_reads() -> None:
    answers: list[weakref.ref[_Answer]] = []
    still_there: list[int] = []

    def read() -> _Answer:
        still_there.append(sum(one() is not None for one in answers))
        answer = _Answer([1])
        answers.append(weakref.ref(answer))
        return answer

    subjects = [Subject(name, read, len) for name in ("ours", "theirs")]
    race(subjects, endpoints=1, rounds=3, seconds=0, until=time.monotonic() + 60)

    assert len(answers) >= 2 * 3
    assert not any(still_there)

"""What is installed, and what 10,000 endpoints weigh in memory."""

import gc
import json
import sys
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

from . import bodies, subjects
from .installed import closure, size_of
from .measure import Subject, peak_resident, run_module
from .reading import choose
from .server import serving

#: What a user of one provider installs: our client or the SDK.
INSTALLATIONS = {
    "httpx": ["httpx"],
    "ours, together": ["endpoint-roster-together"],
    "ours, together[speed]": ["endpoint-roster-together[speed]"],
    "ours, openrouter": ["endpoint-roster-openrouter"],
    "ours, volcengine": ["endpoint-roster-volcengine"],
    "sdk, together": ["together"],
    "sdk, openrouter": ["openrouter"],
    "sdk, volcengine": ["volcenginesdk-ark"],
}

#: Bytes by provider, by who reads, and by kind.
Memory = dict[str, dict[str, dict[str, int]]]


def installed() -> dict[str, tuple[int, int]]:
    """Return number of distributions and bytes of each installation, dependencies included.

    ``NAME: own`` is the part of it that is ours: a client and the runtime.
    """
    found: dict[str, tuple[int, int]] = {}
    for name, requirements in INSTALLATIONS.items():
        names = closure(requirements)
        found[name] = len(names), sum(map(size_of, names))
        if own := [one for one in names if one.startswith("endpoint-roster")]:
            found[f"{name}: own"] = len(own), sum(map(size_of, own))
    return found


def memory(folder: Path, providers: Iterable[str]) -> Memory:
    """Return what a call over loopback with the largest body weighs, each in fresh processes.

    Kinds: ``retained``, what the answer keeps alive; ``peak``, the maximum during the call (both by
    Python's allocators, above what was there before); and ``process``, the peak resident size of
    the process.
    """
    found: Memory = {}
    with serving(folder) as ports:
        for provider in providers:
            at = {size: subjects.address(provider, port) for size, port in ports[provider].items()}
            addresses = [at[1], at[max(bodies.SIZES)]]
            for who in ("raw", "ours", "sdk"):
                traced = json.loads(run_module("footprint", provider, who, "traced", *addresses))
                plain = json.loads(run_module("footprint", provider, who, "plain", *addresses))
                found.setdefault(provider, {})[who] = traced | plain
    return found


def main(provider: str, who: str, how: str, small: str, large: str) -> None:
    """Read one large page in this process and print what it weighs."""
    choose("plain")
    makers = {"raw": subjects.raw, "ours": subjects.ours, "sdk": subjects.sdk}
    warm = makers[who](provider, small)
    subject = makers[who](provider, large)
    warm.once()
    weights = _traced(subject) if how == "traced" else _resident(subject)
    print(json.dumps(weights))  # noqa: T201


def _traced(subject: Subject) -> dict[str, int]:
    gc.collect()
    tracemalloc.start()
    answer = subject.once()
    gc.collect()
    retained, peak = tracemalloc.get_traced_memory()
    _check(subject, answer)
    return {"retained": retained, "peak": peak}


def _resident(subject: Subject) -> dict[str, int]:
    _check(subject, subject.once())
    return {"process": peak_resident()}


def _check(subject: Subject, answer: object) -> None:
    if (found := subject.size(answer)) != max(bodies.SIZES):
        raise RuntimeError(f"{subject.name} read {found} endpoints")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The rows of the report: figures, what they are compared with, and the targets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from . import bodies
from .footprint import Memory
from .many import Growth
from .measure import Clocks, Times, ratios, seconds, spread
from .reading import MODES, Races

_TITLES = {"together": "Together", "openrouter": "OpenRouter", "volcengine": "Ark"}
_MODES = {"plain": "standard library", "speed": "`[speed]`"}
#: Highest ratios to plain httpx with ``json.loads``, for 1, 100 and 10,000 endpoints.
_READING_TARGETS = {
    ("together", "plain"): (0.50, 0.95, 1.45),
    ("together", "speed"): (0.45, 0.68, 1.00),
    ("openrouter", "plain"): (0.55, 1.50, 1.60),
    ("openrouter", "speed"): (0.50, 1.15, 1.10),
}
_CALL_TARGETS = {("volcengine/sync", "plain"): (0.95, 1.20, 1.55)}
_NO_TARGETS: dict[tuple[str, str], tuple[float, ...]] = {}
#: Highest ratios of import and client to those of the SDK.
_CLIENT_TARGETS = {"together": 1 / 3, "openrouter": 1 / 2, "volcengine": 1.0}
#: At least 0.7 of the accounts that the bare program reads in the same time.
_ACCOUNTS_TARGET = 1 / 0.7
_GROWTH_TARGET = 1.2
#: What is timed of many accounts, and the milliseconds that it may take.
_TIMES_OF_MANY = {
    "first": ("until the first endpoint", 1000),
    "ended": ("until nothing is left of a listing that is cancelled", 1000),
    "file": ("to read them from a configuration file", 2000),
}
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ratios to an alternative, for one body or for each size of it; below 1 is better.

    Attributes:
        ratios: lower quartile, median and upper quartile.
        targets: the highest medians that are wanted; empty if none are set.
    """

    ratios: Sequence[tuple[float, float, float]]
    targets: Sequence[float] = ()

    def __str__(self) -> str:
        if not self.targets:
            return _join((middle for _, middle, _ in self.ratios), _ratio)
        return " / ".join(
            f"{middle:.3f} {'✓' if middle <= target else '✗'} {target:.2f}"
            for (_, middle, _), target in zip(self.ratios, self.targets, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        group: what is measured, and in which unit.
        who: of whom.
        medians: for one body, or for each size of it.
        to_httpx: compared with plain httpx that does the same.
        to_sdk: compared with the provider's SDK that does the same.
    """

    group: str
    who: str
    medians: Sequence[float]
    to_httpx: Comparison | None = None
    to_sdk: Comparison | None = None


def render(rows: Iterable[Row]) -> str:
    """Return the table as Markdown."""
    lines = [
        "| | Median | Ratio to httpx | Ratio to the SDK |",
        "|---|---|---|---|",
    ]
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            lines.append(f"| **{group}** | | | |")
        comparisons = (str(part or "") for part in (row.to_httpx, row.to_sdk))
        lines.append(f"| {row.who} | {_join(row.medians, _number)} | {' | '.join(comparisons)} |")
    return "\n".join(lines)


def reading_rows(races: Races) -> Iterator[Row]:
    """Return what reading in memory costs."""
    group = "Read 1 / 100 / 10,000 endpoints in memory, CPU ms"
    for provider in races["plain"]:
        title = _TITLES[provider]
        yield from _clients(group, races, provider, "cpu", _READING_TARGETS)
        by_size = _by_size(races, "plain", provider, "cpu")
        yield _others(group, f"{title}: httpx without `base_url`", by_size, "raw, absolute address")
        yield _others(group, f"{title}: `json.loads` alone", by_size, "json")


def call_rows(races: Races) -> Iterator[Row]:
    """Return what calls over loopback cost."""
    for kind, clock, words, targets in (
        ("sync", "wall", "sync, wall-clock ms", _CALL_TARGETS),
        ("sync", "cpu", "sync, CPU ms of the caller", _NO_TARGETS),
        ("async", "wall", "async, wall-clock ms", _NO_TARGETS),
        ("async", "cpu", "async, CPU ms of the caller", _NO_TARGETS),
    ):
        group = f"Call for 1 / 100 / 10,000 endpoints over loopback, {words}"
        for provider in bodies.PROVIDERS:
            place = f"{provider}/{kind}"
            if place not in races["plain"]:
                continue
            yield from _clients(group, races, place, clock, targets)
            by_size = _by_size(races, "plain", place, clock)
            if "raw, unsigned" in by_size[1]:
                who = f"{_TITLES[provider]}: httpx that does not sign"
                yield _others(group, who, by_size, "raw, unsigned")


def _clients(
    group: str,
    races: Races,
    place: str,
    clock: str,
    targets: Mapping[tuple[str, str], Sequence[float]],
) -> Iterator[Row]:
    """Return the rows of our client, in both modes, and of the SDK."""
    title = _TITLES[place.partition("/")[0]]
    for mode in MODES:
        by_size = _by_size(races, mode, place, clock)
        yield Row(
            group,
            f"{title}: ours, {_MODES[mode]}",
            _milliseconds(by_size, "ours"),
            _compare(by_size, "ours", "raw", targets.get((place, mode), ())),
            _compare(by_size, "ours", "sdk") if "sdk" in by_size[1] else None,
        )
    by_size = _by_size(races, "plain", place, clock)
    if "sdk" in by_size[1]:
        yield _others(group, f"{title}: the SDK", by_size, "sdk")


def _by_size(races: Races, mode: str, place: str, clock: str) -> dict[int, Times]:
    return {size: clocks[clock] for size, clocks in races[mode][place].items()}


def _others(group: str, who: str, by_size: Mapping[int, Times], name: str) -> Row:
    return Row(group, who, _milliseconds(by_size, name), _compare(by_size, name, "raw"))


def _milliseconds(by_size: Mapping[int, Times], name: str) -> list[float]:
    return [median(seconds(times, name)) * 1000 for times in by_size.values()]


def _compare(
    by_size: Mapping[int, Times], name: str, base: str, targets: Sequence[float] = ()
) -> Comparison:
    return Comparison([spread(ratios(times, name, base)) for times in by_size.values()], targets)


def startup_rows(times: Times) -> Iterator[Row]:
    """Return what fresh processes cost."""
    group = "Start of a fresh process, without Python's own, CPU ms"

    def compare(name: str, base: str, target: float = 0) -> Comparison:
        return Comparison([spread(ratios(times, name, base))], [target] if target else ())

    def row(
        who: str, name: str, to_httpx: Comparison | None = None, to_sdk: Comparison | None = None
    ) -> Row:
        return Row(group, who, [median(seconds(times, name)) * 1000], to_httpx, to_sdk)

    yield row("Python's own", "python")
    yield row("`import httpx`", "httpx: import")
    yield row("`import httpx; httpx.Client()`", "httpx: client")
    yield row("the same, and one call", "httpx: call")
    for provider, title in _TITLES.items():
        ours, sdk = f"ours, {provider}", f"sdk, {provider}"
        for what, step, peer, limit, limit_sdk in (
            ("import", "import", "import", 0.35, 0.0),
            ("import and client", "client", "client", 1.05, _CLIENT_TARGETS[provider]),
            ("import and client, TLS ready", "connections", "client", 1.05, 0.0),
            ("import, client and one call", "call", "call", 0.0, 0.0),
        ):
            yield row(
                f"{title}: {what}",
                f"{ours}: {step}",
                compare(f"{ours}: {step}", f"httpx: {peer}", limit),
                compare(f"{ours}: {step}", f"{sdk}: {peer}", limit_sdk),
            )
    for what, step in (("import", "import"), ("import, client and one call", "call")):
        speed = f"ours, together[speed]: {step}"
        to_httpx, to_sdk = (
            compare(speed, f"httpx: {step}"),
            compare(speed, f"sdk, together: {step}"),
        )
        yield row(f"Together, `[speed]`: {what}", speed, to_httpx, to_sdk)
    one = "ours, together: connections"
    yield row("Together: import and client, ready for an `http://` address", f"{one}, http")
    for name, who in (
        ("ours, together: five clients", "Together: five clients, TLS ready"),
        ("five: clients", "five packages, a client of each, TLS ready"),
    ):
        to_one = compare(name, one, 1.2)
        yield row(f"{who} (ratio to one: {to_one})", name)


def command_rows(times: Times) -> Iterator[Row]:
    """Return what the `roster` command costs before it does anything, Python's own included."""
    group = "Start of the command, with Python's own, CPU ms"
    bare = times["python"]

    def gross(name: str) -> Times:
        pairs = zip(times[name], bare, strict=True)
        return {name: [a + b for a, b in pairs if a is not None and b is not None]}

    click = gross("roster: click")
    yield Row(group, "Python and `import click`", [median(seconds(click, "roster: click")) * 1000])
    for name, who, target in (
        ("roster: version", "`roster --version`", 1.5),
        ("roster: help", "`roster list --help`", 0.0),
    ):
        both = {**click, **gross(name)}
        ratio = Comparison(
            [spread(ratios(both, name, "roster: click"))], [target] if target else ()
        )
        yield Row(group, f"{who} (ratio to that: {ratio})", [median(seconds(both, name)) * 1000])


def listing_rows(times: Times) -> Iterator[Row]:
    """Return what one listing of one account costs, from the shell's prompt to its next."""
    group = "One listing of 100 endpoints, a process of its own, CPU ms"
    base, command = "httpx: script", "sdk, together: command"
    own = [median(seconds(times, base)) * 1000]
    yield Row(group, "a script with httpx that prints the same JSON", own)
    for name, who, target in (
        ("roster, together: script", "the same script where the command is installed", 0.0),
        ("roster, together: json", "`roster list -o json`", 1.4),
        ("roster, together: table", "`roster list`", 1.7),
        (command, "`together endpoints list --json`", 0.0),
    ):
        yield Row(
            group,
            who,
            [median(seconds(times, name)) * 1000],
            Comparison([spread(ratios(times, name, base))], [target] if target else ()),
            Comparison([spread(ratios(times, name, command))]) if name != command else None,
        )


def size_rows(installed: Mapping[str, tuple[int, int]]) -> Iterator[Row]:
    """Return what installations consist of."""
    for group, part, scale in (
        ("Installed with all dependencies, MiB", 1, _MIB),
        ("Installed with all dependencies, distributions", 0, 1),
    ):
        httpx = installed["httpx"][part]
        yield Row(group, "httpx", [httpx / scale])
        for name, who in _INSTALLED.items():
            own = installed[name][part]
            sdk = installed[name.replace("ours", "sdk").removesuffix("[speed]")][part]
            yield Row(group, who, [own / scale], _exact(own, httpx), _exact(own, sdk))
    group = "Our own part: the client and endpoint-roster-core, KiB"
    for name, who in _INSTALLED.items():
        if "[" not in who:
            yield Row(group, who, [installed[f"{name}: own"][1] / 1024])


_INSTALLED = {
    "ours, together": "Together",
    "ours, together[speed]": "Together, `[speed]`",
    "ours, openrouter": "OpenRouter",
    "ours, volcengine": "Ark",
}


def memory_rows(memory: Memory) -> Iterator[Row]:
    """Return the memory of 10,000 endpoints."""
    for kind, group in (
        ("retained", "Memory that 10,000 endpoints hold, MiB"),
        ("peak", "Peak while 10,000 endpoints are read, MiB"),
        ("process", "Peak of the process, MiB"),
    ):
        for provider, by_who in memory.items():
            raw, ours, sdk = (by_who[who][kind] for who in ("raw", "ours", "sdk"))
            target = 0.36 if (provider, kind) == ("openrouter", "retained") else 0
            to_sdk = _exact(ours, sdk, target)
            yield Row(group, _TITLES[provider], [ours / _MIB], _exact(ours, raw), to_sdk)


def accounts_rows(races: Mapping[str, Clocks]) -> Iterator[Row]:
    """Return what the accounts of a long list cost, each with 100 endpoints."""
    for clock, words in (("wall", "wall-clock ms"), ("cpu", "CPU ms of the caller")):
        group = f"List an account of 100 endpoints, one of many, {words}"
        bare = median(seconds(races["plain"][clock], "bare"))
        yield Row(group, f"asyncio and httpx: {_number(1 / bare)} a second", [bare * 1000])
        for mode, clocks in races.items():
            own = median(seconds(clocks[clock], "roster"))
            ratio = spread(ratios(clocks[clock], "roster", "bare"))
            target = [_ACCOUNTS_TARGET] if clock == "wall" else []
            who = f"the roster, {_MODES[mode]}: {_number(1 / own)} a second"
            yield Row(group, who, [own * 1000], Comparison([ratio], target))


def growth_rows(found: Growth) -> Iterator[Row]:
    """Return what listings hold, and how soon they begin, by the number of accounts."""
    counts = " / ".join(f"{count:,}" for count in found)
    fewest = found[min(found)]
    group = f"Streamed listings of {counts} accounts of 100 endpoints"
    yield Row(group, "peak of the process, MiB", [one["peak"] / _MIB for one in found.values()])
    # The accounts themselves are the caller's.
    alone = [one["peak"] - one["held"] + fewest["held"] for one in found.values()]
    ratio = _exact(max(alone), fewest["peak"], _GROWTH_TARGET)
    who = f"the same, without the accounts themselves (ratio, largest to first: {ratio})"
    yield Row(group, who, [bytes_ / _MIB for bytes_ in alone])
    for what, (who, target) in _TIMES_OF_MANY.items():
        times = [one[what] * 1000 for one in found.values()]
        kept = "✓" if max(times) <= target else "✗"
        yield Row(group, f"{who}, ms ({kept} {target:,})", times)


def _exact(own: float, base: float, target: float = 0) -> Comparison:
    ratio = own / base
    return Comparison([(ratio, ratio, ratio)], [target] if target else ())


def _join(values: Iterable[float], write: Callable[[float], str]) -> str:
    return " / ".join(map(write, values))


def _number(value: float) -> str:
    """Write three significant digits, and all before the decimal point."""
    if value == int(value):
        return f"{int(value):,}"
    for limit, digits in ((0.1, 4), (1, 3), (10, 2), (100, 1)):
        if value < limit:
            return f"{value:.{digits}f}"
    return f"{value:,.0f}"


def _ratio(value: float) -> str:
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"

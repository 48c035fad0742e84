"""Together: serverless models that everyone sees, and dedicated endpoints with an owner."""

from collections.abc import Iterator
from datetime import datetime
from itertools import cycle
from typing import NamedTuple

from .draw import Draw, utc_text
from .store import Fleet, Record, to_json
from .words import OPEN_MODELS

OWNER = "acme-labs"
"""The account that the simulated key belongs to."""

# The two last are not in the published list: FAILED is known to an old SDK, SCALING is made up.
_STATES = (
    *(["STARTED"] * 8),
    *(["STOPPED"] * 3),
    *("PENDING", "STARTING", "STOPPING", "ERROR"),
    *("FAILED", "SCALING"),
)


class Facets(NamedTuple):
    """What Together can filter by; ``usage_type`` is never sent."""

    type: str
    usage_type: str | None
    owner: str


def make(seed: int, count: int, epoch: datetime) -> Fleet[Facets]:
    """Make the fleet, newest endpoint first."""
    dated = sorted(_records(seed, count, epoch), key=lambda pair: pair[0], reverse=True)
    return Fleet(record for _, record in dated)


def _records(seed: int, count: int, epoch: datetime) -> Iterator[tuple[str, Record[Facets]]]:
    draw = Draw("together", seed)
    states = cycle(draw.shuffled(_STATES))
    for _ in range(count):
        created, _ = draw.lifetime(epoch)
        created_at = utc_text(created, f"%Y-%m-%dT%H:%M:%S.{draw.below(1000):03}Z")
        model = draw.pick(OPEN_MODELS)
        identifier = f"endpoint-{draw.uuid()}"
        serverless = draw.chance(30)
        if serverless:
            facets = Facets("serverless", None, "together")
            name, state = model, "STARTED"
        else:
            owner = OWNER if draw.chance(70) else draw.pick(("acme-research", "acme-东京"))
            usage = "reserved" if draw.chance(25) else "on-demand"
            facets = Facets("dedicated", usage, owner)
            name, state = f"{owner}/{model}-{draw.hexadecimal(8)}", next(states)
        item = {
            "object": "endpoint",
            "id": identifier,
            "name": name,
            "model": model,
            "type": facets.type,
            "owner": facets.owner,
            "state": state,
            "created_at": created_at,
        }
        yield created_at + identifier, Record(facets, to_json(item), identifier)

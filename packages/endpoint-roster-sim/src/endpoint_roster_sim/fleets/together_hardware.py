"""Together: what endpoints and deployments run on, and what it costs."""

from typing import Any, NamedTuple

REGIONS = ("us-central-1", "us-east-2", "eu-north-1")


class Hardware(NamedTuple):
    """One configuration.

    Attributes:
        id: Its name in version 1.
        name: Its name in version 2.
        gpu: Kind of GPU.
        link: How its GPUs are connected.
        memory: Memory of one GPU in GB.
        gpus: Number of GPUs.
        cents_per_hour: Price of one replica in US cents.
        status: Whether it is to be had. What is created on another one fails.
    """

    id: str
    name: str
    gpu: str
    link: str
    memory: int
    gpus: int
    cents_per_hour: int
    status: str = "available"


HARDWARE = (
    Hardware("1x_nvidia_a100_80gb_sxm", "1xnvidia-a100-80gb", "a100", "sxm", 80, 1, 256),
    Hardware("1x_nvidia_h100_80gb_sxm", "1xnvidia-h100-80gb", "h100", "sxm", 80, 1, 399),
    Hardware("2x_nvidia_h100_80gb_sxm", "2xnvidia-h100-80gb", "h100", "sxm", 80, 2, 798),
    Hardware("4x_nvidia_h100_80gb_sxm", "4xnvidia-h100-80gb", "h100", "sxm", 80, 4, 1596),
    Hardware("8x_nvidia_h200_140gb_sxm", "8xnvidia-h200-140gb", "h200", "sxm", 140, 8, 4392),
    Hardware(
        "8x_nvidia_b200_180gb_sxm",
        "8xnvidia-b200-180gb",
        "b200",
        "sxm",
        180,
        8,
        7192,
        "insufficient",
    ),
)

BY_ID = {one.id: one for one in HARDWARE}


def instance_type(one: Hardware) -> dict[str, Any]:
    """Return what version 2 sends about a configuration."""
    room = {"relation": "RELATION_GTE", "value": 8}
    if one.status != "available":
        room = {"relation": "RELATION_EQ", "value": 0}
    return {
        "id": f"it_{one.name}",
        "name": one.name,
        "description": f"{one.gpus} NVIDIA {one.gpu.upper()}, {one.memory} GB each",
        "gpuType": one.gpu.upper(),
        "gpuCount": one.gpus,
        "gpuMemoryGib": one.memory,
        "priceCentsPerHour": one.cents_per_hour,
        "regions": [{"name": region, "headroom": room} for region in REGIONS],
    }

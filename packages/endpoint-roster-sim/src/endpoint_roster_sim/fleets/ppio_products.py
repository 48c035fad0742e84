"""PPIO: regions, and the products in them with their prices."""

from typing import Any, NamedTuple

REGIONS = {
    "cn-shanghai-01": "Shanghai 1",
    "cn-beijing-02": "Beijing 2",
    "cn-chengdu-01": "Chengdu 1",
    "us-dallas-01": "Dallas 1",
    "eu-frankfurt-01": "Frankfurt 1",
}


class Product(NamedTuple):
    """One product.

    Attributes:
        id: Its identifier.
        gpu: Name of its GPU; empty for CPUs alone.
        gpus: GPUs of a worker by default.
        most_gpus: The most GPUs that a worker can have.
        memory: Memory of one GPU in GB.
        disk: System disk of a worker by default, in GB.
        cuda: The lowest CUDA version.
        cny: List price per hour in thousandths of a yuan, as PPIO has it.
        usd: List price per hour in thousandths of a dollar, as Novita has it.
        category: ``serverless`` for endpoints, ``instance`` for instances.
        regions: Where it is to be had.
        is_left: Whether anything is left of it. What is created on another one fails.
    """

    id: str
    gpu: str
    gpus: int
    most_gpus: int
    memory: int
    disk: int
    cuda: str
    cny: int
    usd: int
    category: str = "serverless"
    regions: tuple[str, ...] = tuple(REGIONS)
    is_left: bool = True

    @property
    def type(self) -> str:
        """The kind of product."""
        return "gpu" if self.gpu else "cpu"

    @property
    def billing_methods(self) -> list[str]:
        """Ways to pay for it."""
        return ["postpaid", "spot"] if self.category == "serverless" else ["postpaid", "prepaid"]

    def shown(self, *, abroad: bool) -> dict[str, Any]:
        """Return the product as it is sent; abroad, with prices in dollars."""
        price = self.usd if abroad else self.cny
        pricing: dict[str, Any] = {"precision": 3, "postpaid": _price(price, price * 7 // 8)}
        if "spot" in self.billing_methods:
            pricing["spot"] = _price(price * 2 // 3, price // 2)
        if "prepaid" in self.billing_methods:
            month = price * 600
            offer = {"spec_id": f"{self.id}.1m", "duration_months": 1}
            pricing["prepaid"] = [offer | {"base_price": month, "final_price": month * 3 // 4}]
        spec: dict[str, Any] = {
            "cpu": 8 * self.gpus,
            "memory_gb": 64 * self.gpus,
            "rootfs": {"min_gb": 10, "max_gb": 1000, "free_gb": 60},
        }
        if self.gpu:
            left = self.most_gpus if self.is_left else 0
            spec["gpu"] = {
                "spec_id": f"sp-{self.id}",
                "name": self.gpu,
                "memory_gb": self.memory,
                "min": 1,
                "max": self.most_gpus,
                "available": left * 3,
                "max_available": left,
            }
        return {
            "id": self.id,
            "name": self.gpu or "CPU",
            "type": self.type,
            "category": self.category,
            "description": "",
            "region_ids": list(self.regions),
            "resource_spec": spec,
            "pricing": pricing | {"storage_price_per_gb": 5},
            "billing_methods": self.billing_methods,
            "inventory_state": "normal" if self.is_left else "none",
            "deployable": self.is_left,
            "activity": {"is_activity_product": False, "active": False, "purchasable": True},
        }


def _price(base: int, final: int) -> dict[str, Any]:
    return {"base_price": base, "final_price": final, "unit": "per_hour"}


PRODUCTS = (
    Product("rtx4090-24g.1x", "RTX 4090", 1, 8, 24, 30, "12.4", 2400, 350),
    Product("l40s-48g.1x", "L40S", 1, 8, 48, 60, "12.4", 5600, 790),
    Product("a100-80g.2x", "A100", 2, 8, 80, 120, "12.4", 18000, 2560),
    Product("h100-80g.8x", "H100", 8, 8, 80, 500, "12.8", 120000, 16800),
    Product("h20-96g.4x", "H20", 4, 8, 96, 200, "12.6", 36000, 5040),
    Product(
        "b200-180g.8x",
        "B200",
        8,
        8,
        180,
        500,
        "12.8",
        240000,
        33600,
        regions=("us-dallas-01",),
        is_left=False,
    ),
    Product("rtx4090-24g.vm", "RTX 4090", 1, 8, 24, 50, "12.4", 1900, 290, "instance"),
    Product("cpu-8c16g.vm", "", 1, 0, 0, 30, "", 400, 60, "instance"),
    Product("cpu-16c64g.1x", "", 1, 0, 0, 30, "", 900, 130),
)

BY_ID = {one.id: one for one in PRODUCTS}


def regions() -> list[dict[str, Any]]:
    """Return the regions as they are sent."""
    return [
        {
            "id": key,
            "name": name,
            "gpus": list(dict.fromkeys(p.gpu for p in PRODUCTS if p.gpu and key in p.regions)),
        }
        for key, name in REGIONS.items()
    ]

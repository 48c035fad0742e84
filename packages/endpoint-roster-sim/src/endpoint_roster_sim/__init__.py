"""Five inference clouds simulated on loopback, to test and to try without a key.

Example::

    with Simulator(endpoints=36, seed=0) as simulator:
        together = simulator["together"]
        httpx.get(
            f"{together.base_url}/endpoints",
            headers={"Authorization": f"Bearer {together.api_key}"},
        )
        assert len(together.requests) == 1
"""

from .cloud import Cloud
from .fault_text import parse_fault
from .faults import Fault
from .huawei import HuaweiCloud
from .keys import TemporaryCredentials
from .openrouter import OpenRouterCloud
from .ppio import PpioCloud
from .simulator import PROVIDERS, Simulator, serve
from .together import TogetherCloud
from .volcengine import VolcengineCloud
from .wire import RequestRecord

__all__ = [
    "PROVIDERS",
    "Cloud",
    "Fault",
    "HuaweiCloud",
    "OpenRouterCloud",
    "PpioCloud",
    "RequestRecord",
    "Simulator",
    "TemporaryCredentials",
    "TogetherCloud",
    "VolcengineCloud",
    "parse_fault",
    "serve",
]

"""Mistakes of users of the other four clients; see ``together.py``."""

from endpoint_roster_core import ApiEror  # wrong: no such name
from endpoint_roster_huawei import AsyncHuawei, Huawei
from endpoint_roster_huawei import HuaweiCloud  # wrong: no such name
from endpoint_roster_huawei.models import Endpoint  # wrong: no such name
from endpoint_roster_openrouter import OpenRouter
from endpoint_roster_openrouter import Openrouter  # wrong: no such name
from endpoint_roster_openrouter.models import Price  # wrong: no such name
from endpoint_roster_ppio import ApiError, Ppio
from endpoint_roster_ppio import PPIO  # wrong: no such name
from endpoint_roster_ppio.models import ListEndpointsRequest as _  # wrong: no such name
from endpoint_roster_volcengine import Volcengine
from endpoint_roster_volcengine import Client  # wrong: no such name
from endpoint_roster_volcengine.models import EndpointFilter, ListEndpointsRequest
from endpoint_roster_volcengine.models import Filter  # wrong: no such name

volcengine = Volcengine(access_key="id", secret_key="key")
Volcengine(api_key="key")  # wrong: it has a pair of keys
volcengine.endpoints.list(page_size="10")  # wrong: a text
volcengine.endpoints.list(page_size=None)  # wrong: the API takes no null
volcengine.endpoints.list(sort_order="Asc")
volcengine.endpoints.list(sort_order="asc")  # wrong: no such order
ListEndpointsRequest(sort_order="Descending")  # wrong: no such order
volcengine.endpoints.list(limit=10)  # wrong: no such keyword
volcengine.endpoints.list(action="DeleteEndpoint")  # wrong: no argument
volcengine.endpoints.list(EndpointFilter())  # wrong: another model
ListEndpointsRequest(10)  # wrong: keywords only
for endpoint in volcengine.endpoints.list(ListEndpointsRequest(page_size=10)):
    print(endpoint.name.upper())  # wrong: it may be None
    print(endpoint.model_reference.foundation_model)  # wrong: it may be None

ppio = Ppio(api_key="key")
ppio.endpoints.list(page=2)  # wrong: no such keyword
ppio.endpoints.list(member_ids=["one"])  # wrong: a list
for worker in ppio.endpoints.list():
    print(worker.status.status)  # wrong: it may be None
    seconds: int = worker.created_at  # wrong: it may be None
try:
    ppio.endpoints.list()
except ApiError as error:
    print(error.status_code)  # wrong: it is called status
    kind: bool = error.kind == "time-out"  # wrong: no such kind

openrouter = OpenRouter()
openrouter.endpoints.list()  # wrong: author and slug
openrouter.endpoints.list("author", "slug", model="x")  # wrong: no such keyword
for served in openrouter.endpoints.list("author", "slug"):
    print(served.pricing["prompt"] + 1, served.pricing.prompt + 1)  # wrong: a text

huawei = Huawei(token="token", project_id="id")
Huawei(api_key="key")  # wrong: no such keyword
huawei.endpoints.list("project")  # wrong: keywords only
huawei.endpoints.list(workspace_id=0)  # wrong: a number
AsyncHuawei(http_client=None, retries=3)  # wrong: no such keyword

"""Mistakes of users, one a line; each line that both type checkers refuse says so."""

from endpoint_roster_core.operations import Operation
from endpoint_roster_core.pages import Paging
from endpoint_roster_together import AsyncTogether, Together
from endpoint_roster_together import Togehter  # wrong: no such name
from endpoint_roster_together import Endpoint  # wrong: it is in models
from endpoint_roster_together.models import Endpoint as Right
from endpoint_roster_together.models import Endpont  # wrong: no such name
from endpoint_roster_together.operations.list_endpoints import list_endpoints
from endpoint_roster_together.operations.list_endpoints import list_endpoint  # wrong: no such name
import endpoint_roster_together.api  # wrong: no such module

together = Together(api_key="key")
Together("key")  # wrong: keywords only
Together(token="key")  # wrong: no such keyword
Together(api_key=1)  # wrong: a number
Together(base_url=None, timeout="5")  # wrong: a text
Together(max_attempts=2.5)  # wrong: a fraction
Together(api_key="key").endpoint  # wrong: no such resource
AsyncTogether(http_client=together.http_client_of_mine)  # wrong: no such attribute

together.endpoints.list(type="dedicated")  # wrong: it is called type_
together.endpoints.list(type_=1)  # wrong: a number
together.endpoints.list(mine="yes")  # wrong: a text
together.endpoints.list("dedicated")  # wrong: keywords only
together.endpoints.list()[0]  # wrong: it is for iterating
together.call(list_endpoints(limit=1))  # wrong: no such keyword
together.send("endpoints")  # wrong: not a request
together.endpoints.update("e1", state="STOPPED")
together.endpoints.update("e1", state="STOPED")  # wrong: no such state
together.endpoints.update("e1", state=input())  # wrong: any text

for endpoint in together.endpoints.list():
    print(endpoint.stat)  # wrong: no such field
    number: int = endpoint.state  # wrong: a text
    endpoint.created_at = "2026-01-01"  # wrong: a text
    print(endpoint.created_at + 1)  # wrong: a moment
    ours: Right = endpoint
for page in together.endpoints.list().pages():
    print(page.endpoints)  # wrong: they are in data
for one in AsyncTogether().endpoints.list():  # wrong: it takes async for
    pass

Right(id="e1")  # wrong: fields are missing that every endpoint has
Operation(name="endpoints.list", method="GET", path="/endpoints", effect="reads")  # wrong: no such effect
Paging(items="data", style="cursors")  # wrong: no such style

"""Mistakes of users of the facade; see ``together.py``."""

from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

from endpoint_roster import Account, EndpointState, Listing, Roster
from endpoint_roster import Rostr  # wrong: no such name

Account("acme-cloud")  # a plug-in
roster = Roster([Account("together", api_key="key")])
roster.list(state="running")  # wrong: it is states
roster.list(states=["runing"])  # wrong: no such state
roster.list(states="running", kinds=["dedicated", "on-loan"], providers=["acme-cloud"])
roster.list(states=[EndpointState.RUNNING, "failed"])
roster.plan("halt", "together/prod/1")  # wrong: no such action
listing: Listing = roster.list().collect()
listing[0].name.upper()  # wrong: it may be None
listing[0].to_dict()["name"]
for endpoint in listing:
    print(endpoint.reference, len(listing), endpoint.stat)  # wrong: no such field


class Cluster(Executor):
    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Future()


roster.list().collect(executor=ProcessPoolExecutor(), workers=2, timeout=60)
roster.list().collect(executor=Cluster(), config_file="roster.toml").failures
roster.list().collect(executor="dask")  # wrong: its address is not an executor
roster.list().collect(executor=Cluster(), worker=2)  # wrong: it is workers

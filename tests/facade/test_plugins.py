"""Providers from other packages, and providers whose package is not there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from endpoint_roster import registry
from support.plugins import PLUGIN, install, run


def test_a_provider_from_another_package_is_one_like_ours(tmp_path: Path) -> None:
    install(tmp_path, "roster_acme", "acme = roster_acme:Acme", PLUGIN)
    code = """
from endpoint_roster import Account, Roster
with Roster.from_env() as roster:
    print([(e.provider, e.account, e.id) for e in roster.list(providers=["acme"])])
try:
    Account("acme", base_url="http://h")
except Exception as error:
    print(error)
"""
    out = run(code, tmp_path, ACME_API_KEY="k")
    assert out.splitlines() == [
        "[('acme', 'acme', 'one'), ('acme', 'acme', 'two')]",
        "an account of acme has no base_url. It takes api_key, region.",
    ]


#: An adapter that breaks at one of its parts.
BROKEN = f"""{PLUGIN}
import os
from endpoint_roster.models import Action

PART = os.environ["PART"]


class Broken(Acme):
    actions = frozenset({{Action.START, Action.STOP, Action.UPDATE, Action.DELETE}})

    def refusal(self, account, action, endpoint):
        if PART == "refusal" and endpoint:
            raise ValueError("broken")
        return super().refusal(account, action, endpoint)

    def effect(self, action, endpoint, settings):
        if PART == "effect":
            raise ValueError("broken")
        return super().effect(action, endpoint, settings)

    def act(self, account, action, endpoint, settings):
        if PART == "act":
            raise ValueError("broken")
        yield Call("stop it", "stop")
        return "what no endpoint is"
"""


@pytest.mark.parametrize(
    ("part", "planned", "outcome"),
    [
        ("refusal", "2 refused", "failed"),
        ("effect", "2 refused", "failed"),
        ("act", "0 refused", "failed"),
        ("answer", "0 refused", "unknown"),  # it was sent, and answered with a success
    ],
)
def test_a_broken_adapter_costs_no_other_account_an_action(
    tmp_path: Path, part: str, planned: str, outcome: str
) -> None:
    install(tmp_path, "roster_broken", "acme = roster_broken:Broken", BROKEN)
    code = """
from endpoint_roster import Account, Roster
from endpoint_roster_sim import Simulator

with Simulator(endpoints=12, providers=["together"]) as simulator:
    together = Account("together", **simulator.describe()["together"])
    with Roster([Account("acme", api_key="k"), together]) as roster:
        plan = roster.plan("stop", roster.list(mine=True))
        print(plan)
        print({str(one.outcome) for one in plan.execute() if one.provider == "together"})
        result = roster.stop("acme/acme/one")
        print(result.outcome.value, result.failure.cause.partition(":")[0])
"""
    plan, done, result = run(code, tmp_path, PART=part).splitlines()
    assert planned in plan
    assert done == "{'accepted'}"
    assert result == f"{outcome} fault in the adapter of acme"


def test_a_provider_can_be_in_an_archive(tmp_path: Path) -> None:
    install(tmp_path, "roster_acme", "acme = roster_acme:Acme", PLUGIN)
    archive = Path(shutil.make_archive(str(tmp_path.with_suffix(".packed")), "zip", tmp_path))
    code = "from endpoint_roster import Account; print(Account('acme', api_key='k').provider)"
    assert run(code, archive) == "acme"


def test_entry_points_are_those_that_the_standard_library_finds(tmp_path: Path) -> None:
    install(
        tmp_path,
        "roster_acme",
        "# a comment\n  acme=roster_acme:Acme\nbmca = roster_acme.sub:Acme.Inner [extra]\n"
        "\n[console_scripts]\nother = roster_acme:other",
        PLUGIN,
    )
    code = """
from importlib import metadata
from endpoint_roster.entry_points import entry_points
from endpoint_roster.registry import GROUP
print(sorted((e.name, e.value, e.package) for e in entry_points(GROUP)))
theirs = metadata.entry_points(group=GROUP)
print(sorted((e.name, e.value, e.module.partition(".")[0]) for e in theirs))
"""
    ours, theirs = run(code, tmp_path).splitlines()
    assert ours == theirs
    assert "('acme', 'roster_acme:Acme', 'roster_acme')" in ours


@pytest.mark.parametrize("name", registry.names())
def test_the_variables_of_ours_begin_as_their_providers_do(name: str) -> None:
    provider = registry.find(name)
    for argument in provider.markers:
        for variable in provider.variables(argument):
            assert variable[:4].lower() == name[:4]


@pytest.mark.parametrize(
    ("entry_point", "code", "reason"),
    [
        ("acme = roster_broken:Acme", "raise RuntimeError('boom')", "RuntimeError: boom"),
        ("acme = roster_broken:Acme", "", "AttributeError"),
        ("acme = nowhere:Acme", "", "ModuleNotFoundError"),
        ("acme = roster_broken:Acme", "import sys; sys.exit(1)", "SystemExit"),
        (
            "acme = roster_broken:Acme",
            f"{PLUGIN}\n    def __init__(self):\n        1 / 0\n",
            "ZeroDivisionError",
        ),
        (
            "acme = roster_broken:Acme",
            PLUGIN.replace('    credentials = (("api_key",),)\n', ""),
            "no attribute 'credentials'",
        ),
        (
            "acme = roster_broken:Acme",
            PLUGIN.replace('"region"', '"origins"'),
            "'origins' cannot be an argument of accounts",
        ),
        (
            "acme = roster_broken:Acme",
            PLUGIN.replace('(("api_key",),)', '(("token",),)'),
            "'token' is used and is not in its arguments",
        ),
        *(
            ("acme = roster_broken:Acme", PLUGIN.replace('"ACME_API_KEY"', variable), reason)
            for variable, reason in (("5", "not those of a provider"), ("(5,)", "not strings"))
        ),
        ("acme = roster_broken:Acme", "Acme = dict", "is not a subclass"),
        (
            "acme = roster_broken:Acme",
            PLUGIN.replace("def connect", "def conect"),
            "it needs package and client, or connect",
        ),
        *(
            (
                "acme = roster_broken:Acme",
                PLUGIN.replace(
                    '    name = "acme"', f'    name = "acme"\n    actions = {{"{action}"}}'
                ),
                f"it declares the action {action} and has no method {method}",
            )
            for action, method in (("stop", "act"), ("create", "create"))
        ),
        (
            "acme = roster_broken:Acme",
            PLUGIN.replace('"acme"', '"other"', 1),
            "its name is 'other'",
        ),
    ],
)
def test_a_broken_provider_is_reported_and_breaks_no_other(
    tmp_path: Path, entry_point: str, code: str, reason: str
) -> None:
    install(tmp_path, "roster_broken", entry_point, code)
    script = """
import logging
from endpoint_roster import Account, PluginError, Roster
messages = []
handler = logging.Handler()
handler.emit = lambda record: messages.append(record.getMessage())
logging.getLogger("endpoint_roster").addHandler(handler)
with Roster.from_env() as roster:
    print([account.provider for account in roster.accounts])
print(messages)
try:
    Account("acme", api_key="k")
except PluginError as error:
    print(error)
"""
    accounts, messages, error = run(script, tmp_path, PPIO_API_KEY="k").splitlines()
    assert accounts == "['ppio']"
    for text in (messages, error):
        assert reason in text
        assert "Update or remove roster" in text


RAISES = """
    def {method}(self, *arguments):
        raise RuntimeError("boom with s3cr3t-never-shown")
"""


@pytest.mark.parametrize(
    ("method", "kind"),
    [("validate", "plugin"), ("connect", "internal"), ("list_endpoints", "internal")],
)
def test_a_provider_that_raises_is_a_failure_of_its_own_account(
    tmp_path: Path, method: str, kind: str
) -> None:
    code = PLUGIN + RAISES.format(method=method)
    install(tmp_path, "roster_broken", "acme = roster_broken:Acme", code)
    script = """
import logging, sys
text = []
handler = logging.Handler()
handler.emit = lambda record: text.append(record.getMessage())
logging.getLogger("endpoint_roster").addHandler(handler)
logging.getLogger("endpoint_roster").setLevel(logging.DEBUG)
from endpoint_roster import Roster
with Roster.from_env(max_attempts=1) as roster:
    for failure in roster.list().collect().failures:
        print(failure.provider, failure.kind, failure.cause)
assert "s3cr3t-never-shown" not in str(text), text
"""
    variables = {"ACME_API_KEY": "s3cr3t-never-shown", "PPIO_API_KEY": "k"}
    found = run(script, tmp_path, **variables, PPIO_BASE_URL="http://127.0.0.1:9")
    messages = dict(line.split(" ", 1) for line in found.splitlines())
    assert messages["acme"].startswith(f"{kind} ")
    assert "RuntimeError" in messages["acme"]
    assert messages["ppio"].startswith("connect ")
    assert "s3cr3t-never-shown" not in found


def test_no_package_can_take_the_name_of_one_of_ours(tmp_path: Path) -> None:
    code = PLUGIN.replace('"acme"', '"ppio"')
    install(tmp_path, "aaa_roster", "ppio = aaa_roster:Acme", code)
    found = run("from endpoint_roster.registry import find; print(find('ppio').package)", tmp_path)
    assert found == "endpoint_roster_ppio"


def test_a_missing_client_names_the_extra_and_costs_no_other_account() -> None:
    code = """
import sys
sys.modules["endpoint_roster_volcengine"] = None  # what Python sees when a package is not installed
from endpoint_roster import Account, Roster
with Roster([
    Account("volcengine", access_key="a", secret_key="b"),
    Account("ppio", api_key="k", base_url="http://127.0.0.1:9"),
], max_attempts=1) as roster:
    for failure in roster.list().collect().failures:
        print(failure.provider, failure.kind, failure.advice)
"""
    first, second = run(code).splitlines()
    assert first.startswith("volcengine missing_extra")
    assert 'pip install "endpoint-roster-cli[volcengine]"' in first
    assert second.startswith("ppio connect")


LOADED = "import sys; print(sorted(name for name in sys.modules if name.startswith({!r})))"


def test_importing_the_facade_loads_neither_clients_nor_httpx() -> None:
    heavy = ("httpx", "attr", "endpoint_roster_", "asyncio", "rich", "click", "ssl")
    code = f"import endpoint_roster; {LOADED.format(heavy)}"
    assert run(code) == "[]"
    code = f"from endpoint_roster import Account, Endpoint; {LOADED.format(heavy)}"
    assert run(code) == "[]"


def test_a_listing_loads_only_the_clients_that_it_asks() -> None:
    code = f"""
from endpoint_roster import Account, Roster
with Roster([Account("ppio", api_key="k", base_url="http://127.0.0.1:9")], max_attempts=1) as r:
    r.list().collect()
{LOADED.format("endpoint_roster_")}
"""
    names = run(code)
    assert "endpoint_roster_ppio" in names
    for other in ("together", "openrouter", "huawei", "volcengine", "auth"):
        assert f"endpoint_roster_{other}" not in names


def test_the_library_writes_nothing_on_its_own() -> None:
    code = """
from endpoint_roster import Account, Roster
with Roster([Account("ppio", api_key="k", base_url="http://127.0.0.1:9")], max_attempts=1) as r:
    assert r.list().collect().failures
"""
    assert run(code) == ""

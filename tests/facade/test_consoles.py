"""Where endpoints are in the web consoles of the providers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster import Account, Endpoint, Roster
from facade.test_plugins import PLUGIN, install, run

if TYPE_CHECKING:
    from pathlib import Path

ARK = "https://console.volcengine.com/ark/region:ark+cn-beijing/endpoint"
BYTEPLUS = "https://console.byteplus.com/ark/region:ark+ap-southeast-1/endpoint"
MAAS = "https://console.huaweicloud.com/modelarts/?region={}#/model-studio/deployment"
PPIO = "https://ppio.com/gpu-instance/console/serverless"
TOGETHER = "https://api.together.ai/endpoints"
OPENROUTER = "https://openrouter.ai"
ARGUMENTS: dict[str, dict[str, Any]] = {
    "volcengine": {"access_key": "a", "secret_key": "s"},
    "ppio": {"api_key": "k"},
    "together": {"api_key": "k"},
    "openrouter": {"api_key": "k", "models": ["acme/chat"]},
    "huawei": {"token": "t", "project_id": "p"},
}


def console_url(provider: str, about: dict[str, Any], **arguments: Any) -> str | None:
    account = Account(provider, **ARGUMENTS[provider] | arguments)
    with Roster([account]) as roster:
        found: dict[str, Any] = {"id": "e 1/2"} | about
        return roster.console_url(Endpoint(provider, provider, **found))


@pytest.mark.parametrize(
    ("provider", "about", "wanted"),
    [
        ("volcengine", {}, f"{ARK}/detail?Id=e%201%2F2"),
        (
            "volcengine",
            {"region": "a/b"},
            f"{ARK}/detail?Id=e%201%2F2".replace("cn-beijing", "a%2Fb"),
        ),
        ("volcengine", {"id": "\ud800"}, f"{ARK}/detail?Id=%3F"),
        ("ppio", {}, PPIO),
        ("together", {"name": "dev/my chat?", "kind": "dedicated"}, f"{TOGETHER}/dev/my%20chat%3F"),
        ("together", {"name": "../../evil", "kind": "dedicated"}, TOGETHER),
        ("together", {"name": None, "kind": "dedicated"}, TOGETHER),
        ("together", {"name": "shared", "kind": "serverless"}, None),
        ("together", {"id": "ep_1", "name": "p/n", "kind": "serverless"}, f"{TOGETHER}/ep_1"),
        ("openrouter", {"model": "acme/chat:free"}, f"{OPENROUTER}/acme/chat:free"),
        ("openrouter", {"model": "../chat"}, None),
        ("openrouter", {"kind": "private"}, f"{OPENROUTER}/settings/private-endpoints"),
        ("huawei", {}, MAAS.format("cn-southwest-2")),
        ("huawei", {"region": "cn-north-4"}, MAAS.format("cn-north-4")),
        ("huawei", {"region": "ap-southeast-1"}, None),
    ],
)
def test_where_an_endpoint_is(provider: str, about: dict[str, Any], wanted: str | None) -> None:
    assert console_url(provider, about) == wanted


@pytest.mark.parametrize(
    ("provider", "base_url", "wanted"),
    [
        ("volcengine", "https://ark.ap-southeast-1.byteplusapi.com", BYTEPLUS),
        ("ppio", "https://api.novita.ai", "https://novita.ai/gpus-console/serverless"),
        ("ppio", "https://API.PPIO.com/", PPIO),
        ("together", "https://api.together.xyz/v1", TOGETHER),
        ("ppio", "https://api.notppio.com", None),
        ("ppio", "https://ppio.com.example", None),
        ("together", "http://127.0.0.1:8080/v1", None),
    ],
)
def test_the_address_of_the_api_says_whose_console(
    provider: str, base_url: str, wanted: str | None
) -> None:
    about = {"region": "ap-southeast-1"} if provider == "volcengine" else {}
    assert console_url(provider, about, base_url=base_url) == wanted


def test_an_account_that_the_roster_does_not_have() -> None:
    with Roster([Account("ppio", "one", api_key="k")]) as roster:
        assert roster.console_url(Endpoint("ppio", "other", "e")) is None
        assert roster.console_url(Endpoint("ppio", "one", "e")) == PPIO
    assert roster.console_url(Endpoint("ppio", "one", "e")) == PPIO


def test_of_the_consoles_of_a_plug_in_only_https_is_handed_on(tmp_path: Path) -> None:
    console = (
        "    def console_url(self, account, endpoint):\n        return 'h' + endpoint.id[1:]\n"
    )
    install(tmp_path, "roster_acme", "acme = roster_acme:Acme", f"{PLUGIN}\n{console}")
    code = """
from endpoint_roster import Account, Endpoint, Roster
roster = Roster([Account("acme", api_key="k")])
for id in ("-ttps://a.example", "-ttp://a.example", "", None):
    try:
        print(roster.console_url(Endpoint("acme", "acme", id)))
    except Exception as error:
        print(type(error).__name__, "acme" in str(error))
"""
    out = run(code, tmp_path)
    assert out.splitlines() == ["https://a.example", "None", "None", "PluginError True"]

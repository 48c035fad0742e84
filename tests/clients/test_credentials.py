"""Credentials and addresses come from arguments, else from the environment; errors name both."""

from __future__ import annotations

import traceback
from typing import Any

import httpx
import pytest
from support.clients import CLIENTS, SECRET, GeneratedClient
from support.credentials import cls_of, sent_headers, set_all

each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.provider)
each_way = pytest.mark.parametrize("way", ["sync", "async"])

#: The arguments of each client without which nothing can be sent.
NEEDED = {
    "volcengine": ("access_key", "secret_key"),
    "ppio": ("api_key",),
    "together": ("api_key",),
    "openrouter": (),
    "huawei": ("access_key", "secret_key"),
}
#: Arguments that go into a header, by provider.
IN_HEADERS = [
    (client, argument)
    for client in CLIENTS
    for argument in client.variables
    if argument not in ("base_url", "project_id")
]
#: The variables that Volcengine's SDKs read before.
OLDER = {"access_key": "VOLC_ACCESSKEY", "secret_key": "VOLC_SECRETKEY"}
#: What belongs to an access key.
KEYS = ("access_key", "secret_key", "session_token")
each_credential = pytest.mark.parametrize(
    ("client", "argument"),
    IN_HEADERS,
    ids=[f"{client.provider}-{argument}" for client, argument in IN_HEADERS],
)
UNSENDABLE = ["key-1\n", " key-1", "key-1 ", "key 1", "key-1\r\nX: b", "schlüssel", "key\x001", " "]


@each_client
@each_way
def test_variables_are_enough(
    client: GeneratedClient, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_all(client, monkeypatch)
    assert type(cls_of(client, way)()) is cls_of(client, way)
    assert SECRET in str(sent_headers(client).raw)


@each_client
@each_way
def test_nothing_at_all_names_arguments_and_variables(client: GeneratedClient, way: str) -> None:
    if not NEEDED[client.provider]:
        cls_of(client, way)()
        assert "authorization" not in sent_headers(client)
        return
    with pytest.raises(client.package.ArgumentError) as caught:
        cls_of(client, way)()
    for argument in NEEDED[client.provider]:
        assert argument in str(caught.value)
        assert client.variables[argument] in str(caught.value)
    error: Any = caught.value
    assert (error.kind, error.attempts, error.may_have_reached_server) == ("argument", 0, False)


@pytest.mark.parametrize(
    ("provider", "argument"),
    [("ppio", "api_key"), ("together", "api_key"), ("openrouter", "api_key"), ("huawei", "token")],
)
def test_an_argument_counts_before_its_variable(
    provider: str, argument: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = GeneratedClient(provider)
    set_all(client, monkeypatch)
    monkeypatch.setenv(client.variables[argument], "from-the-environment")
    raw = str(sent_headers(client, **{argument: "from-an-argument"}).raw)
    assert "from-an-argument" in raw
    assert "from-the-environment" not in raw


@pytest.mark.parametrize("provider", ["volcengine", "huawei"])
def test_keys_are_never_mixed_from_arguments_and_environment(
    provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a pair with the other half of another one would be refused by the server, or worse."""
    client = GeneratedClient(provider)
    for name in KEYS:
        monkeypatch.setenv(client.variables[name], f"environment-{name}")
    given = {"access_key": "argument-id", "secret_key": "argument-key"}
    raw = str(sent_headers(client, **given).raw)
    assert "argument-id" in raw
    assert "environment" not in raw
    with pytest.raises(client.package.ArgumentError, match="secret_key"):
        client.sync_class(access_key="argument-id")
    if provider == "volcengine":
        assert "environment-session_token" in str(sent_headers(client).raw)


@each_credential
@pytest.mark.parametrize("value", [b"key", 7, ["key"]], ids=["bytes", "int", "list"])
def test_a_credential_that_is_not_text_is_refused_without_showing_it(
    client: GeneratedClient, argument: str, value: Any
) -> None:
    options: dict[str, Any] = {name: "good" for name in KEYS if argument in KEYS}
    for cls in (client.sync_class, client.async_class):
        with pytest.raises(client.package.ArgumentError) as caught:
            cls(**{**options, argument: value})
        name = f"{argument} ({client.variables[argument]})"
        assert str(caught.value) == f"{name} must be a string, not {type(value).__name__}"


@each_credential
@pytest.mark.parametrize("value", UNSENDABLE)
@pytest.mark.parametrize("source", ["argument", "variable"])
def test_a_credential_that_cannot_be_sent_is_refused_without_showing_it(
    client: GeneratedClient,
    argument: str,
    value: str,
    source: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = {name: "good" for name in KEYS if argument in KEYS}
    options: dict[str, Any] = {}
    if source == "argument":
        options = {**chosen, argument: value}
    elif "\0" in value:
        return  # no environment can hold it
    else:
        for name, one in {**chosen, argument: value}.items():
            monkeypatch.setenv(client.variables[name], one)
    for cls in (client.sync_class, client.async_class):
        with pytest.raises(client.package.ArgumentError, match="must be printable ASCII") as caught:
            cls(**options)
        assert str(caught.value).startswith(f"{argument} ({client.variables[argument]})")
        shown = "".join(traceback.format_exception(caught.value))
        assert repr(value)[1:-1] not in str(caught.value) or value == " "
        assert value not in shown or value == " "
        assert caught.value.__cause__ is None


@each_credential
@pytest.mark.parametrize("value", [7, b"key", ["key"], True])
def test_a_credential_that_is_no_text_is_refused(
    client: GeneratedClient, argument: str, value: Any
) -> None:
    chosen = {name: "good" for name in KEYS if argument in KEYS}
    with pytest.raises(client.package.ArgumentError, match=rf"^{argument} ") as caught:
        client.sync_class(**{**chosen, argument: value})
    assert "key'" not in str(caught.value)


@each_client
def test_an_empty_argument_is_refused_and_an_empty_variable_is_none(
    client: GeneratedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_all(client, monkeypatch)
    for argument in client.credentials:
        if argument in ("secret_key", "session_token") or client.provider == "openrouter":
            continue
        with pytest.raises(client.package.ArgumentError, match=argument):
            client.sync_class(**{argument: ""})
    for variable in client.variables.values():
        monkeypatch.setenv(variable, "")
    if NEEDED[client.provider]:
        with pytest.raises(client.package.ArgumentError, match="must be given"):
            client.sync_class()
    else:
        assert "authorization" not in sent_headers(client)


def test_an_empty_key_of_openrouter_asks_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    client = GeneratedClient("openrouter")
    set_all(client, monkeypatch)
    assert "authorization" in sent_headers(client)
    assert "authorization" not in sent_headers(client, api_key="")


class TestOlderVariables:
    client = GeneratedClient("volcengine")

    @pytest.fixture(autouse=True)
    def older(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VOLC_ACCESSKEY", "older-id")
        monkeypatch.setenv("VOLC_SECRETKEY", "older-key")

    def authorization(self, **options: Any) -> str:
        return sent_headers(self.client, **options)["authorization"]

    @each_way
    def test_are_enough(self, way: str) -> None:
        cls_of(self.client, way)()
        assert "Credential=older-id/" in self.authorization()

    def test_count_after_arguments_and_newer_variables(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = {"access_key": "argument-id", "secret_key": "argument-key"}
        assert "Credential=argument-id/" in self.authorization(**given)
        set_all(self.client, monkeypatch, access_key="newer-id")
        assert "Credential=newer-id/" in self.authorization()

    @pytest.mark.parametrize(
        ("set_one", "missing"),
        [
            ("access_key", ["secret_key"]),
            ("secret_key", ["access_key"]),
            ("session_token", ["access_key", "secret_key"]),
        ],
    )
    def test_never_complete_newer_ones(
        self, set_one: str, missing: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        variables = self.client.variables
        monkeypatch.setenv(variables[set_one], "newer")
        with pytest.raises(self.client.package.ArgumentError) as caught:
            self.client.sync_class()
        names = " and ".join(variables[name] for name in missing)
        wanted = f"{' and '.join(missing)} must be given, or {names} set in the environment"
        assert str(caught.value) == wanted

    def test_half_of_a_pair_asks_for_the_newer_variable(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("VOLC_SECRETKEY")
        with pytest.raises(self.client.package.ArgumentError, match="VOLCENGINE_SECRET_KEY"):
            self.client.sync_class()

    def test_are_in_the_docstring(self) -> None:
        assert all(variable in self.client.sync_class.__doc__ for variable in OLDER.values())


class TestAddresses:
    @each_client
    @each_way
    def test_from_the_environment(
        self, client: GeneratedClient, way: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        set_all(client, monkeypatch, base_url="http://environment.example/v9")
        cls = cls_of(client, way)
        assert cls().settings.base_url == "http://environment.example/v9"
        assert cls(base_url="http://argument.example").settings.base_url == (
            "http://argument.example"
        )

    @each_client
    def test_the_providers_own_otherwise(self, client: GeneratedClient) -> None:
        assert client.make().settings.base_url.startswith("https://")
        assert client.make(base_url=None).settings.base_url == client.make().settings.base_url

    @each_client
    @pytest.mark.parametrize(
        "address",
        [
            "api.example.com",
            "ftp://api.example.com",
            "http://",
            "http://a b",
            "http://a:0",
            "http://a:99999",
            "http://[::1",
            "http://a/?b=c",
            "http://a/#b",
            "http://a\n",
        ],
    )
    @each_way
    def test_that_cannot_be_used(
        self, client: GeneratedClient, address: str, way: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        variable = client.variables["base_url"]
        set_all(client, monkeypatch)
        cls = cls_of(client, way)
        with pytest.raises(client.package.ArgumentError, match=rf"^base_url \({variable}\) "):
            cls(base_url=address)
        monkeypatch.setenv(variable, address)
        with pytest.raises(client.package.ArgumentError, match=rf"^base_url \({variable}\) "):
            cls()

    @each_client
    def test_a_password_in_one_is_refused_and_not_shown(self, client: GeneratedClient) -> None:
        with pytest.raises(client.package.ArgumentError, match="user name or password") as caught:
            client.make(base_url=f"http://user:{SECRET}@api.example.com/v1")
        assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("provider", "region", "address"),
    [
        ("volcengine", "cn-beijing", "https://open.volcengineapi.com"),
        ("volcengine", "eu-west-9", "https://ark.eu-west-9.volcengineapi.com"),
        ("huawei", "cn-southwest-2", "cn-southwest-2"),
        ("huawei", "ap-southeast-1", "ap-southeast-1"),
    ],
)
def test_a_region_has_its_address_and_its_signature(
    provider: str, region: str, address: str
) -> None:
    client = GeneratedClient(provider)
    assert address in client.make(region=region).settings.base_url
    if provider == "volcengine":
        headers = sent_headers(client, region=region, **client.credentials)
        assert f"/{region}/ark/request" in headers["authorization"]


class TestHuawei:
    """A token, else access keys, else a password; arguments count before the environment."""

    client = GeneratedClient("huawei")

    def test_a_token_counts_before_keys(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("access_key", "secret_key", "token"):
            monkeypatch.setenv(self.client.variables[name], f"environment-{name}")
        headers = sent_headers(self.client)
        assert headers["x-auth-token"] == "environment-token"
        assert "authorization" not in headers

    def test_keys_as_arguments_count_before_a_token_of_the_environment(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(self.client.variables["token"], "environment-token")
        headers = sent_headers(self.client, access_key="id", secret_key="key")
        assert "x-auth-token" not in headers
        assert "Access=id" in headers["authorization"]

    def test_nothing_at_all_names_each_way_of_the_environment(self) -> None:
        with pytest.raises(self.client.package.ArgumentError) as caught:
            self.client.sync_class(project_id="p")
        assert str(caught.value) == (
            "token, or access_key and secret_key must be given, or HUAWEICLOUD_X_AUTH_TOKEN, or"
            " HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK set in the environment"
        )

    def test_half_a_pair_asks_for_the_other_half_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HUAWEICLOUD_SDK_AK", "id")
        with pytest.raises(self.client.package.ArgumentError, match=r"^secret_key must be given"):
            self.client.sync_class(project_id="p")

    def test_half_a_password_says_what_is_missing(self) -> None:
        with pytest.raises(self.client.package.ArgumentError, match="password must be given"):
            self.client.sync_class(username="user")

    def test_the_project_comes_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(request.url.path)
            return httpx.Response(200, json={"data": [], "total": 0, "pages": 1})

        def listed(**options: Any) -> None:
            http_client = httpx.Client(transport=httpx.MockTransport(answer))
            made = self.client.sync_class(token="token", http_client=http_client, **options)
            assert list(made.endpoints.list()) == []

        variable = self.client.variables["project_id"]
        with pytest.raises(self.client.package.ArgumentError, match="project_id") as caught:
            listed()
        assert variable in str(caught.value)
        assert asked == []
        monkeypatch.setenv(variable, "from-the-environment")
        listed()
        listed(project_id="from-an-argument")
        assert "/from-the-environment/" in asked[0]
        assert "/from-an-argument/" in asked[1]

    async def test_a_refused_password_is_an_error_of_the_operation(self) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            return httpx.Response(401, json={"error": {"message": "wrong", "code": 401}})

        package = self.client.package
        options = {"username": "user", "password": SECRET, "domain": "domain", "project_id": "p"}
        sync_client = httpx.Client(transport=httpx.MockTransport(answer))
        async_client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
        with pytest.raises(package.AuthError) as caught:
            self.client.sync_class(**options, http_client=sync_client).call(self.client.request())
        with pytest.raises(package.AuthError) as again:
            await self.client.async_class(**options, http_client=async_client).call(
                self.client.request()
            )
        for error in (caught.value, again.value):
            assert (error.kind, error.status, error.attempts) == ("auth", 401, 1)
            assert error.operation == "endpoints.list"
            assert not error.may_have_reached_server
            assert SECRET not in f"{error!r}{vars(error)!r}"

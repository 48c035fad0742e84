"""How each provider's clients authenticate, from arguments or environment variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

    from ..api import Api
    from ..clock import Clock


class Credentials:
    """What a client authenticates with.

    Attributes:
        headers: Sent with every request.
        auth: Makes, with the client's clock, what signs or authenticates each request.
        defaults: Arguments of operations that the client was made with.
        given: The credentials by argument, for what an error says of them.
    """

    def __init__(
        self,
        headers: Mapping[str, str] | None = None,
        auth: Callable[[Clock], httpx.Auth] | None = None,
        defaults: Mapping[str, str | None] | None = None,
        given: Mapping[str, str | None] | None = None,
    ) -> None:
        self.headers: Mapping[str, str] = headers or {}
        self.auth: Callable[[Clock], httpx.Auth] | None = auth
        self.defaults: Mapping[str, str | None] = defaults or {}
        self.given: Mapping[str, str] = {n: v for n, v in (given or {}).items() if v is not None}


def bearer(
    api: Api, *, api_key: str | None, optional: bool = False, **defaults: str | None
) -> Credentials:
    """Return credentials of an API key that is sent as a bearer token.

    Where the key is optional, an empty one sends no key, whatever the environment says.

    Raises:
        ArgumentError: The key is missing, or cannot go into a header.
    """
    key = None if optional and api_key == "" else api.value("api_key", api_key)
    if key is None:
        if not optional:
            raise api.missing("api_key")
        return Credentials(defaults=_resolved(api, defaults))
    headers = {"Authorization": f"Bearer {api.sendable('api_key', key)}"}
    return Credentials(headers, defaults=_resolved(api, defaults), given={"api_key": key})


def volcengine(
    api: Api,
    *,
    access_key: str | None,
    secret_key: str | None,
    session_token: str | None,
    region: str | None,
) -> Credentials:
    """Return credentials that sign each request for Volcengine.

    Raises:
        ArgumentError: A key is missing, or cannot be used.
    """
    from . import VolcengineAuth

    given = {"access_key": access_key, "secret_key": secret_key, "session_token": session_token}
    keys = _keys(api, given)
    region = region or api.region or ""
    return Credentials(
        auth=lambda clock: VolcengineAuth(
            keys["access_key"],
            keys["secret_key"],
            session_token=keys["session_token"],
            region=region,
            clock=clock.now,
        ),
        defaults={"region": region},
        given=keys,
    )


def huawei(
    api: Api,
    *,
    token: str | None,
    access_key: str | None,
    secret_key: str | None,
    session_token: str | None,
    username: str | None,
    password: str | None,
    domain: str | None,
    iam_url: str | None,
    project_id: str | None,
    region: str | None,
) -> Credentials:
    """Return credentials for Huawei Cloud: a token, else access keys, else a password.

    What is given as an argument counts before the environment.

    Raises:
        ArgumentError: One is missing, or cannot be used.
    """
    region = region or api.region or ""
    project = api.value("project_id", project_id)
    defaults = {"project_id": project, "region": region}
    keys = {"access_key": access_key, "secret_key": secret_key, "session_token": session_token}
    login = {"username": username, "password": password, "domain": domain}
    has_keys, has_login = any(keys.values()), any(login.values())
    if token is not None or not (has_keys or has_login):
        found = api.value("token", token)
        if found is not None:
            headers = {"X-Auth-Token": api.sendable("token", found)}
            return Credentials(headers, defaults=defaults, given={"token": found})

    from . import HuaweiAkSkAuth, HuaweiPasswordAuth  # with httpx, which a token does not need

    if has_login and not has_keys:
        for name, value in login.items():
            if not value:
                raise api.missing(name)
        return Credentials(
            auth=lambda clock: HuaweiPasswordAuth(
                username or "",
                password or "",
                domain or "",
                project=region,
                iam_url=iam_url,
                clock=clock.now,
            ),
            defaults=defaults,
        )
    signing = _keys(api, keys, instead="token")
    return Credentials(
        auth=lambda clock: HuaweiAkSkAuth(
            signing["access_key"],
            signing["secret_key"],
            project_id=project,
            security_token=signing["session_token"],
            clock=clock.now,
        ),
        defaults=defaults,
        given=signing,
    )


def _keys(api: Api, given: Mapping[str, str | None], instead: str = "") -> dict[str, Any]:
    """An access key and what belongs to it, all from the arguments or all from the environment."""
    if any(given.values()):
        found = {name: value or None for name, value in given.items()}
    else:
        for name, value in given.items():
            api.value(name, value)  # refuses an empty one
        found = api.inherited(*given)
    if missing := [name for name in ("access_key", "secret_key") if found[name] is None]:
        raise api.missing(*missing, instead="" if any(found.values()) else instead)
    for name, value in found.items():
        if value is not None:
            api.sendable(name, value)
    return found


def _resolved(api: Api, defaults: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: api.value(name, value) for name, value in defaults.items()}

"""The official signers, unmodified, as functions from a request to its Authorization header."""

# The SDKs have no types, and are not installed where types are checked.
# pyright: reportMissingImports=false, reportMissingTypeStubs=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from dataclasses import dataclass

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.sdk_request import SdkRequest
from huaweicloudsdkcore.signer.signer import Signer
from volcenginesdkcore.signv4 import SignerV4


@dataclass
class Signed:
    """What a signer made of a request: the headers it was left with, Authorization apart."""

    headers: dict[str, str]
    authorization: str


def sign_volcengine(
    method: str,
    path: str,
    query: dict[str, str],
    headers: dict[str, str],
    body: str,
    *,
    access_key: str,
    secret_key: str,
    region: str,
    service: str,
    session_token: str | None,
) -> Signed:
    """Sign with volcenginesdkcore, which sets X-Date from this machine's clock."""
    left = dict(headers)
    SignerV4.sign(
        path,
        method,
        left,
        body,
        [],
        query,
        access_key,
        secret_key,
        region,
        service,
        session_token,
    )
    return Signed(left, left.pop("Authorization"))


def sign_huawei(
    method: str,
    path: str,
    query: list[tuple[str, str]],
    headers: dict[str, str],
    body: str | bytes,
    *,
    access_key: str,
    secret_key: str,
) -> Signed:
    """Sign with huaweicloudsdkcore; Host and X-Sdk-Date are those in the headers."""
    request = SdkRequest(
        method=method,
        resource_path=path,
        query_params=list(query),
        header_params=dict(headers),
        body=body,
    )
    Signer(BasicCredentials(access_key, secret_key, "unused")).sign(request)
    left: dict[str, str] = request.header_params
    authorization = left.pop("Authorization")
    # It leaves the headers as they go to its HTTP library: UTF-8, read as Latin-1.
    sent = {name: value.encode("latin-1").decode() for name, value in left.items()}
    return Signed(sent, authorization)

"""The official SDKs, unmodified: what they are asked, and what they understood of the answer.

Their answers are turned back into plain objects with the names of the wire, so that they can be
compared with anything. Their errors become :class:`RefusedError`.
"""

# The SDKs have no types, and are not installed where types are checked.
# pyright: reportMissingImports=false, reportMissingTypeStubs=false, reportMissingModuleSource=false
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUntypedBaseClass=false, reportAttributeAccessIssue=false

import json
from typing import Any

import huaweicloudsdkiam.v3 as iam
import huaweicloudsdkmodelarts.v1 as modelarts
import volcenginesdkark as ark
import volcenginesdkcore
from huaweicloudsdkcore.auth.credentials import BasicCredentials, GlobalCredentials
from huaweicloudsdkcore.client import Client as HuaweiClient
from huaweicloudsdkcore.client import ClientBuilder
from huaweicloudsdkcore.exceptions.exceptions import ServiceResponseException
from huaweicloudsdkcore.http.http_config import HttpConfig
from openrouter import OpenRouter
from openrouter.errors import OpenRouterError
from openrouter.utils import BackoffStrategy, RetryConfig
from together import APIStatusError, Together
from volcenginesdkcore.rest import ApiException

Json = dict[str, Any]


class RefusedError(Exception):
    """The SDK says that the cloud answered with an error."""

    def __init__(self, status: int, code: str | None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


def as_wire(model: Any) -> Any:
    """Turn a model back into what it was read from; null is left out, since it reads as absent."""
    if isinstance(model, list):
        return [as_wire(one) for one in model]
    if not hasattr(model, "attribute_map"):
        return model
    values = {name: getattr(model, attribute) for attribute, name in model.attribute_map.items()}
    return {name: as_wire(value) for name, value in values.items() if value is not None}


class VolcengineSdk:
    """``ListEndpoints`` of the SDK for Ark."""

    def __init__(self, cloud: Json, session_token: str = "") -> None:
        configuration = volcenginesdkcore.Configuration()
        configuration.host = cloud["base_url"]
        configuration.ak, configuration.sk = cloud["access_key"], cloud["secret_key"]
        configuration.session_token = session_token
        configuration.region = cloud["region"]
        self._api = ark.ARKApi(volcenginesdkcore.ApiClient(configuration))

    def list(self, question: Json) -> Json:
        """Ask a question, written as on the wire, and return ``Result``."""
        arguments = {
            "page_number": question.get("PageNumber"),
            "page_size": question.get("PageSize"),
            "project_name": question.get("ProjectName"),
            "sort_by": question.get("SortBy"),
            "sort_order": question.get("SortOrder"),
        }
        if "Filter" in question:
            names = ark.FilterForListEndpointsInput.attribute_map
            wanted = {key: question["Filter"].get(name) for key, name in names.items()}
            arguments["filter"] = ark.FilterForListEndpointsInput(**wanted)
        if "TagFilters" in question:
            arguments["tag_filters"] = [
                ark.TagFilterForListEndpointsInput(key=tag["Key"], values=tag["Values"])
                for tag in question["TagFilters"]
            ]
        request = ark.ListEndpointsRequest(**arguments)
        # Whatever the question says has to be in the SDK's request, or the test would be hollow.
        assert as_wire(request) == question
        try:
            return as_wire(self._api.list_endpoints(request))
        except ApiException as error:
            failure: Any = error
            body = json.loads(failure.body)
            raise RefusedError(failure.status, body["ResponseMetadata"]["Error"]["Code"]) from None


def list_together(cloud: Json, question: Json) -> Json:
    """Ask Together's SDK and return the complete answer."""
    with Together(api_key=cloud["api_key"], base_url=cloud["base_url"], max_retries=0) as client:
        try:
            answer = client.endpoints.list(**question)
        except APIStatusError as error:
            body: Any = error.body
            detail = body["error"]
            raise RefusedError(error.status_code, detail["code"] or detail["type"]) from None
    return answer.model_dump(mode="json", exclude_unset=True, warnings=False)


def list_openrouter(cloud: Json, model: str) -> Json:
    """Ask OpenRouter's SDK for the endpoints of ``author/slug``, anonymous without ``api_key``."""
    author, slug = model.split("/")
    # The default is to retry for up to an hour.
    never = RetryConfig("none", BackoffStrategy(1, 1, 1, 1), False)
    with OpenRouter(
        api_key=cloud.get("api_key"), server_url=cloud["base_url"], retry_config=never
    ) as client:
        try:
            answer = client.endpoints.list(author=author, slug=slug)
        except OpenRouterError as error:
            code = json.loads(error.body)["error"]["code"]
            raise RefusedError(error.status_code, str(code)) from None
    return answer.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)


class MaasClient(HuaweiClient):
    """MaaS on Huawei's SDK core; no client for it is published, but its answer has a model."""

    def __init__(self) -> None:
        super().__init__()
        self.model_package = modelarts

    def list(self, region_id: str, workspace_id: str | None, headers: dict[str, str]) -> Any:
        """Send the request through the SDK's own signing, sending and reading."""
        query = [] if workspace_id is None else [("workspace_id", workspace_id)]
        return self.do_http_request(
            "GET",
            "/v1/{project_id}/maas/services/custom-endpoint/services/{region_id}",
            path_params={"region_id": region_id},
            query_params=query,
            header_params={"Content-Type": "application/json", **headers},
            response_type="ListInferServicesResponse",
            response_headers=[],
            collection_formats={},
        )


def list_huawei(
    cloud: Json,
    workspace_id: str | None = None,
    *,
    security_token: str | None = None,
    token: str | None = None,
) -> Json:
    """Ask through Huawei's SDK core, signed, or with a token instead, and return the answer."""
    credentials = BasicCredentials(cloud["access_key"], cloud["secret_key"], cloud["project_id"])
    if security_token is not None:
        credentials.with_security_token(security_token)
    client: Any = (
        ClientBuilder(MaasClient)
        .with_http_config(HttpConfig.get_default_config())
        .with_credentials(credentials)
        .with_endpoint(cloud["base_url"])
        .build()
    )
    # An Authorization that is there already keeps the SDK from signing.
    headers = {} if token is None else {"X-Auth-Token": token, "Authorization": ""}
    try:
        return as_wire(client.list(cloud["region"], workspace_id, headers))
    except ServiceResponseException as error:
        raise RefusedError(error.status_code, error.error_code) from None


def huawei_token(iam_url: str, username: str, password: str, domain: str, project: str) -> str:
    """Get a token with Huawei's SDK for its identity service."""
    client: Any = (
        iam.IamClient.new_builder()
        .with_credentials(GlobalCredentials("unused", "unused", "unused"))
        .with_endpoint(iam_url)
        .build()
    )
    user = iam.PwdPasswordUser(
        domain=iam.PwdPasswordUserDomain(name=domain), name=username, password=password
    )
    request = iam.KeystoneCreateUserTokenByPasswordRequest(
        nocatalog="true",
        body=iam.KeystoneCreateUserTokenByPasswordRequestBody(
            auth=iam.PwdAuth(
                identity=iam.PwdIdentity(methods=["password"], password=iam.PwdPassword(user)),
                scope=iam.AuthScope(project=iam.AuthScopeProject(name=project)),
            )
        ),
    )
    try:
        return client.keystone_create_user_token_by_password(request).x_subject_token
    except ServiceResponseException as error:
        raise RefusedError(error.status_code, error.error_code) from None

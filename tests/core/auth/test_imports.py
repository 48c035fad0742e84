"""What importing the package costs and offers."""

import inspect
import subprocess
import sys

import endpoint_roster_core
import endpoint_roster_core.auth
import pytest


def test_signatures_and_errors_need_no_httpx() -> None:
    code = (
        "import sys; from endpoint_roster_core.auth import AuthError, huawei, volcengine; "
        "huawei.sign, volcengine.sign; sys.exit('httpx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", endpoint_roster_core.auth.__all__)
def test_everything_promised_is_there(name: str) -> None:
    assert getattr(endpoint_roster_core.auth, name).__name__ == name or name == "Clock"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        getattr(endpoint_roster_core.auth, "nothing_such")  # noqa: B009 - no type checker may see it


def test_auth_errors_are_of_the_one_family() -> None:
    assert endpoint_roster_core.auth.AuthError is endpoint_roster_core.AuthError
    assert issubclass(endpoint_roster_core.AuthError, endpoint_roster_core.ClientError)


def test_a_wrong_name_is_nothing_to_type_checkers() -> None:
    for module in (endpoint_roster_core, endpoint_roster_core.auth):
        source = inspect.getsource(module)
        hidden = source.index("if not TYPE_CHECKING:")
        assert "__getattr__" not in source[:hidden]

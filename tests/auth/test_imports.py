"""What importing the package costs and offers."""

import subprocess
import sys

import endpoint_roster_auth
import pytest


def test_signatures_and_errors_need_no_httpx() -> None:
    code = (
        "import sys; from endpoint_roster_auth import AuthError, huawei, volcengine; "
        "huawei.sign, volcengine.sign; sys.exit('httpx' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", endpoint_roster_auth.__all__)
def test_everything_promised_is_there(name: str) -> None:
    assert getattr(endpoint_roster_auth, name).__name__ == name or name == "Clock"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        endpoint_roster_auth.nothing_such  # noqa: B018

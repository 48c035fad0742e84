"""What every provider has to keep, as tests that its own test suite inherits.

    import pytest
    from endpoint_roster import Account
    from endpoint_roster.testing import ProviderContract


    class TestAcme(ProviderContract):
        @pytest.fixture
        def account(self, server) -> Account:
            return Account("acme", api_key=server.key, base_url=server.url)

        @pytest.fixture
        def expected_ids(self, server) -> list[str]:
            return server.ids

Needs pytest: ``pip install "endpoint-roster[testing]"``. Nothing else of this package imports it.
"""

import pytest

pytest.register_assert_rewrite(f"{__name__}.contract")

from .contract import ProviderContract  # noqa: E402 - after pytest knows of it

__all__ = ["ProviderContract"]

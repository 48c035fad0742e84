"""What every outcome has to be like."""

import pickle
import traceback
from typing import Any

from support.clients import SECRET

from .cells import ABSENT, Fails, Reads
from .comparing import differences
from .samples import Sample


def check_page(page: Any, sample: Sample, expected: Reads) -> None:
    assert isinstance(page, sample.client.page)
    assert list(differences(page.to_dict(), expected.data)) == []
    found = {path: raw for path, _, raw in page.deviations()}
    if expected.deviations is not None:
        assert found.keys() == expected.deviations.keys()
        for path, raw in expected.deviations.items():
            if raw is ABSENT:
                assert found[path] is sample.client.package.UNSET
            else:
                assert list(differences(found[path], raw)) == []


def check_error(error: Any, sample: Sample, expected: Fails) -> None:
    assert type(error) is getattr(sample.client.package, expected.error)
    assert (error.kind, error.status) == (expected.kind, expected.status)
    assert (error.operation, error.attempts) == ("endpoints.list", 1)
    # With an answer, or none in time, something may have been done.
    assert error.may_have_reached_server or error.kind in ("connect", "proxy", "tls", "timeout")
    assert expected.says in str(error)
    assert len(str(error).splitlines()) == 1
    assert error.__cause__ is None
    assert error.__context__ is None
    shown = f"{error!r} {vars(error)!r} {''.join(traceback.format_exception(error))}"
    assert SECRET not in shown
    assert vars(pickle.loads(pickle.dumps(error))) == vars(error)

"""The packages that make tables, of which none has to be installed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def installed(package: str, requirement: str = "") -> Generator[None]:
    """Say how to install a package that an import in this block does not find.

    Args:
        package: Its name.
        requirement: What to give pip, if not its name.

    Raises:
        ModuleNotFoundError: It is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        text = f"{package} is not installed. Install it: pip install {requirement or package}."
        raise ModuleNotFoundError(text, name=package) from None

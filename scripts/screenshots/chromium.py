"""The Chromium that is installed here, without a window, for tests and pictures.

Playwright's own browsers are downloaded from a place of its own; this one comes with the system.
"""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
VARIABLE = "ENDPOINT_ROSTER_CHROMIUM"
HOW_TO_GET = f"""no Chromium found: install one (Debian, as root: apt-get install -y chromium),
or set {VARIABLE} to the path of a Chromium or Chrome"""
ARGUMENTS = (
    "--no-sandbox",  # in a container, where it would need rights that it should not have
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoChromiumError(Exception):
    """There is no browser; the text says how to get one."""


def find_chromium() -> str:
    """Return the path of the browser.

    Raises:
        NoChromiumError: There is none.
    """
    chosen = os.environ.get(VARIABLE)
    path = shutil.which(chosen) if chosen else next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise NoChromiumError(HOW_TO_GET)
    return path


@contextmanager
def open_chromium() -> Generator[Browser]:
    """Start the browser, and end it at the end.

    Raises:
        NoChromiumError: There is none.
    """
    path = find_chromium()
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser,
    ):
        yield browser

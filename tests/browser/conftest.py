"""A real browser that shows the page, and what it says and asks for while it does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from screenshots.chromium import NoChromiumError, open_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

_LONGEST = 20_000.0  # milliseconds


@dataclass
class Heard:
    """What a page did besides being shown; all of it is a fault."""

    said: list[str] = field(default_factory=list[str])
    asked_for: list[str] = field(default_factory=list[str])

    def listen(self, page: Page) -> None:
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked_for.append(request.url))
        page.on("popup", lambda popup: self.said.append(f"opened {popup.url}"))

        def dismiss(dialog: Any) -> None:
            self.said.append(f"dialog {dialog.message}")
            dialog.dismiss()

        page.on("dialog", dismiss)


class Show(Protocol):
    def __call__(self, html: str, **settings: Any) -> Page: ...


def pytest_sessionstart() -> None:
    """Say at once, and once, that there is no browser."""
    from screenshots.chromium import find_chromium

    try:
        find_chromium()
    except NoChromiumError as error:
        raise pytest.UsageError(str(error)) from None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def show(browser: Browser, tmp_path: Path, heard: Heard) -> Iterator[Show]:
    """Show a page, in a browser that was never used; at the end, it must have kept quiet."""
    contexts: list[Any] = []
    shown: list[str] = []

    def show(html: str, **settings: Any) -> Page:
        file = tmp_path / f"report-{len(shown)}.html"
        file.write_text(html, encoding="utf-8")
        shown.append(file.as_uri())
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.set_default_timeout(_LONGEST)
        heard.listen(page)
        page.goto(shown[-1])
        return page

    yield show
    for context in contexts:
        context.close()
    assert heard.said == []
    assert heard.asked_for == shown

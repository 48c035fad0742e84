"""What providers wrote is read and does nothing; and the page loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from endpoint_roster_cli.output.text import safe

from browser.fleets import HOSTILE, few, hostile, html

if TYPE_CHECKING:
    from browser.conftest import Heard, Show

#: The elements of the page; any other came out of a text.
OURS = {
    *("html", "head", "meta", "title", "style", "script", "body", "header", "main", "section"),
    *("h1", "h2", "h3", "p", "div", "dl", "dt", "dd", "span", "ul", "li", "strong", "details"),
    *("summary", "table", "thead", "tbody", "tr", "th", "td", "form", "label", "input"),
    *("fieldset", "legend", "button", "svg", "desc", "rect", "line", "text"),
}
ELEMENTS = "[...document.querySelectorAll('*')].map((one) => one.localName)"
ATTRIBUTES = """[...new Set([...document.querySelectorAll('*')].flatMap(
    (one) => one.getAttributeNames()))]"""


def test_hostile_texts_are_shown_and_do_nothing(show: Show) -> None:
    page = show(html(hostile()))
    page.get_by_role("button", name="Name").click()
    page.get_by_role("searchbox").fill("script")
    page.get_by_role("searchbox").fill("")
    page.locator("#endpoints tbody td").first.hover()
    elements: list[str] = page.evaluate(ELEMENTS)
    assert {*elements} <= OURS
    assert (elements.count("script"), elements.count("style")) == (1, 1)
    assert page.title() == "Inference endpoints, 2026-03-01 12:00 UTC"
    attributes: list[str] = page.evaluate(ATTRIBUTES)
    assert not [name for name in attributes if name.startswith("on")]
    assert {"href", "src", "style", "action"}.isdisjoint(attributes)
    texts: list[str] = page.locator("#endpoints tbody td").evaluate_all(
        "(cells) => cells.map((cell) => cell.textContent)"
    )
    assert {safe(text) for text in HOSTILE} <= {*texts}
    assert all(text.isprintable() for text in texts)


def test_hostile_texts_do_nothing_without_the_script_either(show: Show) -> None:
    page = show(html(hostile()), java_script_enabled=False)
    shown = page.locator("#endpoints tbody td").all_inner_texts()
    assert {safe(text) for text in HOSTILE} <= {*shown}
    failures = page.locator(".failures li strong").all_inner_texts()
    assert failures == [f"{safe(text)} ({safe(text)})" for text in HOSTILE]


def test_links_lead_to_consoles_alone_and_tell_them_nothing(show: Show) -> None:
    console = "https://console.example/a?b=1&c=%22%3E%3Cimg%3E"
    page = show(html(hostile(), console))
    assert {*page.evaluate(ELEMENTS)} - OURS == {"a"}
    links: list[list[str]] = page.locator("a").evaluate_all(
        "(links) => links.map((one) => [one.href, one.rel, one.target])"
    )
    assert len(links) > len(hostile().endpoints)
    assert {*map(tuple, links)} == {(console, "noopener noreferrer", "_blank")}


def test_a_click_on_an_id_selects_all_of_it(show: Show) -> None:
    page = show(html(few()))
    page.locator("#endpoints").get_by_role("cell", name="e-10", exact=True).click()
    assert page.evaluate("getSelection().toString().trim()") == "e-10"


ATTEMPTS = {
    "a script": "const s = document.createElement('script'); s.textContent = 'window.did = 1';"
    "document.body.append(s)",
    "a handler": "const b = document.createElement('button');"
    "b.setAttribute('onclick', 'window.did = 1'); document.body.append(b); b.click()",
    "a style": "const s = document.createElement('style');"
    "s.textContent = 'body { margin-top: 77px }'; document.body.append(s);"
    "window.did = getComputedStyle(document.body).marginTop === '77px' || undefined",
    "a picture": "const i = document.createElement('img');"
    "i.onload = () => { window.did = 1 }; i.src = 'data:image/svg+xml,<svg/>';"
    "document.body.append(i)",
    "a fetch": "fetch('http://127.0.0.1:9/').then(() => { window.did = 1 }, () => {})",
    "a form": "const f = document.createElement('form'); f.action = 'http://127.0.0.1:9/';"
    "document.body.append(f); f.submit()",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_even_what_got_in_could_do_nothing(show: Show, heard: Heard, attempt: str) -> None:
    """The second wall: the page's policy lets nothing run or load but its own."""
    page = show(html(few()))
    script: Any = f"""() => new Promise((done) => {{
        const refused = (event) => done(event.effectiveDirective);
        document.addEventListener('securitypolicyviolation', refused);
        {ATTEMPTS[attempt]};
        setTimeout(() => done('nothing'), 5000);
    }})"""
    refused: str = page.evaluate(script)
    assert refused.split("-")[0] in ("script", "style", "img", "connect", "form")
    assert page.evaluate("window.did") is None
    heard.said.clear()  # the browser says what it refused

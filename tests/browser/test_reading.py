"""The page can be read: by everybody, in the dark, on paper, in a small window, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser.fleets import Listing, few, hostile, html, listing, priced

if TYPE_CHECKING:
    from browser.conftest import Show

#: Contrast of each text that is shown, as WCAG 2 defines it: [text, contrast, font size].
CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((c) => c / 255)
      .map((c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    const box = element.getBoundingClientRect();
    if (element.localName === 'text') {
      for (const rect of element.parentNode.querySelectorAll('rect')) {
        const under = rect.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        if (under.left < x && x < under.right && under.top < y && y < under.bottom)
          return getComputedStyle(rect).fill;
      }
    }
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      const [, , , alpha = 1] = numbers(colour);
      if (alpha) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const style = getComputedStyle(element);
    if (!walker.currentNode.data.trim() || !element.checkVisibility?.()) continue;
    if (['SCRIPT', 'title', 'desc'].includes(element.nodeName)) continue;
    const colour = element.localName === 'text' ? style.fill : style.color;
    found.push([walker.currentNode.data, contrast(colour, behind(element)), style.fontSize]);
  }
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out(show: Show, scheme: Any) -> None:
    page = show(
        html(Listing(listing(200).endpoints, hostile().failures, complete=False)),
        color_scheme=scheme,
    )
    page.get_by_text("In numbers").click()
    found: list[tuple[str, float, str]] = page.evaluate(CONTRASTS)
    assert len(found) > 1000
    assert [text for text, contrast, _ in found if contrast < 4.5] == []


COLOURS = """() => ['body', '.s-running', '.failures'].map((selector) => {
  const style = getComputedStyle(document.querySelector(selector));
  return style.backgroundColor;
})"""


def test_the_dark_page_is_dark(show: Show) -> None:
    page = html(hostile())
    light, dark = (
        show(page, color_scheme=scheme).evaluate(COLOURS) for scheme in ("light", "dark")
    )
    assert not {*light} & {*dark}
    assert light[0] == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_boxes_stand_out_from_the_page(show: Show, scheme: Any) -> None:
    page = show(html(listing(200)), color_scheme=scheme)
    contrasts: list[tuple[str, float]] = page.evaluate(
        CONTRASTS.replace(
            "const walker",
            """const around = getComputedStyle(document.body).backgroundColor;
            return [...document.querySelectorAll('rect')].map((rect) => {
              const style = getComputedStyle(rect);
              const edge = rect.classList.contains('s-unknown') ? style.stroke : style.fill;
              return [rect.classList[0], contrast(edge, around)];
            });
            const walker""",
        )
    )
    assert len({name for name, _ in contrasts}) == 11
    assert [name for name, contrast in contrasts if contrast < 3] == []


def test_the_page_can_be_read_without_seeing_it(show: Show) -> None:
    page = show(html(few()))
    assert page.locator("html").get_attribute("lang") == "en"
    levels = page.locator("h1, h2, h3, h4").evaluate_all("(all) => all.map((h) => h.localName)")
    assert levels == ["h1", *["h2"] * (len(levels) - 1)]
    for landmark in ("banner", "main", "search"):
        assert page.get_by_role(landmark).count() == 1  # pyright: ignore[reportArgumentType] - a role of ARIA
    chart = page.get_by_role("img", name="Endpoints by provider and state")
    assert "together: 1 running, 1 failed" in (
        chart.get_attribute("aria-label") or description(chart)
    )
    ages = page.get_by_role("img", name="Active endpoints, by age")
    assert "180 d and older: 1 endpoint, 1 of them dedicated" in description(ages)
    for control in page.locator("input, button:visible, summary").all():
        assert control.evaluate("(one) => (one.labels?.[0] || one).textContent.trim()")
    assert page.locator("th:not([scope])").count() == 0
    assert page.locator("[id]").evaluate_all("(all) => new Set(all.map((o) => o.id)).size") == (
        page.locator("[id]").count()
    )


def description(picture: Any) -> str:
    return picture.locator("desc").evaluate("(one) => one.textContent")


def test_the_numbers_of_the_chart_stand_in_a_table_too(show: Show) -> None:
    page = show(html(few()))
    page.get_by_text("In numbers").click()
    rows = page.locator("details tbody tr").all_inner_texts()
    assert rows[0].split() == ["together", "1", "0", "0", "1", "0", "2"]


def test_costs_stand_in_pictures_and_in_numbers(show: Show) -> None:
    page = show(html(priced()))
    section = page.get_by_role("region", name="Costs")
    entries = section.locator(".totals div").all_inner_texts()
    assert [entry.split("\n") for entry in entries] == [
        ["CNY per hour", "6.30"],
        ["CNY for 30 days", "4,536.00"],
        ["USD per hour", "1,008.48"],
        ["USD for 30 days", "726,105.60"],
        ["paid by use", "1"],
        ["unknown", "1"],
    ]
    for currency, text in (("CNY", "ppio: 6.30"), ("USD", "acme: 1,000.50; together: 7.98")):
        picture = page.get_by_role("img", name=f"{currency} per hour, by provider")
        assert description(picture) == text
    section.get_by_text("In numbers").click()
    rows = [row.split("\t") for row in section.locator("tbody tr").all_inner_texts()]
    assert rows[0] == ["acme", "1,000.50 USD", "720,360.00 USD", "24,012.00 USD", "0", "0"]
    assert rows[-1] == ["openrouter", "-", "-", "-", "1", "0"]
    page.get_by_role("button", name="Cost/h").click()
    cells = page.locator("#endpoints tbody td:has-text('CNY'), #endpoints tbody td:has-text('USD')")
    assert cells.all_inner_texts() == ["~6.30 CNY", "7.98 USD", "~1,000.50 USD"]
    levels = page.locator("h1, h2, h3, h4").evaluate_all("(all) => all.map((h) => h.localName)")
    assert levels.count("h3") == 2


def test_totals(show: Show) -> None:
    page = show(html(few()))
    entries = page.locator(".totals div").all_inner_texts()
    totals = {name: int(count) for name, count in map(str.split, entries)}
    assert totals == {
        "endpoints": 5,
        "accounts": 5,
        "providers": 4,
        "active": 2,
        "running": 1,
        "degraded": 1,
        "pending": 1,
        "failed": 1,
        "unknown": 1,
    }


def test_what_may_be_forgotten_stands_out(show: Show) -> None:
    page = show(html(few()))
    section = page.get_by_role("region", name="Forgotten?")
    assert "1 dedicated endpoint created 30 d ago or earlier" in section.inner_text()
    row = "together\tblue\tbeta\te-10\t200d\t8\t1/2"
    assert section.locator("tbody tr").all_inner_texts() == [row]
    assert page.locator(".a-forgotten title").all_text_contents() == [
        "1 forgotten, 180 d and older"
    ]


def test_without_javascript_everything_is_there(show: Show) -> None:
    page = show(html(listing(1200)), java_script_enabled=False)
    assert page.locator("#endpoints tbody tr").count() == 1200
    assert page.locator("#endpoints tbody tr").last.is_visible()
    for control in ("#filters", "#more", "th button"):
        assert not page.locator(control).is_visible()
    page.get_by_text("In numbers").click()
    assert page.locator("details table").is_visible()


def test_on_paper_every_row_is_printed_and_no_control(show: Show) -> None:
    page = show(html(listing(600)), color_scheme="dark")
    assert page.locator("#endpoints tbody tr").count() == 250
    assert page.pdf().startswith(b"%PDF")
    assert page.locator("#endpoints tbody tr").count() == 600
    page.emulate_media(media="print")
    assert not page.get_by_role("searchbox").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    height = page.locator(".scroll").last.evaluate("(o) => o.scrollHeight - o.clientHeight")
    assert height == 0


@pytest.mark.parametrize("width", [320, 800, 1600])
def test_no_window_is_too_narrow(show: Show, width: int) -> None:
    page = show(html(hostile()), viewport={"width": width, "height": 600})
    assert page.evaluate("document.scrollingElement.scrollWidth") == width

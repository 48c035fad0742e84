"""The table, sorted and filtered by mouse and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browser.fleets import few, html, listing

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from browser.conftest import Show


def column(page: Page, heading: str) -> list[str]:
    """Return the cells of one column, from top to bottom."""
    place = headings(page).index(heading)
    return page.locator(f"#endpoints tbody td:nth-child({place + 1})").all_inner_texts()


def headings(page: Page) -> list[str]:
    return page.locator("#endpoints thead th").all_inner_texts()


def heading(page: Page, name: str) -> Locator:
    return page.locator("#endpoints").get_by_role("button", name=name, exact=True)


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def choice(page: Page, group: str, word: str) -> Locator:
    return page.get_by_role("group", name=group).get_by_role("checkbox", name=word)


def counts(page: Page, group: str) -> dict[str, int]:
    """Return the number beside each choice."""
    labels = page.get_by_role("group", name=group).locator("label").all_inner_texts()
    return {word: int(count) for word, _, count in (text.rpartition(" ") for text in labels)}


def test_a_click_sorts_and_another_turns_it_round(show: Show) -> None:
    page = show(html(few()))
    heading(page, "Name").click()
    assert column(page, "Name") == ["Alpha", "beta", "gamma 9", "gamma 10", "名前"]
    assert page.locator("th[aria-sort=ascending]").all_inner_texts() == ["Name"]
    heading(page, "Name").click()
    assert column(page, "Name") == ["名前", "gamma 10", "gamma 9", "beta", "Alpha"]
    heading(page, "ID").click()
    assert column(page, "ID") == ["e-1", "e-2", "e-3", "e-9", "e-10"]
    assert page.locator("th[aria-sort]").all_inner_texts() == ["ID"]


def test_what_is_not_text_sorts_as_what_it_is(show: Show) -> None:
    page = show(html(few()))
    heading(page, "Age").click()
    assert column(page, "Age") == ["12m", "5h", "3d", "200d", "-"]
    heading(page, "Age").click()
    assert column(page, "Age") == ["200d", "3d", "5h", "12m", "-"]
    heading(page, "GPUs per replica").click()
    assert column(page, "GPUs per replica") == ["8", "16", "-", "-", "-"]
    heading(page, "State").click()
    assert column(page, "State") == ["pending", "running", "degraded", "failed", "unknown"]
    assert column(page, "Provider-state") == ["-", "-", "-", "-", "-7"]


def test_the_keyboard_does_what_the_mouse_does(show: Show) -> None:
    page = show(html(few()))
    page.get_by_role("searchbox").focus()
    focused = "document.activeElement.textContent"
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "Name":
            break
    page.keyboard.press("Enter")
    assert column(page, "Name")[0] == "Alpha"
    page.keyboard.press("Space")
    assert column(page, "Name")[0] == "名前"
    assert page.evaluate(focused) == "Name"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_a_column_that_nothing_is_known_of_is_left_out(show: Show) -> None:
    page = show(html(few()))
    shown = headings(page)
    wanted = {"Account", "GPUs per replica", "Replicas", "Price", "Limits", "Reason"}
    assert wanted <= {*shown}
    assert "Region" not in shown
    assert "Account" not in headings(show(html(listing(3))))


def test_words_filter_in_upper_or_lower_case_and_any_order(show: Show) -> None:
    page = show(html(few()))
    page.get_by_role("searchbox").fill("GAMMA")
    assert column(page, "Name") == ["gamma 10", "gamma 9"]
    assert status(page) == "2 of 5 endpoints"
    page.get_by_role("searchbox").fill("10 gamma")
    assert column(page, "Name") == ["gamma 10"]
    page.get_by_role("searchbox").fill("no such text")
    assert column(page, "Name") == []
    assert status(page) == "0 of 5 endpoints"
    page.get_by_role("searchbox").fill("名")
    assert column(page, "Name") == ["名前"]


def test_choices_filter_and_say_how_many_each_would_show(show: Show) -> None:
    page = show(html(few()))
    before = {"together": 2, "openrouter": 1, "ppio": 1, "volcengine": 1}
    assert counts(page, "Provider") == before
    choice(page, "Provider", "together").check()
    assert column(page, "Name") == ["beta", "Alpha"]
    assert counts(page, "Provider") == before
    expected = {"running": 1, "degraded": 0, "pending": 0, "failed": 1, "unknown": 0}
    assert counts(page, "State") == expected
    choice(page, "State", "failed").check()
    assert column(page, "Name") == ["Alpha"]
    assert counts(page, "Provider") == {name: int(name == "together") for name in before}
    choice(page, "State", "pending").check()
    choice(page, "Provider", "ppio").check()
    assert column(page, "Name") == ["Alpha", "gamma 10"]
    page.get_by_role("searchbox").fill("gamma")
    assert column(page, "Name") == ["gamma 10"]
    assert status(page) == "1 of 5 endpoints"


def test_clear_shows_everything_again_and_keeps_the_order(show: Show) -> None:
    page = show(html(few()))
    heading(page, "Name").click()
    choice(page, "State", "failed").check()
    page.get_by_role("searchbox").fill("alpha")
    page.get_by_role("button", name="Clear").click()
    page.get_by_text("5 endpoints", exact=True).wait_for()
    assert column(page, "Name") == ["Alpha", "beta", "gamma 9", "gamma 10", "名前"]
    assert counts(page, "Provider")["together"] == 2


def test_enter_in_the_text_sends_nothing(show: Show) -> None:
    page = show(html(few()))
    page.get_by_role("searchbox").fill("beta")
    page.keyboard.press("Enter")
    assert column(page, "Name") == ["beta"]


def test_ten_thousand_endpoints(show: Show) -> None:
    many = listing(10_000)
    page = show(html(many))
    rows = page.locator("#endpoints tbody tr")
    # What is not shown at once is not laid out at once, and so filtering stays quick.
    assert status(page) == "10,000 endpoints, the first 250 are shown"
    assert rows.count() == 250
    page.get_by_role("searchbox").fill("chat 9999")
    assert column(page, "Name") == ["chat 9999"]
    assert status(page) == "1 of 10,000 endpoints"
    page.get_by_role("searchbox").fill("")
    choice(page, "Provider", "together").check()
    theirs = [one for one in many.endpoints if one.provider == "together"]
    some = f"{len(theirs):,}"
    assert status(page) == f"{some} of 10,000 endpoints, the first 250 are shown"
    heading(page, "Name").click()
    heading(page, "Name").click()
    assert column(page, "Name")[0] == theirs[-1].name
    page.get_by_role("button", name=f"Show all {some}").click()
    assert rows.count() == len(theirs)
    assert status(page) == f"{some} of 10,000 endpoints"
    assert page.get_by_role("button", name="Show all").count() == 0


def test_a_page_without_endpoints(show: Show) -> None:
    page = show(html(listing(0)))
    assert page.get_by_text("There are none.").is_visible()
    assert page.get_by_role("searchbox").count() == 0
    assert page.locator("svg").count() == 0

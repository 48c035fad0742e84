// Lets the table be sorted and filtered. It holds no data: all that it knows it reads from the page.
"use strict";
(() => {
  const AT_ONCE = 250; // more rows than this wait for a click, so that filtering stays quick
  const table = document.getElementById("endpoints");
  if (!table) return;
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const form = document.getElementById("filters");
  const status = document.getElementById("status");
  const more = document.getElementById("more");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const collator = new Intl.Collator("en", { numeric: true });

  const rows = [...body.rows].map((line) => ({
    line,
    provider: line.dataset.provider,
    state: line.dataset.state,
    text: line.textContent.toLowerCase(),
  }));
  let shown = rows;
  let all = false;

  const chosen = (name) =>
    new Set(boxes.filter((box) => box.name === name && box.checked).map((box) => box.value));
  const passes = (choice, value) => choice.size === 0 || choice.has(value);

  function filter() {
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const providers = chosen("provider");
    const states = chosen("state");
    const counts = { provider: new Map(), state: new Map() };
    const add = (name, value) => counts[name].set(value, (counts[name].get(value) || 0) + 1);
    shown = rows.filter((row) => {
      if (!words.every((word) => row.text.includes(word))) return false;
      const here = passes(providers, row.provider);
      const so = passes(states, row.state);
      // Beside each choice stands how many it would show with the other choices as they are.
      if (so) add("provider", row.provider);
      if (here) add("state", row.state);
      return here && so;
    });
    for (const box of boxes) {
      const count = counts[box.name].get(box.value) || 0;
      box.parentElement.querySelector(".count").textContent = count.toLocaleString("en");
    }
    show();
  }

  function show() {
    const visible = all ? shown : shown.slice(0, AT_ONCE);
    body.replaceChildren(...visible.map((row) => row.line));
    const [some, total] = [shown.length, rows.length].map((n) => n.toLocaleString("en"));
    const matching = some === total ? `${total} endpoints` : `${some} of ${total} endpoints`;
    const cut = visible.length < shown.length;
    status.textContent = cut ? `${matching}, the first ${visible.length} are shown` : matching;
    more.hidden = !cut;
    more.textContent = `Show all ${some}`;
  }

  function sort(heading) {
    const column = heading.cellIndex;
    const down = heading.getAttribute("aria-sort") === "ascending";
    let ranked = false;
    for (const row of rows) {
      const cell = row.line.cells[column];
      const rank = cell.dataset.rank; // given where the text alone would be put in a wrong order
      if (rank) ranked = true;
      row.key = rank === undefined ? cell.textContent : rank === "" ? null : Number(rank);
    }
    // What is not known stands last in both directions.
    const compare = ranked ? (a, b) => a - b : collator.compare;
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      return down ? compare(b.key, a.key) : compare(a.key, b.key);
    });
    for (const other of headings) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    filter();
  }

  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    button.addEventListener("click", () => sort(heading));
    heading.replaceChildren(button);
  }
  const widely = (wide) => {
    all = wide;
    show();
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  more.addEventListener("click", () => widely(true));
  window.addEventListener("beforeprint", () => widely(true)); // paper has nothing to click on
  form.hidden = false;
  filter(); // a browser that restores a page restores what was typed, too
})();

// A table of any length: sorted, filtered, searched, and shown a page at a time, so that the document stays small.
"use strict";

const PAGE = 50;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * Puts a table into `place`.
 *   caption   what the rows are, for those who do not see the table
 *   rows      of any kind
 *   columns   { label, value: row => string | number | null, show: row => Node | string, numeric }
 *   filters   { key, label, options: [[value, text], …] }; `keep(row, chosen)` says whether a row stays
 *   text      row => what the search looks through
 * Returns { choose(values), search(text) }, which set filters and the search from outside.
 */
function makeTable(place, { caption, rows, columns, filters = [], keep = () => true, text }) {
  const state = { sort: null, down: false, page: 0, found: rows };
  const searched = new Map();
  const lower = (row) => {
    if (!searched.has(row)) searched.set(row, text(row).toLowerCase());
    return searched.get(row);
  };
  const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: () => find() });
  const selects = filters.map(({ key, label, options }) =>
    element("select", { "data-filter": key, onchange: () => find() },
      element("option", { value: "" }, `All`),
      ...options.map(([value, shown]) => element("option", { value }, shown))));
  const status = element("p", { class: "found", role: "status" });
  const heads = columns.map((column, index) =>
    element("th", { scope: "col", class: column.numeric ? "figure" : null },
      element("button", { type: "button", onclick: () => sortBy(index) }, column.label)));
  const body = element("tbody");
  const turn = (label, to) => element("button", { type: "button", class: "quiet", onclick: () => show(to()) }, label);
  const last = () => Math.max(Math.ceil(state.found.length / PAGE) - 1, 0);
  const [first, previous, next, end] = [
    turn("First", () => 0), turn("Previous", () => state.page - 1), turn("Next", () => state.page + 1), turn("Last", last),
  ];
  const shown = element("span", { class: "shown" });
  place.replaceChildren(
    element("div", { class: "controls" },
      element("label", { class: "search" }, "Search", input),
      ...filters.map(({ label }, index) => element("label", {}, label, selects[index])),
      element("button", { type: "button", class: "quiet", onclick: () => { clear(); find(); } }, "Clear")),
    status,
    element("div", { class: "wide", role: "region", "aria-label": caption, tabindex: "0" },
      element("table", { class: "data" },
        element("caption", { class: "hidden" }, caption), element("thead", {}, element("tr", {}, ...heads)), body)),
    element("nav", { class: "pages", "aria-label": `Pages of ${caption.toLowerCase()}` }, first, previous, shown, next, end));

  function clear() {
    input.value = "";
    for (const select of selects) select.value = "";
  }

  function find() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = Object.fromEntries(selects.map((select) => [select.dataset.filter, select.value]));
    state.found = rows.filter((row) => keep(row, chosen) && words.every((word) => lower(row).includes(word)));
    order();
    show(0);
    status.textContent = state.found.length === rows.length
      ? `${number.format(rows.length)} in all` : `${number.format(state.found.length)} of ${number.format(rows.length)} match`;
  }

  function order() {
    if (state.sort === null) return;
    const { value } = columns[state.sort];
    const sign = state.down ? -1 : 1;
    const keyed = state.found.map((row) => [value(row), row]);
    keyed.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (typeof a === "number" ? a - b : collator.compare(a, b));
    });
    state.found = keyed.map(([, row]) => row);
  }

  function sortBy(index) {
    state.down = state.sort === index ? !state.down : Boolean(columns[index].numeric) && !columns[index].up;
    state.sort = index;
    heads.forEach((head, at) => {
      if (at === index) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    order();
    show(0);
  }

  function show(page) {
    state.page = page;
    const from = page * PAGE;
    const some = state.found.slice(from, from + PAGE);
    body.replaceChildren(...some.map((row) => element("tr", {}, ...columns.map((column, index) =>
      element(index === 0 ? "th" : "td", { scope: index === 0 ? "row" : null, class: column.numeric ? "figure" : null },
        column.show ? column.show(row) : column.numeric ? amount(column.value(row)) : column.value(row) ?? "–")))));
    if (!some.length) body.append(element("tr", {}, element("td", { colspan: columns.length }, "Nothing matches.")));
    shown.textContent = some.length ? `${number.format(from + 1)}–${number.format(from + some.length)} of ${number.format(state.found.length)}` : "";
    first.disabled = previous.disabled = page === 0;
    next.disabled = end.disabled = page >= last();
  }

  find();
  return {
    choose(values) {
      clear();
      for (const select of selects) select.value = values[select.dataset.filter] ?? "";
      find();
    },
    search(words) {
      clear();
      input.value = words;
      find();
    },
  };
}

function amount(value) {
  return value === null ? "–" : number.format(value);
}

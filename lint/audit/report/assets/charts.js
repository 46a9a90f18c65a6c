// Drawings of the tables in the figures: Observable Plot reads what stands in the table and draws it as SVG.
"use strict";

const COLOURS = {
  error: "var(--error)", warning: "var(--warning)", info: "var(--info)",
  articles: "var(--accent)", references: "var(--accent)", gone: "var(--accent)", new: "var(--error)",
};
const AGES = ["var(--age-1)", "var(--age-2)", "var(--age-3)", "var(--age-4)", "var(--age-5)"];
const MOST_BARS = 20;

function readTable(figure) {
  const series = [...figure.querySelectorAll("th[data-series]")].map((head) => ({ key: head.dataset.series, text: head.textContent }));
  const rows = [...figure.querySelectorAll("tbody tr")].map((row) => ({
    name: row.cells[0].textContent,
    values: [...row.querySelectorAll("td")].map((cell) => Number(cell.dataset.value)),
  }));
  return { series, rows };
}

function drawChart(figure) {
  const { series, rows } = readTable(figure);
  const place = figure.querySelector(".plot");
  if (!rows.length) {
    place.replaceWith(element("p", { class: "hint" }, "Nothing to show."));
    return;
  }
  const kind = figure.dataset.chart;
  const drawn = kind === "histogram" ? columns(rows, place.dataset.label) : bars(kind, series, rows.slice(0, MOST_BARS), place.dataset.label);
  drawn.querySelector("style")?.remove(); // the page's policy takes no styles but its own, which say the same
  place.replaceChildren(drawn);
  if (series.length > 1) place.before(legend(kind, series));
}

function colour(kind, key, index) {
  return kind === "stack-age" ? AGES[index] : COLOURS[key];
}

function legend(kind, series) {
  return element("p", { class: "legend", "aria-hidden": "true" }, ...series.map(({ key, text }, index) => {
    const swatch = element("span", { class: "swatch" });
    swatch.style.background = colour(kind, key, index);
    return element("span", {}, swatch, text);
  }));
}

function bars(kind, series, rows, label) {
  const sign = (key) => (kind === "diverging" && key === "gone" ? -1 : 1);
  const flat = rows.flatMap(({ name, values }) =>
    values.map((value, index) => ({ name, value: sign(series[index].key) * value, key: series[index].text })));
  const longest = Math.max(...rows.map(({ name }) => name.length));
  return Plot.plot({
    className: "drawn",
    width: 640,
    height: 66 + rows.length * 24,
    marginBottom: 42,
    marginLeft: Math.min(longest, 30) * 6.6 + 14,
    marginRight: 24,
    x: { label, labelOffset: 38, grid: true, nice: true, ticks: 5, tickFormat: (value) => number.format(Math.abs(value)) },
    y: { label: null, domain: rows.map(({ name }) => name), tickFormat: (name) => (name.length > 30 ? `${name.slice(0, 29)}…` : name), tickSize: 0 },
    color: { domain: series.map(({ text }) => text), range: series.map(({ key }, index) => colour(kind, key, index)) },
    marks: [
      Plot.barX(flat, { x: "value", y: "name", fill: "key", insetTop: 2, insetBottom: 2, order: series.map(({ text }) => text) }),
      Plot.ruleX([0]),
    ],
  });
}

function columns(rows, label) {
  return Plot.plot({
    className: "drawn",
    width: 640,
    height: 300,
    marginBottom: 40,
    x: { label: null, domain: rows.map(({ name }) => name), tickSize: 0,
      ticks: rows.filter((_, index) => index % Math.ceil(rows.length / 12) === 0).map(({ name }) => name) },
    y: { label, grid: true, nice: true, ticks: Math.min(5, Math.max(...rows.map(({ values }) => values[0]))) },
    marks: [Plot.barY(rows, { x: "name", y: ({ values }) => values[0], fill: "var(--accent)" }), Plot.ruleY([0])],
  });
}
